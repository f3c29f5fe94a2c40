"""The page of states is drawn from the machines, and leaves none of them out."""

from __future__ import annotations

import importlib
from enum import StrEnum

from bot.settings import ROOT
from services.errors import WorkshopConflict
from services.states import Machine
from tools import state_charts


class Light(StrEnum):
    """A light."""

    OFF = "off"
    """Dark."""
    ON = "on"
    BROKEN = "broken"


class Press(StrEnum):
    """What happens to it."""

    TURN = "turn"
    """Somebody presses it."""
    DROP = "drop"


LAMP = Machine(
    "lamp",
    Light.OFF,
    {
        (Light.OFF, Press.TURN): Light.ON,
        (Light.ON, Press.TURN): Light.OFF,
        (Light.ON, Press.DROP): Light.BROKEN,
        (Light.BROKEN, Press.TURN): Light.BROKEN,
        (Light.BROKEN, Press.DROP): Light.BROKEN,
    },
    WorkshopConflict,
)


def test_page_is_what_the_machines_say() -> None:
    assert state_charts.PAGE.read_text(encoding="utf-8") == state_charts.page()


def test_every_machine_is_on_the_page() -> None:
    files = [file.relative_to(ROOT) for file in (ROOT / "services").glob("*/states.py")]
    modules = [importlib.import_module(".".join(file.with_suffix("").parts)) for file in files]
    found = {each.name for module in modules for each in vars(module).values() if isinstance(each, Machine)}
    assert found == {machine.name for machine in state_charts.MACHINES}


def test_every_state_and_event_has_its_sentence() -> None:
    assert state_charts.undocumented() == []


def test_missing_sentences_are_named() -> None:
    assert state_charts.undocumented((LAMP,)) == ["Light.ON", "Light.BROKEN", "Press.DROP"]


def test_chart_shows_every_way_once() -> None:
    assert list(state_charts.chart(LAMP)) == [
        "    [*] --> off",
        "    off --> on: turn",
        "    on --> off: turn",
        "    on --> broken: drop",
        "    broken --> broken: turn, drop",
        "    broken --> [*]",
    ]

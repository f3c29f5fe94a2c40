"""Who may what: each role with each command and with each button; a refusal tells nothing of what there is.

Somebody unknown and a producer press every button with everything forged in test_forged_presses.py; here are those
whom the office gave one role, and nothing else.
"""

from __future__ import annotations

from typing import Any

import pytest
from sqlalchemy import select

import content.texts
from content.yaml_files import read_yaml
from handlers.commands import commands_for
from models import RoleKind
from tests.conversations.test_commands import KNOWN
from tests.conversations.test_forged_presses import FORGED, patterns
from tests.conversations.victims import OF_ROLE, PRODUCER, STRANGER, Furnished, furnished
from tests.conversations.walks import texts
from tests.services.conftest import OFFICE_TABLES

__all__ = ["furnished"]
A, P, M, K, R = RoleKind.ADMIN, RoleKind.PETUGAS, RoleKind.MENTOR, RoleKind.KADER, RoleKind.PEMBACA
Roles = frozenset[RoleKind]
ALL: Roles = frozenset(RoleKind)
STAFF: Roles = frozenset({A, P})
OWN: Roles = frozenset()
"""What is only for whose it is: no role opens it."""
COMMANDS: dict[str, Roles] = {
    "aduan": STAFF, "bantu": STAFF | {K}, "cari": STAFF, "faq": STAFF, "jodohkan": STAFF, "laporan": STAFF | {R},
    "mentor_kami": STAFF, "pertanyaan": STAFF, "poster": STAFF | {K}, "rujukan": STAFF, "statistik": STAFF | {R},
    "surat": STAFF | {M}, "umumkan": STAFF, "undang": STAFF | {K}, "audit": frozenset({A}), "peran": frozenset({A}),
    "istirahat": frozenset({M}), "jadwal": frozenset({M}), "kartu": frozenset({M}), "libur": frozenset({M}),
    "schedule": frozenset({M}), "jam": OWN,
}  # fmt: skip
"""The commands that are not for everybody. `/jam` moves the clock of a demo only, and this is none."""
BUTTONS: dict[str, Roles] = {
    "ask": ALL, "ask_staff": ALL, "first_questions": ALL, "language": ALL, "menu": ALL, "news": ALL, "withdraw": ALL,
    "register": ALL, "register:for": OWN, "register:for_new": OWN, "profile": OWN, "mentor_profile": ALL,
    "businesses:list": ALL, "businesses:view": STAFF, "businesses:fields": OWN,
    "helping": OWN, "helping:list": frozenset({K}), "helping:alone": STAFF,
    "announce": STAFF, "announcement_desk": STAFF, "announcement_words": STAFF, "approval": STAFF,
    "audit": frozenset({A}), "people": STAFF, "merge": STAFF, "referrals": STAFF, "reports": STAFF | {R},
    "poster": STAFF | {K},
    "letters": STAFF, "letters:list": STAFF | {M},
    "roles": frozenset({A}), "roles:no": ALL,
    "invite": STAFF | {K}, "invite:whom": STAFF, "invite:make": STAFF, "invite:revoke": OWN, "invite:no": ALL,
    "ticket_desk": STAFF, "report_desk": STAFF, "mentor_desk": STAFF, "matching_desk": STAFF,
    "faq_desk": STAFF, "faq_desk:no": ALL, "faq_reject": STAFF, "faq_reject:no": ALL, "statistics": STAFF | {R},
    "hours": frozenset({M}), "card": frozenset({M}), "mentor": ALL, "requests": OWN, "requests:list": ALL,
    "meeting": OWN, "meeting:list": ALL, "meeting:past": ALL, "meeting:office": STAFF, "meeting:shelf": STAFF,
    "reminder_wishes": ALL, "contact": OWN, "room": OWN, "room:no": ALL,
    "workshop": ALL, "workshop:open": STAFF | {M}, "workshop:new": STAFF | {M}, "workshop:resume": STAFF | {M},
    "workshop:from_group": STAFF | {M}, "workshop_run": ALL,
}  # fmt: skip
"""Who gets anything at all from a button: of a conversation, or of a single step of it."""

NOT_ALLOWED = content.texts.load("refusals").refused_not_allowed
TOLD_OLD = content.texts.load("unexpected").told_old_button_menu
REFUSALS = {row["id"].strip() for row in read_yaml("texts/refusals.yaml").values()} | {TOLD_OLD}
"""What may be said to who may not: the words of a refusal, or that the button is old. None of them names anything."""


def may_press(pattern: str) -> Roles:
    """Who gets anything from the buttons of `<conversation>:<step>`."""
    return BUTTONS[pattern if pattern in BUTTONS else pattern.split(":")[0]]


def forged(pattern: str) -> str:
    """A press of this pattern, at best with the id of what is somebody else's."""
    return f"{pattern}:{next((what for what in FORGED[pattern] if '{' in what), FORGED[pattern][0])}"


async def everything(furnished: Furnished) -> dict[str, list[Any]]:
    """All rows of the office's own tables."""
    async with furnished.office.database.read() as connection:
        return {table.name: list(await connection.execute(select(table))) for table in OFFICE_TABLES}


def test_tables_name_every_button_and_nothing_else() -> None:
    talks = {pattern.split(":")[0] for pattern in patterns()}
    assert {pattern for pattern in FORGED if not {pattern, pattern.split(":")[0]} & set(BUTTONS)} == set()
    assert set(BUTTONS) - set(FORGED) - talks == set()
    assert set(COMMANDS) - KNOWN == set()


@pytest.mark.parametrize("kind", RoleKind)
def test_list_of_a_role_holds_what_it_may(kind: RoleKind) -> None:
    listed = {name for name, _ in commands_for({kind}, "id")} & set(COMMANDS)
    assert listed == {name for name, may in COMMANDS.items() if kind in may} - {"schedule"}


@pytest.mark.pitfall(19)
@pytest.mark.parametrize("chat", [STRANGER, PRODUCER, *OF_ROLE.values()])
async def test_each_command_by_each_role(furnished: Furnished, chat: int) -> None:
    person = furnished.office.person(chat, "Orang")
    kind = next((kind for kind, its in OF_ROLE.items() if its == chat), None)
    before = await everything(furnished)
    for command in sorted(COMMANDS):
        if kind not in COMMANDS[command]:
            assert set(texts(await person.says(f"/{command}"))) - REFUSALS == set(), command
    assert await everything(furnished) == before
    for command in sorted(KNOWN):
        if command not in COMMANDS or kind in COMMANDS[command]:
            replies = await person.says(f"/{command}")
            assert NOT_ALLOWED not in texts(replies), command
            if kind not in STAFF:
                assert "Rahasia" not in str([reply.raw for reply in replies]), command


@pytest.mark.pitfall(19)
@pytest.mark.parametrize("kind", RoleKind)
async def test_each_button_by_each_role(furnished: Furnished, kind: RoleKind) -> None:
    person, victims = furnished.office.person(OF_ROLE[kind], kind.value), furnished.victims
    nothing = victims._replace(**dict.fromkeys(victims._fields, 999999))
    before = await everything(furnished)
    for press in (forged(pattern) for pattern in FORGED if kind not in may_press(pattern)):
        told = texts(await person.presses(victims.forge(press)))
        assert set(told) - REFUSALS == set(), press
        if "{" in press and told != [NOT_ALLOWED]:  # what is there and what is not are refused alike
            assert texts(await person.presses(nothing.forge(press))) == told, press
    assert await everything(furnished) == before


@pytest.mark.parametrize("kind", RoleKind)
async def test_role_gets_something_from_its_buttons(furnished: Furnished, kind: RoleKind) -> None:
    person = furnished.office.person(OF_ROLE[kind], kind.value)
    for pattern in FORGED:
        if kind in may_press(pattern) and may_press(pattern) != ALL:
            replies = await person.presses(furnished.victims.forge(forged(pattern)))
            assert NOT_ALLOWED not in texts(replies), pattern
            if kind not in STAFF:
                assert "Rahasia" not in str([reply.raw for reply in replies]), pattern

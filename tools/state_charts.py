"""Draws docs/reference/states.md from the state machines in services: a chart, and a sentence for each state and event.

`python -m tools.state_charts` writes it, `--check` compares. The sentences are the docstrings of the enums' members.
"""

from __future__ import annotations

import ast
import inspect
import sys
import textwrap
from collections.abc import Iterator
from enum import StrEnum
from pathlib import Path
from typing import Any

from services.announcements.states import ANNOUNCEMENT
from services.mentoring.states import MEETING, OFFER, REQUEST
from services.mentors.states import MENTOR
from services.states import Machine
from services.workshops.states import SEAT, WORKSHOP

PAGE = Path(__file__).resolve().parent.parent / "docs" / "reference" / "states.md"
MACHINES: tuple[Machine[Any, Any], ...] = (MENTOR, REQUEST, OFFER, MEETING, WORKSHOP, SEAT, ANNOUNCEMENT)
_HEAD = """# What can happen to what

The states of mentors, requests, offers, sessions, classes, seats and announcements, and every event that each of them
knows. An event that a state does not know is refused with a clear answer, and nothing changes. Change it in
`services/*/states.py`: `python -m tools.state_charts` writes this page.
"""


def page(machines: tuple[Machine[Any, Any], ...] = MACHINES) -> str:
    """The whole page."""
    return "\n".join([_HEAD, *(_section(machine) for machine in machines)])


def undocumented(machines: tuple[Machine[Any, Any], ...] = MACHINES) -> list[str]:
    """The states and events that lack their sentence."""
    return [
        f"{kind.__name__}.{member.name}"
        for machine in machines
        for kind in (_states(machine), _events(machine))
        for member in kind
        if member.name not in sentences(kind)
    ]


def sentences(kind: type[StrEnum]) -> dict[str, str]:
    """{name of a member: the docstring below it}."""
    body = ast.parse(textwrap.dedent(inspect.getsource(kind))).body[0]
    assert isinstance(body, ast.ClassDef)
    found = {}
    for line, following in zip(body.body, body.body[1:], strict=False):
        if isinstance(line, ast.Assign) and isinstance(line.targets[0], ast.Name) and isinstance(following, ast.Expr):
            found[line.targets[0].id] = " ".join(str(ast.literal_eval(following.value)).split())
    return found


def chart(machine: Machine[Any, Any]) -> Iterator[str]:
    """The lines of a Mermaid chart; events that lead the same way share an arrow."""
    yield f"    [*] --> {machine.start}"
    ways: dict[tuple[str, str], list[str]] = {}
    for (state, event), after in machine.moves.items():
        ways.setdefault((state, after), []).append(event)
    for (state, after), events in ways.items():
        yield f"    {state} --> {after}: {', '.join(events)}"
    for state in _states(machine):
        if not any(before == state != after for before, after in ways):
            yield f"    {state} --> [*]"


def _section(machine: Machine[Any, Any]) -> str:
    states, events = _states(machine), _events(machine)
    rows = [
        "| state | meaning |", "|---|---|", *_rows(states), "", "| event | meaning |", "|---|---|", *_rows(events),
    ]  # fmt: skip
    about = inspect.getdoc(states) or ""
    drawn = ["```mermaid", "stateDiagram-v2", *chart(machine), "```"]
    return "\n".join([f"## {machine.name.capitalize()}", "", about, "", *drawn, "", *rows, ""])


def _rows(kind: type[StrEnum]) -> list[str]:
    told = sentences(kind)
    return [f"| `{member.value}` | {told.get(member.name, '')} |" for member in kind]


def _states(machine: Machine[Any, Any]) -> type[StrEnum]:
    return type(machine.start)


def _events(machine: Machine[Any, Any]) -> type[StrEnum]:
    return type(next(event for _, event in machine.moves))


def main(words: list[str]) -> int:
    """Writes or compares; 1 after a line when something is not right."""
    if missing := undocumented():
        print(f"These lack a docstring that says what they are: {', '.join(missing)}", file=sys.stderr)
        return 1
    if "--check" not in words:
        PAGE.write_text(page(), encoding="utf-8")
    elif PAGE.read_text(encoding="utf-8") != page():
        print("docs/reference/states.md is not up to date: type `make format`.", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

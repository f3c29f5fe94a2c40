"""What all tables have in common: heads of columns, the sheet that says what it is, the line on personal data."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

import content.texts
from content.texts import Text
from documents.made import Made
from documents.maker import Asking
from documents.tables.table import Cell, Column, Table
from documents.words import day, number
from services.office_clock import OfficeClock

text = content.texts.load("tables")


def columns(*wanted: tuple[str, int]) -> Sequence[Column]:
    """By (key of the heading, width)."""
    return [Column(text[f"column_{key}"].plain(), width) for key, width in wanted]


def table(
    asking: Asking,
    name: str,
    heads: Sequence[Column],
    rows: Sequence[Sequence[Cell]],
    *about: tuple[Text, Text],
    names_people: bool = True,
) -> Table:
    """The whole, with `about` beside what is always said. `name` is the key of its title, and of its file."""
    title = text[f"title_{name}"]
    made = local(asking.now, asking.office.clock)
    assert made is not None
    warning = text.personal_data if names_people else text.no_personal_data
    return Table(
        file_name=f"{text[f'file_{name}'].plain()}-{made:%Y-%m-%d}.xlsx",
        sheet=text[f"sheet_{name}"].plain(),
        columns=heads,
        rows=rows,
        about_sheet=text.sheet_about.plain(),
        about=[
            (text.about_what.plain(), title.plain()),
            (text.about_office.plain(), asking.office.name),
            (text.about_made.plain(), f"{day(made.date())}, {made:%H.%M} {made_zone(asking)}"),
            (text.about_rows.plain(), number(len(rows))),
            *((what.plain(), said.plain()) for what, said in about),
            (text.about_data.plain(), warning.plain()),
        ],
        words=text.told_table.format(title=title, rows=number(len(rows)), personal_data=warning),
    )


def made_zone(asking: Asking) -> str:
    """The name of the office's zone: `WITA`."""
    return asking.now.astimezone(asking.office.clock.zone).tzname() or ""


def local(instant: datetime | None, office: OfficeClock) -> datetime | None:
    """The same where the office is, without a zone: a table knows no other."""
    return None if instant is None else instant.astimezone(office.zone).replace(tzinfo=None)


def local_day(instant: datetime | None, office: OfficeClock) -> date | None:
    """Its day there."""
    return None if instant is None else instant.astimezone(office.zone).date()


def yes_or_no(value: bool | None) -> str | None:
    """A word for it."""
    return None if value is None else (text.yes if value else text.no).plain()


def joined(names: Sequence[str]) -> str | None:
    """Several in one cell."""
    return ", ".join(names) or None


def draw(gathered: Table) -> list[Made]:
    """The file, in the drawing process."""
    from documents.tables.drawing import draw as drawn

    return drawn(gathered)

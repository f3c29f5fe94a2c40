"""What a table holds. It imports nothing of ours, for the drawing process."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

Cell = str | int | float | date | datetime | None
"""Times are local ones, without a zone: a table knows no other. Whatever has the form of a number but is none, such as
a phone number, is a text."""


@dataclass(frozen=True)
class Column:
    """One column: what stands at its head, and how many letters wide it is."""

    heading: str
    width: int


@dataclass(frozen=True)
class Table:
    """One file with one list, and a second sheet that says what it is: `about` are (what, said) pairs."""

    file_name: str
    sheet: str
    columns: Sequence[Column]
    rows: Sequence[Sequence[Cell]]
    about_sheet: str
    about: Sequence[tuple[str, str]]
    words: str
    """HTML, for the message that brings it."""

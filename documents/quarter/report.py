"""What stands in the report, page by page; words only. It imports nothing large, for the drawing process."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from documents.pictures.chart import Chart


@dataclass(frozen=True)
class Grid:
    """A small table: the first column is words, the others are numbers."""

    heads: Sequence[str]
    rows: Sequence[Sequence[str]]


@dataclass(frozen=True)
class Section:
    """A chart with what it says in words, and a table where the chart does not tell all."""

    heading: str
    words: str
    chart: Chart
    grid: Grid | None = None


@dataclass(frozen=True)
class Report:
    """`summary` is the first page; `notes` tell how things were counted."""

    file_name: str
    office: str
    title: str
    days: str
    made: str
    summary_heading: str
    summary: Sequence[str]
    figures_heading: str
    figures: Grid
    sections: Sequence[Section]
    notes_heading: str
    notes: Sequence[str]
    page: str
    """`Halaman {page} dari {pages}`"""
    words: str

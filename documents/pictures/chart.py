"""What a picture of bars shows. Words and numbers only; it imports nothing, for the drawing process."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Bar:
    """One line: a label, a value for each series, and what is written behind the bars."""

    label: str
    values: tuple[float, ...]
    notes: tuple[str, ...]
    """One for all where the values are stacked, else one for each."""


@dataclass(frozen=True)
class Chart:
    """Bars that lie, one line for each thing; `series` are the names of the values.

    Stacked values stand behind each other in one bar, others below each other. `empty` is written where there is
    nothing to show. `words` say what it shows, for whoever cannot see it: HTML.
    """

    name: str
    title: str
    subtitle: str
    series: tuple[str, ...]
    bars: tuple[Bar, ...]
    is_stacked: bool
    empty: str
    words: str

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to show."""
        return not any(value for bar in self.bars for value in bar.values)

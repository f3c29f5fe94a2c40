"""What the words of a text say, before it is known which day that is."""

from __future__ import annotations

from dataclasses import dataclass, field, fields
from datetime import timedelta

from services.errors import MomentRefused


@dataclass(frozen=True)
class DayOfMonth:
    """`tgl 5`, `5 des`, `5-12-2026`: what is not said is None."""

    day: int
    month: int | None = None
    year: int | None = None


@dataclass(frozen=True)
class Hour:
    """`jam 10`, `setengah tiga sore`: `part` is a part of the day, am or pm when it was said with the hour."""

    hour: int
    minute: int = 0
    part: str | None = None
    has_leading_zero: bool = False


@dataclass
class Found:
    """All that is said, each kind in the order said."""

    offsets: list[int] = field(default_factory=list)
    """Days from today."""
    months_on: list[int] = field(default_factory=list)
    dates: list[DayOfMonth] = field(default_factory=list)
    weekdays: list[int] = field(default_factory=list)
    eves: list[int] = field(default_factory=list)
    """`malam Minggu` is the evening before that day."""
    weeks: list[int] = field(default_factory=list)
    """0 this week, 1 the next; in the same way months and years."""
    months: list[int] = field(default_factory=list)
    years: list[int] = field(default_factory=list)
    named_months: list[int] = field(default_factory=list)
    edges: list[str] = field(default_factory=list)
    """begin, middle, end of what `weeks` or `months` say."""
    weekends: list[int] = field(default_factory=list)
    hours: list[Hour] = field(default_factory=list)
    parts: list[str] = field(default_factory=list)
    waits: list[timedelta] = field(default_factory=list)
    """`2 jam lagi`."""
    lengths: list[tuple[int, str]] = field(default_factory=list)
    """`3 hari`, `2 minggu`: how long, as (number, unit)."""
    zones: list[int] = field(default_factory=list)
    is_this: bool = False
    """`Sabtu ini`."""
    is_gone: bool = False
    is_denied: bool = False
    is_open: bool = False
    """It offers a choice, or goes on until something."""
    loose: list[int] = field(default_factory=list)
    """Numbers of which nothing is known."""

    def only_one_of_each(self) -> Found:
        """The same with repetitions dropped. Raises MomentRefused when two different things were said."""
        for name in (each.name for each in fields(self)):
            said = getattr(self, name)
            if isinstance(said, list):
                said[:] = dict.fromkeys(said)
                if len(said) > 1 and name != "parts":
                    raise MomentRefused("refused_moment_several")
        return self

    @property
    def names_a_day(self) -> bool:
        """Whether it says more of a day than its week or month."""
        return any((
            self.offsets, self.months_on, self.dates, self.weekdays, self.eves, self.weekends, self.edges, self.lengths,
        ))  # fmt: skip

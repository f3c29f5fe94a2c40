"""The time that figures are about, and the time they are compared with. The one place where both are decided.

An instant counts when it is after `start` and not after `end`: what happens right now counts.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

DAYS = (7, 30, 90)
MONTHS = 3
FIRST_YEAR = 2024
"""Before it the office kept nothing here."""


@dataclass(frozen=True)
class LastDays:
    """The last so many days until now, compared with as many days before them."""

    days: int
    end: datetime

    @property
    def start(self) -> datetime:
        """What happened after it counts."""
        return self.end - timedelta(days=self.days)

    @property
    def key(self) -> str:
        """Its name in buttons and jobs; `period_of` reads it back."""
        return str(self.days)

    @property
    def named(self) -> tuple[str, Mapping[str, int]]:
        """(key of the words for it in content/texts/statistics.yaml, what is put into them)."""
        return "period_days", {"days": self.days}

    @property
    def before(self) -> LastDays:
        """What it is compared with."""
        return LastDays(self.days, self.start)


@dataclass(frozen=True)
class Quarter:
    """Three months of the calendar where the office is: 1 is January to March. Compared with the quarter before."""

    year: int
    number: int
    zone: ZoneInfo

    @property
    def start(self) -> datetime:
        """What happened after it counts."""
        return datetime(self.year, self.number * MONTHS - 2, 1, tzinfo=self.zone)

    @property
    def end(self) -> datetime:
        """The last instant that counts."""
        return self.after.start

    @property
    def key(self) -> str:
        """Its name in buttons and jobs."""
        return f"{self.year}q{self.number}"

    @property
    def named(self) -> tuple[str, Mapping[str, int]]:
        """(key of the words for it, what is put into them)."""
        return "period_quarter", {"year": self.year, "number": self.number}

    @property
    def before(self) -> Quarter:
        """What it is compared with."""
        return self._moved(-1)

    @property
    def after(self) -> Quarter:
        """The next one."""
        return self._moved(1)

    def _moved(self, quarters: int) -> Quarter:
        year, number = divmod(self.year * 4 + self.number - 1 + quarters, 4)
        return Quarter(year, number + 1, self.zone)


Period = LastDays | Quarter


def quarter_of(instant: datetime, zone: ZoneInfo) -> Quarter:
    """The quarter in which this instant lies."""
    local = instant.astimezone(zone)
    return Quarter(local.year, (local.month - 1) // MONTHS + 1, zone)


def period_of(key: str, now: datetime, zone: ZoneInfo) -> Period | None:
    """The period of this name, as seen now; None for a name of none, or a quarter that has not begun."""
    if key in map(str, DAYS):
        return LastDays(int(key), now)
    found = re.fullmatch(r"(\d{4})q([1-4])", key)
    if found is None or int(found[1]) < FIRST_YEAR:
        return None
    quarter = Quarter(int(found[1]), int(found[2]), zone)
    return quarter if quarter.start <= now else None


def quarters(now: datetime, zone: ZoneInfo, most: int) -> list[Quarter]:
    """The quarter in which we are, and those before it."""
    found = [quarter_of(now, zone)]
    while len(found) < most:
        found.append(found[-1].before)
    return found

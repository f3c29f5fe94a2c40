"""What was understood of a date or time that somebody typed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

from services.week import Part


@dataclass(frozen=True)
class Moment:
    """What was understood: a day, and a time of it or a part of it, where one was named. Local to the office's zone."""

    day: date
    time: time | None = None
    part: Part | None = None

    def instant(self, zone: ZoneInfo) -> datetime | None:
        """The instant in UTC; None while no time of day is known."""
        if self.time is None:
            return None
        return datetime.combine(self.day, self.time, zone).astimezone(UTC)

"""Dates and times as people type them: `besok jam 10 pagi`, `Senin depan 14.00`, `lusa sore`, `tgl 5 des`."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time
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
        raise NotImplementedError


def read_moment(said: str, now: datetime, zone: ZoneInfo) -> Moment:
    """The moment that a text names, not before `now`. Raises MomentRefused with the reason that says what would do."""
    raise NotImplementedError


def read_days(said: str, today: date) -> tuple[date, date]:
    """The first and last day that a text names, `24 Des - 2 Jan`; a single day is both. Raises MomentRefused."""
    raise NotImplementedError

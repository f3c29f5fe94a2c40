"""Hours of the week, the shape in which availability is kept: weekday * 24 + hour, Monday 0, in the office's zone."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from zoneinfo import ZoneInfo

HOURS = 168
EVERY_HOUR = frozenset(range(HOURS))


class Part(StrEnum):
    """The parts of a day, as people say them."""

    MORNING = "morning"
    NOON = "noon"
    AFTERNOON = "afternoon"
    EVENING = "evening"


PARTS: dict[Part, range] = {
    Part.MORNING: range(8, 11),
    Part.NOON: range(11, 15),
    Part.AFTERNOON: range(15, 18),
    Part.EVENING: range(18, 21),
}
"""pagi, siang, sore, malam: the hours in which sessions are offered; each hour names its beginning."""


ALL_PARTS = frozenset(day * 24 + hour for day in range(7) for part in PARTS.values() for hour in part)
"""All parts of all days: what somebody means who can at any time."""
DAY_HOURS = range(6, 22)
"""The hours of a day among which people choose single ones."""


def hour_of_week(instant: datetime, zone: ZoneInfo) -> int:
    """The hour of the week in which an instant lies."""
    local = instant.astimezone(zone)
    return local.weekday() * 24 + local.hour


def hours_of(weekday: int, part: Part) -> frozenset[int]:
    """The hours of one part of one day."""
    return frozenset(weekday * 24 + hour for hour in PARTS[part])

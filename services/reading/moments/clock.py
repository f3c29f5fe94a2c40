"""From an hour as it was said to the minutes from midnight: `10 pagi`, `3` (in the afternoon), `12 malam`."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta

from services.errors import MomentRefused
from services.reading.moments.found import Hour

_DAY = 24
_AS_SAID: Mapping[str, range] = {
    "morning": range(0, 12),
    "noon": range(7, 17),
    "afternoon": range(12, 20),
    "evening": range(17, 29),
    "am": range(0, 12),
    "pm": range(12, 24),
    "named": range(0, 25),
}
"""The hours that may be called so, from 24 on those after midnight: `15 pagi` and `9 sore` are slips."""


def time_said(hour: Hour, part: str | None) -> timedelta:
    """How long after the midnight before; a day and more for the hours after midnight that people call night.

    `part` is what was said apart from the hour. Raises MomentRefused for an hour that does not exist.
    """
    if not (0 <= hour.minute < 60 and 0 <= hour.hour <= _DAY) or (hour.hour == _DAY and hour.minute):
        raise MomentRefused("refused_moment_hour")
    return timedelta(hours=_meant(hour, hour.part or part), minutes=hour.minute)


def _meant(hour: Hour, part: str | None) -> int:
    said = meant = hour.hour
    match part:
        case None:
            return said + 12 if _is_rather_afternoon(hour) else said
        case "evening" if said <= 4 or said == 12:
            meant = said % 12 + _DAY
        case "noon" if 1 <= said < 7:
            meant = said + 12
        case "afternoon" if said < 8:
            meant = said + 12
        case "evening" if said < 12:
            meant = said + 12
        case "morning" | "am" if said == 12:
            meant = 0
        case "pm" if said < 12:
            meant = said + 12
    if meant not in _AS_SAID[part]:
        raise MomentRefused("refused_moment_hour")
    return meant


def _is_rather_afternoon(hour: Hour) -> bool:
    """Nobody is met at night: 1 to 6 are hours of the afternoon, but `06.00` is written as it is meant."""
    return 1 <= hour.hour <= (4 if hour.has_leading_zero else 6)

"""The rules for hours: `jam 10`, `setengah tiga`, `10.30 pagi`, `jam 3 lewat 15`, `2 jam lagi`, `habis magrib`."""

from __future__ import annotations

from datetime import timedelta

from services.reading.moments.found import Found, Hour
from services.reading.moments.patterns import Said, rule


def _hour(hour: int, minute: int, said: Said, has_leading_zero: bool = False) -> Hour:
    part = said.get("part") or said.get("half_day")
    return Hour(hour, minute, str(part.value) if part else None, has_leading_zero)


def _put_figures(found: Found, said: Said) -> None:
    hour, minute = (figure or 0 for figure in said["time"].parts)
    found.hours.append(_hour(hour, minute, said, has_leading_zero=said["time"].value == 1))


def _put_hour(found: Found, said: Said) -> None:
    hour, minute = said["number"].number, 0
    if hour > 99:  # jam 1430
        hour, minute = divmod(hour, 100)
    found.hours.append(_hour(hour, minute, said))
    if "zone" in said:
        _put_zone(found, said)


def _put_half(found: Found, said: Said) -> None:
    """`setengah tiga` is half past two; `half past two` too."""
    hour = said["number"].number
    found.hours.append(_hour(hour if "over" in said else _before(hour), 30, said))


def _put_minutes(found: Found, said: Said) -> None:
    """`jam 3 lewat 15`, `jam 3 kurang seperempat`, `jam 3 setengah`, `jam 10 30`."""
    hour = said["number"].number
    minute = 15 if "quarter" in said else 30 if "half" in said else said["number2"].number
    if "less" in said and 0 < minute < 60:
        hour, minute = _before(hour), 60 - minute
    found.hours.append(_hour(hour, minute, said))


def _before(hour: int) -> int:
    """The hour before, as people count: before one comes twelve."""
    return 12 if hour == 1 else hour - 1


def _put_named(found: Found, said: Said) -> None:
    hour, minute = divmod(said["clock"].number, 60)
    found.hours.append(Hour(hour, minute, "named"))


def _put_wait(found: Found, said: Said) -> None:
    minutes = 1 if "minute" in said else 60
    found.waits.append(timedelta(minutes=30 if "half" in said else said["number"].number * minutes))


def _put_part(found: Found, said: Said) -> None:
    found.parts.append(str(said["part"].value))
    if "this" in said:
        found.offsets.append(0)


def _put_friday_prayer(found: Found, said: Said) -> None:
    found.parts.append("noon")
    found.weekdays.append(4)


def _put_zone(found: Found, said: Said) -> None:
    found.zones.append(said["zone"].number)


HOURS = (
    rule("within number at|minute|unit=hour later?", _put_wait),
    rule("number at|minute|unit=hour later", _put_wait),
    rule("half at|unit=hour later", _put_wait),
    rule("at? time part? dash|to at? time part|half_day?", _put_figures),
    rule("at? time part|half_day?", _put_figures),
    rule("at? half over? number part?", _put_half),
    rule("at? number over|less quarter|half part?", _put_minutes),
    rule("at? number over|less number minute? part?", _put_minutes),
    rule("at number half part?", _put_minutes),
    rule("at number number !month|unit|week_or_sunday|dash|to|at|minute", _put_minutes),
    rule("at number only? part? dash|to at? number part|half_day?", _put_hour),
    rule("at number dash? only? part|half_day|o_clock|zone?", _put_hour),
    rule("number part? dash|to at? number part|half_day", _put_hour),
    rule("number dash? only? part|half_day|o_clock|zone", _put_hour),
    rule("clock", _put_named),
    rule("friday_prayer", _put_friday_prayer),
    rule("zone", _put_zone),
)
PARTS = (
    rule("this part", _put_part),
    rule("part this?", _put_part),
)
"""After the rules for days: `malam Minggu` is one of those."""

"""Working time: when something is due that may take so many hours or days in which the office works.

The rule, which people are told dates by:

- Time counts from the start, or from the next opening where the office is closed at the start.
- One working day later is the same time of day on the next day that has office hours and is no holiday. Where
  that day is not open at this time, it is its opening or its close, whichever is nearer in the direction of the
  clock: before the first opening the opening, after the last close the close, in a break the end of the break.
- The time of day is kept over several days: two days after Thursday 14:00 is Monday 14:00, although Friday closes
  earlier.
- Hours and minutes come after the days and run only while the office is open.
- A holiday whose day is not known yet (content/holidays.yaml is not complete for the coming year) counts as a
  working day, so that reminders come rather too early than too late.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from content.holidays import is_holiday as is_national_holiday

Span = tuple[time, time]
OfficeHours = tuple[tuple[Span, ...], ...]
"""The spans of local time in which the office is open on each day of the week, Monday first."""

USUAL_HOURS: OfficeHours = (
    *((((time(7, 30), time(16, 0)),),) * 4),
    ((time(7, 30), time(11, 30)),),
    (),
    (),
)
"""Those of an office that has set none."""
_NEVER_OPEN = timedelta(days=370)


def add_working_time(
    start: datetime,
    hours: OfficeHours,
    *,
    days: int = 0,
    time: timedelta = timedelta(0),
    is_holiday: Callable[[date], bool] = is_national_holiday,
    zone: ZoneInfo,
) -> datetime:
    """The instant so many working days and then so much working time after `start`, by the rule above.

    Raises ValueError when the office is never open, and for what would run back.
    """
    if days < 0 or time < timedelta(0):
        raise ValueError("working time only runs forward")
    opened = _first_open(start.astimezone(zone), hours, is_holiday)
    if days:
        spans = _open_spans(opened.date() + timedelta(days=1), hours, is_holiday)
        opened = _nearest(opened, _nth_day(spans, days), zone)
    if time:
        opened = _run(opened, time, hours, is_holiday)
    return opened.astimezone(UTC)


def is_working_time(
    instant: datetime,
    hours: OfficeHours,
    *,
    is_holiday: Callable[[date], bool] = is_national_holiday,
    zone: ZoneInfo,
) -> bool:
    """Whether the office is open now."""
    local = instant.astimezone(zone)
    return _first_open(local, hours, is_holiday) == local


def working_time_between(
    start: datetime,
    end: datetime,
    hours: OfficeHours,
    *,
    is_holiday: Callable[[date], bool] = is_national_holiday,
    zone: ZoneInfo,
) -> timedelta:
    """For how long the office was open from `start` to `end`. Raises ValueError when it is never open."""
    first, last = start.astimezone(zone), end.astimezone(zone)
    was_open = timedelta(0)
    for day, spans in _open_spans(first.date(), hours, is_holiday):
        if day > last.date():
            return was_open
        for opens, closes in spans:
            begins = max(first, datetime.combine(day, opens, zone))
            ends = min(last, datetime.combine(day, closes, zone))
            was_open += max(ends - begins, timedelta(0))
    raise AssertionError("the days do not end")


_Day = tuple[date, tuple[Span, ...]]


def _open_spans(first: date, hours: OfficeHours, is_holiday: Callable[[date], bool]) -> Iterator[_Day]:
    """The days on which the office is open, from this one on, with their spans. Raises ValueError if there are none."""
    day, seen = first, first
    while day - seen < _NEVER_OPEN:
        spans = hours[day.weekday()]
        if spans and not is_holiday(day):
            seen = day
            yield day, spans
        day += timedelta(days=1)
    raise ValueError("the office is never open")


def _first_open(local: datetime, hours: OfficeHours, is_holiday: Callable[[date], bool]) -> datetime:
    """This instant if the office is open at it, else the next opening."""
    of_day = local.time()
    for day, spans in _open_spans(local.date(), hours, is_holiday):
        for opens, closes in spans:
            if day > local.date() or of_day < opens:
                return datetime.combine(day, opens, local.tzinfo)
            if of_day < closes:
                return local
    raise AssertionError("the days do not end")


def _nth_day(days: Iterator[_Day], number: int) -> _Day:
    for _ in range(number - 1):
        next(days)
    return next(days)


def _nearest(local: datetime, day: _Day, zone: ZoneInfo) -> datetime:
    """The same time on another day, or where that is not open the next opening of that day, or its close."""
    on, spans = day
    of_day = local.time()
    for opens, closes in spans:
        if of_day <= closes:
            return datetime.combine(on, max(of_day, opens), zone)
    return datetime.combine(on, spans[-1][1], zone)


def _run(local: datetime, left: timedelta, hours: OfficeHours, is_holiday: Callable[[date], bool]) -> datetime:
    """So much open time later; a time that ends at a close ends there, not at the next opening."""
    for day, spans in _open_spans(local.date(), hours, is_holiday):
        for opens, closes in spans:
            begins = max(local, datetime.combine(day, opens, local.tzinfo))
            ends = datetime.combine(day, closes, local.tzinfo)
            if begins >= ends:
                continue
            if left <= ends - begins:
                return begins + left
            left -= ends - begins
    raise AssertionError("the days do not end")

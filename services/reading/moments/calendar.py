"""From what was said of a day to the day: the next one that fits, and none where two things disagree."""

from __future__ import annotations

import calendar
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from services.errors import MomentRefused
from services.reading.moments.found import DayOfMonth, Found

_SATURDAY = 5
_LAST_YEAR = 9999


@dataclass(frozen=True)
class Today:
    """From where days are counted: this day, and the earliest that a date and a weekday without more may mean."""

    day: date
    earliest_date: date
    earliest_weekday: date


def day_said(found: Found, today: Today) -> date | None:
    """The day that is meant; None when no day was said. Raises MomentRefused."""
    days = {*_fixed(found, today)}
    if len(days) > 1:
        raise MomentRefused("refused_moment_several")
    if days:
        return _agreeing(days.pop(), found, today)
    if found.weekdays:
        return _weekday(found, today)
    if found.weeks or found.months or found.named_months or found.years:
        raise MomentRefused("refused_moment_which_day")
    return None


def monday_of(day: date, weeks_on: int = 0) -> date:
    """The Monday of the week in which a day lies, or of a later week."""
    return day - timedelta(days=day.weekday()) + timedelta(weeks=weeks_on)


def month_on(day: date, months: int) -> date:
    """The same day so many months later, or the last of that month."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    last = calendar.monthrange(year, month + 1)[1]
    return date(year, month + 1, min(day.day, last))


def _fixed(found: Found, today: Today) -> Iterator[date]:
    yield from (today.day + timedelta(days=offset) for offset in found.offsets)
    yield from (month_on(today.day, months) for months in found.months_on)
    yield from (after(today.day, *length) for length in found.lengths)
    yield from (_date(each, found, today) for each in found.dates)
    yield from (_edge(edge, found, today) for edge in found.edges)
    yield from (_next(_SATURDAY, today.earliest_date, today.day, weeks) for weeks in found.weekends)
    weeks_on = found.weeks[0] if found.weeks else None
    for weekday in found.eves:
        following = today.earliest_date + timedelta(days=1)
        yield _next(weekday, following, today.day, weeks_on) - timedelta(days=1)


def after(start: date, number: int, unit: str) -> date:
    """The day so many days, weeks or months after a start."""
    if unit == "month":
        return month_on(start, number)
    return start + timedelta(days=number * (7 if unit == "week" else 1))


def _agreeing(day: date, found: Found, today: Today) -> date:
    is_other_day = bool(found.weekdays) and found.weekdays[0] != day.weekday()
    is_other_week = bool(found.weeks) and not found.eves and monday_of(today.day, found.weeks[0]) != monday_of(day)
    if is_other_day or is_other_week:
        raise MomentRefused("refused_moment_disagrees")
    return day


def _weekday(found: Found, today: Today) -> date:
    if found.months or found.named_months:
        raise MomentRefused("refused_moment_which_day")
    earliest = today.day if found.is_this else today.earliest_weekday
    return _next(found.weekdays[0], earliest, today.day, found.weeks[0] if found.weeks else None)


def _next(weekday: int, earliest: date, today: date, weeks_on: int | None) -> date:
    """The next day with this name, or the one in this week (0) or the next (1)."""
    if weeks_on is not None and weeks_on > 0:
        return monday_of(today, weeks_on) + timedelta(days=weekday)
    if weeks_on == 0 and weekday >= today.weekday():
        return monday_of(today) + timedelta(days=weekday)
    return earliest + timedelta(days=(weekday - earliest.weekday()) % 7)


def _edge(edge: str, found: Found, today: Today) -> date:
    """The first, middle or last day of a week or month."""
    if found.weeks:
        return monday_of(today.day, found.weeks[0]) + timedelta(days={"begin": 0, "middle": 2, "end": 5}[edge])
    first = month_on(today.day.replace(day=1), found.months[0] if found.months else 0)
    return {"begin": first, "middle": first.replace(day=15), "end": month_on(first, 1) - timedelta(days=1)}[edge]


def _date(said: DayOfMonth, found: Found, today: Today) -> date:
    """What is left out is taken from the rest, or from the next such day."""
    month = said.month or (found.named_months[0] if found.named_months else None)
    year = said.year if said.year is not None else (today.day.year + found.years[0] if found.years else None)
    earliest = today.earliest_date
    if month is not None:
        years = [year] if year is not None else [earliest.year, earliest.year + 1]
        choices = [(each, month) for each in years]
        return _first_that_is(said.day, choices, date.min if year is not None else earliest)
    if found.months:
        there = month_on(today.day.replace(day=1), found.months[0])
        return _first_that_is(said.day, [(there.year, there.month)], date.min)
    coming = [month_on(earliest.replace(day=1), on) for on in range(4)]
    return _first_that_is(said.day, [(there.year, there.month) for there in coming], earliest)


def _first_that_is(day: int, months: Sequence[tuple[int, int]], earliest: date) -> date:
    for year, month in months:
        if 1 <= year <= _LAST_YEAR and 1 <= month <= 12 and 1 <= day <= calendar.monthrange(year, month)[1]:
            found = date(year, month, day)
            if found >= earliest:
                return found
    raise MomentRefused("refused_moment_day")

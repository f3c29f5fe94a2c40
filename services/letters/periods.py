"""The spans of days for which a letter is asked: those that universities and offices count in."""

from __future__ import annotations

from datetime import date, timedelta
from enum import StrEnum


class Period(StrEnum):
    """Semesters begin in February and August, as at Indonesian universities."""

    THIS_SEMESTER = "this_semester"
    LAST_SEMESTER = "last_semester"
    THIS_YEAR = "this_year"
    LAST_YEAR = "last_year"


def days_of(period: Period, today: date) -> tuple[date, date]:
    """The first and the last day of the period in which this day is, or of the one before it."""
    if period is Period.THIS_YEAR:
        return date(today.year, 1, 1), date(today.year, 12, 31)
    if period is Period.LAST_YEAR:
        return date(today.year - 1, 1, 1), date(today.year - 1, 12, 31)
    begins = _semester_begin(today)
    if period is Period.LAST_SEMESTER:
        begins = _semester_begin(begins - timedelta(days=1))
    return begins, _next_semester(begins) - timedelta(days=1)


def _semester_begin(day: date) -> date:
    if day.month >= 8:
        return date(day.year, 8, 1)
    return date(day.year, 2, 1) if day.month >= 2 else date(day.year - 1, 8, 1)


def _next_semester(begins: date) -> date:
    return date(begins.year, 8, 1) if begins.month == 2 else date(begins.year + 1, 2, 1)

"""Loads content/holidays.yaml: the national holidays, as far as they are known."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cache

from content.yaml_files import read_yaml


@dataclass(frozen=True)
class HolidayYear:
    """The holidays of one year; `missing` names those whose day is not known yet."""

    days: frozenset[date]
    is_complete: bool
    missing: tuple[str, ...]


@cache
def holiday_years() -> dict[int, HolidayYear]:
    """Each year that the content knows."""
    return {
        year: HolidayYear(
            days=frozenset(day["day"] for day in row["days"]),
            is_complete=row["is_complete"],
            missing=tuple(row["missing"]),
        )
        for year, row in read_yaml("holidays.yaml")["years"].items()
    }


def is_holiday(day: date) -> bool:
    """Whether the day is a national holiday; False also when that year is not known."""
    year = holiday_years().get(day.year)
    return year is not None and day in year.days

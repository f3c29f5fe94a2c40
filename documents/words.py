"""Numbers, days and changes as documents say them, in the language of whoever asked."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta

from babel.dates import format_date
from babel.numbers import format_decimal, format_percent

import content.texts
from content.language import language
from content.texts import Text
from services.statistics.periods import Period, Quarter

text = content.texts.load("pictures")
periods = content.texts.load("statistics")


def number(value: float) -> str:
    """`1.234` or `2,5`."""
    return format_decimal(value, locale=language.get())


def percent(part: float, whole: float) -> str:
    """`67%`; of nothing there is none."""
    return format_percent(part / whole, locale=language.get()) if whole else text.none_yet.plain()


def day(value: date) -> str:
    """`21 November 2026`."""
    return format_date(value, "d MMMM yyyy", locale=language.get())


def period_words(period: Period) -> Text:
    """`30 hari terakhir`, or `triwulan 3 tahun 2026`."""
    key, values = period.named
    return periods[key].format(**values)


def days_of(period: Quarter) -> str:
    """`1 Juli - 30 September 2026`."""
    return f"{day(period.start.date())} - {day((period.end - timedelta(days=1)).date())}"


def change(now: float, before: float) -> Text:
    """What became of a number since the period before."""
    if now == before:
        return text.change_none.format(before=number(before))
    values: Mapping[str, str] = {"difference": number(abs(round(now - before, 1))), "before": number(before)}
    return (text.change_up if now > before else text.change_down).format(**values)

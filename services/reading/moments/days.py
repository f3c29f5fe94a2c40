"""The rules for days: `besok`, `3 hari lagi`, `Senin depan`, `tgl 5`, `5 des 2026`, `malam Minggu`, `akhir pekan`."""

from __future__ import annotations

from services.reading.moments.found import DayOfMonth, Found, Hour
from services.reading.moments.patterns import Said, mark, rule

_SUNDAY = 6
_FIRST_SHORT_YEAR = 25  # of `5 des 26`; a smaller number behind a date is rather an hour


def _put_date(found: Found, said: Said) -> None:
    year = said["number2"].number if "number2" in said else None
    if year is not None and year < 100:
        if year < _FIRST_SHORT_YEAR:
            found.loose.append(year)
        year += 2000
    found.dates.append(DayOfMonth(said["number"].number, said["month"].number if "month" in said else None, year))


def _put_slashed(found: Found, said: Said) -> None:
    day, month, year = said["slashed"].parts
    found.dates.append(DayOfMonth(day or 0, month, year))


def _put_dashed(found: Found, said: Said) -> None:
    found.dates.append(DayOfMonth(said["number"].number, said["number2"].number))


def _put_length(found: Found, said: Said) -> None:
    """`3 hari lagi` is a day; `3 hari` says how long, or after how long."""
    number, unit = said["number"].number, "week" if "week_or_sunday" in said else str(said["unit"].value)
    if "later" not in said:
        found.lengths.append((number, unit))
    elif unit == "month":
        found.months_on.append(number)
    else:
        found.offsets.append(number * (7 if unit == "week" else 1))


def _put_period(found: Found, said: Said) -> None:
    """`minggu depan`, `bulan ini`, `tahun depan`, `awal bulan depan`, `akhir bulan`."""
    on = 1 if "next" in said else 0
    if "year" in said:
        found.years.append(on)
    elif "unit" in said and said["unit"].value == "month":
        found.months.append(on)
    else:
        found.weeks.append(on)
    found.edges += [edge for edge in ("begin", "middle", "end") if edge in said]


def _put_weekday(found: Found, said: Said) -> None:
    """Beside the name of a day `besok` only says that it is the coming one: `Senin besok`."""
    found.weekdays.append(_weekday(said))
    if "next" in said:
        found.weeks.append(1)
    if "day" in said and said["day"].value != 1:
        found.offsets.append(said["day"].number)
    if "part" in said:
        found.parts.append(str(said["part"].value))
    found.is_this = found.is_this or "this" in said


def _put_eve(found: Found, said: Said) -> None:
    """`malam Minggu` is the evening of the day before."""
    found.eves.append(_weekday(said))
    if "next" in said:
        found.weeks.append(1)
    found.parts.append("evening")


def _weekday(said: Said) -> int:
    return said["weekday"].number if "weekday" in said else _SUNDAY


def _put_weekend(found: Found, said: Said) -> None:
    found.weekends.append(1 if "next" in said else 0)


def _put_day(found: Found, said: Said) -> None:
    found.offsets.append(said["day"].number)
    if "number" in said:  # besok 10
        found.hours.append(Hour(said["number"].number))


def _put_month(found: Found, said: Said) -> None:
    found.named_months.append(said["month"].number)


def _put_loose(found: Found, said: Said) -> None:
    found.loose.append(said["number"].number)


DAYS = (
    rule("slashed", _put_slashed),
    rule("date? number ordinal|year? month year? number !part|half_day|minute|month|unit", _put_date),
    rule("date? number ordinal|year? month", _put_date),
    rule("month number ordinal|year? number !part|half_day|minute|month|unit", _put_date),
    rule("month number ordinal|year?", _put_date),
    rule("date number", _put_date),
    rule("number ordinal", _put_date),
    rule("number dash number !month", _put_dashed),
    rule("within? number unit|week_or_sunday later|ahead? !next", _put_length),
    rule("begin|middle|end unit|week_or_sunday next|this?", _put_period),
    rule("unit|week_or_sunday|year next|this", _put_period),
    rule("next|this unit|week_or_sunday|year", _put_period),
    rule("next|this weekend", _put_weekend),
    rule("weekend next|this?", _put_weekend),
    rule("unit|week_or_sunday|year|weekday gone", mark("is_gone")),
    rule("gone unit|week_or_sunday|year|weekday", mark("is_gone")),
    rule("next|this weekday", _put_weekday),
    rule("weekday part week_or_sunday next|this", _put_weekday),
    rule("part=evening weekday|week_or_sunday next|this?", _put_eve),
    rule("weekday|week_or_sunday day", _put_weekday),
    rule("day weekday", _put_weekday),
    rule("day week_or_sunday !next|this", _put_weekday),
    rule("weekday next|this?", _put_weekday),
    rule("week_or_sunday", _put_weekday),
    rule("day number !month|unit|week_or_sunday|dash|to|at|minute|part|ordinal", _put_day),
    rule("day", _put_day),
    rule("month", _put_month),
)
REST = (
    rule("gone", mark("is_gone")),
    rule("negation", mark("is_denied")),
    rule("or|to", mark("is_open")),
    rule("number", _put_loose),
)

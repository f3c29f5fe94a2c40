"""The days that a text names: `24 Des - 2 Jan`, `tgl 5 sampai 8`, `minggu depan`, `2 minggu`, `sampai 3 Januari`."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from services.errors import MomentRefused
from services.reading.moments.calendar import Today, after, day_said, monday_of, month_on
from services.reading.moments.found import DayOfMonth, Found
from services.reading.moments.reading import MOST_CHARACTERS, MOST_DAYS_AHEAD, found_in
from services.reading.moments.words import Word, words_of

Days = tuple[date, date]
_DAY = timedelta(days=1)
_LONGEST_GONE = timedelta(days=31)
_SATURDAY = 5


def read_days(said: str, today: date) -> Days:
    """The first and last day that a text names, `24 Des - 2 Jan`; a single day is both. Raises MomentRefused."""
    if len(said) > MOST_CHARACTERS:
        raise MomentRefused("refused_too_long", most=MOST_CHARACTERS)
    before, behind = _sides(words_of(said))
    first, last = _one(before, today) if behind is None else _between(before, behind, today)
    if last < today:
        raise MomentRefused("refused_moment_past")
    if last < first:
        raise MomentRefused("refused_days_order")
    if last > today + MOST_DAYS_AHEAD * _DAY:
        raise MomentRefused("refused_moment_far")
    return max(first, today), last


def _sides(words: Sequence[Word]) -> tuple[Sequence[Word], Sequence[Word] | None]:
    """What stands before and after `sampai`, a dash or `dan`; the whole where none of them stands."""
    for kind in ("to", "dash", "and"):
        places = [at for at, word in enumerate(words) if word.kind == kind]
        if len(places) > 1:
            raise MomentRefused("refused_days")
        if places:
            return words[: places[0]], words[places[0] + 1 :]
    return words, None


def _said(words: Sequence[Word]) -> Found:
    found = found_in([word for word in words if word.kind not in ("negation", "from")])
    if len(found.loose) == 1 and not found.names_a_day:  # 24-26 des
        found.dates.append(DayOfMonth(found.loose.pop()))
    if found.loose or found.hours or found.waits or found.is_open:
        raise MomentRefused("refused_days")
    if found.is_gone:
        raise MomentRefused("refused_moment_past")
    return found


def _one(words: Sequence[Word], today: date) -> Days:
    found = _said(words)
    if found.lengths:
        length = found.lengths.pop()
        start = _day(found, today, today) if found.names_a_day else today
        return start, after(start, *length) - _DAY
    whole = None if found.names_a_day and not found.weekends else _whole(found, today)
    if whole is not None:
        return whole
    day = _day(found, today, today)
    return day, day


def _whole(found: Found, today: date) -> Days | None:
    """A week, a month or a weekend as a whole."""
    if found.weekends:
        saturday = monday_of(today, found.weekends[0]) + _SATURDAY * _DAY
        return saturday, saturday + _DAY
    if found.weeks:
        monday = monday_of(today, found.weeks[0])
        return monday, monday + 6 * _DAY
    if found.months or found.named_months:
        first = today.replace(day=1)
        on = found.months[0] if found.months else (found.named_months[0] - first.month) % 12
        return month_on(first, on), month_on(first, on + 1) - _DAY
    return None


def _between(before: Sequence[Word], behind: Sequence[Word], today: date) -> Days:
    """From one day to another: `24-26 des` shares its month, `besok sampai Jumat` ends on the Friday after."""
    end = _said(behind)
    start = _said(before)
    if not start.names_a_day:
        return today, _one(behind, today)[1]
    if end.dates and start.dates and start.dates[0].month is None:
        last = end.dates[0]
        start.dates[0] = DayOfMonth(start.dates[0].day, last.month, last.year)
        start.months = start.months or end.months
    running = _running(start, end, today)
    if running is not None:
        return running
    first = _day(start, today, today)
    return first, _day(end, today, first)


def _running(start: Found, end: Found, today: date) -> Days | None:
    """What has begun already and still lasts: `20-30 nov`, said on the 24th."""
    if not (start.dates and end.dates):
        return None
    first = _day(start, today, today - _LONGEST_GONE)
    last = _day(end, today, first)
    return (today, last) if first < today <= last else None


def _day(found: Found, today: date, earliest: date) -> date:
    day = day_said(found, Today(today, earliest, earliest))
    if day is None:
        raise MomentRefused("refused_days")
    return day

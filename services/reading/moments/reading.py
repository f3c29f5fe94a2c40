"""One moment in a text: the words, what they say, and then the next day and time that fit."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from services.errors import MomentRefused
from services.reading.moments.calendar import Today, day_said
from services.reading.moments.clock import time_said
from services.reading.moments.days import DAYS, REST
from services.reading.moments.found import Found
from services.reading.moments.hours import HOURS, PARTS
from services.reading.moments.moment import Moment
from services.reading.moments.patterns import take
from services.reading.moments.words import Word, words_of
from services.week import PARTS as HOURS_OF_PARTS
from services.week import Part

MOST_CHARACTERS = 120
MOST_DAYS_AHEAD = 400
_DAY = timedelta(days=1)
_ROUNDED_TO = timedelta(minutes=5)


def found_in(words: Sequence[Word]) -> Found:
    """All that these words say. Raises MomentRefused when two different things are said."""
    found = Found()
    at = 0
    while at < len(words):
        at += take(found, (*HOURS, *DAYS, *PARTS, *REST), words, at)
    return found.only_one_of_each()


def read_moment(said: str, now: datetime, zone: ZoneInfo) -> Moment:
    """The moment that a text names, not before `now`. Raises MomentRefused with the reason that says what would do."""
    if len(said) > MOST_CHARACTERS:
        raise MomentRefused("refused_too_long", most=MOST_CHARACTERS)
    found = found_in(words_of(said))
    local = now.astimezone(zone).replace(tzinfo=None)
    if found.loose or found.is_denied:
        raise MomentRefused
    if found.is_gone:
        raise MomentRefused("refused_moment_past")
    if found.is_open:
        raise MomentRefused("refused_moment_several")
    return _after_a_wait(found, local) if found.waits else _next_that_fits(found, local, now, zone)


def _after_a_wait(found: Found, local: datetime) -> Moment:
    """`2 jam lagi`: the next full five minutes after it."""
    if found.names_a_day or found.hours:
        raise MomentRefused("refused_moment_several")
    midnight = datetime.combine(local.date(), time())
    then = midnight - (midnight - local - found.waits[0]) // _ROUNDED_TO * _ROUNDED_TO
    _refuse_far(then.date(), local.date())
    return Moment(then.date(), then.time())


def _next_that_fits(found: Found, local: datetime, now: datetime, zone: ZoneInfo) -> Moment:
    clock = _clock(found, now, zone)
    part = Part(found.parts[-1]) if found.parts and clock is None else None
    until = clock if clock is not None else timedelta(hours=HOURS_OF_PARTS[part].stop) if part else None
    today = local.date()

    def is_ahead(day: date) -> bool:
        return day > today if until is None else datetime.combine(day, time()) + until > local

    soon = today if is_ahead(today) else today + _DAY
    day = day_said(found, Today(today, today if until is None else soon, soon))
    if day is None and until is None:
        raise MomentRefused
    day = day or soon
    if day < today or (until is not None and not is_ahead(day)):
        raise MomentRefused("refused_moment_past")
    _refuse_far(day, today)
    if clock is None:
        return Moment(day, part=part)
    then = datetime.combine(day, time()) + clock
    return Moment(then.date(), then.time())


def _clock(found: Found, now: datetime, zone: ZoneInfo) -> timedelta | None:
    """The time of day in the office's zone; `14.00 WIB` is told in the zone of Jakarta."""
    if not found.hours:
        return None
    said = time_said(found.hours[0], found.parts[-1] if found.parts else None)
    here = now.astimezone(zone).utcoffset()
    return said + here - timedelta(hours=found.zones[0]) if found.zones and here is not None else said


def _refuse_far(day: date, today: date) -> None:
    if day > today + MOST_DAYS_AHEAD * _DAY:
        raise MomentRefused("refused_moment_far")

"""When each reminder is due and until when it helps: the rules, without any row.

| occasion | wanted | of use until |
|---|---|---|
| day_before | 24 h before the beginning | 2 h before it: then hour_before says it |
| hour_before | 1 h before the beginning | 10 minutes after it |
| rate | 1 h after the end | 3 days later |
| tried_7, tried_30 | 7 and 30 days after the end, at 10:00 local time | 5 days later |

For somebody from a remote district the leads are 48 and 3 hours, as long as that lies ahead.

The wanted moment is moved into the allowed time (services/reminders/allowed.py). What comes after the session is put
off to the first allowed moment. What comes before is brought forward to the last allowed moment, which is a quarter
of an hour before the allowed time ends. Where that has passed already, it comes at the first allowed moment from now
that leaves 15 minutes of use; where there is none, as wanted, though outside the signal window, but never
in the quiet hours. Else it is left out, like all whose wanted moment has passed when it is planned.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta

from models import Occasion
from services.office_clock import OfficeClock
from services.reminders.allowed import AllowedTime, Window, allowed_time

BEFORE = (Occasion.DAY_BEFORE, Occasion.HOUR_BEFORE)
FOLLOW_UPS = (Occasion.TRIED_7, Occasion.TRIED_30)
_LEADS: Mapping[Occasion, tuple[timedelta, timedelta]] = {
    Occasion.DAY_BEFORE: (timedelta(hours=48), timedelta(hours=24)),
    Occasion.HOUR_BEFORE: (timedelta(hours=3), timedelta(hours=1)),
}
"""The longer ones are for people from remote districts."""
_HELPS_UNTIL_START: Mapping[Occasion, timedelta] = {
    Occasion.DAY_BEFORE: timedelta(hours=-2),
    Occasion.HOUR_BEFORE: timedelta(minutes=10),
}
_LEAST_LEFT = timedelta(minutes=15)
_RATE_AFTER, _RATE_HELPS = timedelta(hours=1), timedelta(days=3)
_TRIED_AFTER: Mapping[Occasion, timedelta] = {
    Occasion.TRIED_7: timedelta(days=7),
    Occasion.TRIED_30: timedelta(days=30),
}
_TRIED_AT, _TRIED_HELPS = time(10), timedelta(days=5)


@dataclass(frozen=True)
class Span:
    """When a session begins and ends."""

    starts_at: datetime
    ends_at: datetime


@dataclass(frozen=True)
class Moment:
    """When a reminder is due, and until when it is of use."""

    due_at: datetime
    useful_until: datetime


@dataclass(frozen=True)
class Recipient:
    """What counts of somebody who is reminded."""

    is_remote: bool = False
    window: Window | None = None
    unwanted: frozenset[Occasion] = frozenset()


def wanted_at(
    occasion: Occasion, span: Span, recipient: Recipient, now: datetime, office: OfficeClock
) -> datetime | None:
    """When the reminder would come if every time were allowed; None when that has passed."""
    return next((each for each in _wanted(occasion, span, recipient, office) if each >= now), None)


def _wanted(occasion: Occasion, span: Span, recipient: Recipient, office: OfficeClock) -> Sequence[datetime]:
    if occasion in BEFORE:
        return [span.starts_at - lead for lead in _LEADS[occasion][0 if recipient.is_remote else 1 :]]
    if occasion is Occasion.RATE:
        return [span.ends_at + _RATE_AFTER]
    day = (span.ends_at.astimezone(office.zone) + _TRIED_AFTER[occasion]).date()
    return [datetime.combine(day, _TRIED_AT, office.zone)]


def moment(occasion: Occasion, span: Span, recipient: Recipient, now: datetime, office: OfficeClock) -> Moment | None:
    """When the reminder comes, by the rules above, seen from `now`; None: it is left out."""
    wanted = wanted_at(occasion, span, recipient, now, office)
    if wanted is None or occasion in recipient.unwanted:
        return None
    allowed = allowed_time(office.zone, office.quiet_hours, recipient.window)
    if occasion not in BEFORE:
        due = allowed.first_from(wanted)
        return Moment(due, due + (_RATE_HELPS if occasion is Occasion.RATE else _TRIED_HELPS))
    until = span.starts_at + _HELPS_UNTIL_START[occasion]
    found = _before(wanted, min(span.starts_at, until) - _LEAST_LEFT, allowed, now)
    if found is None and allowed_time(office.zone, office.quiet_hours).has(wanted):
        found = wanted
    return None if found is None else Moment(found, until)


def _before(wanted: datetime, latest: datetime, allowed: AllowedTime, now: datetime) -> datetime | None:
    brought_forward = allowed.last_until(wanted)
    if brought_forward >= now:
        return brought_forward
    soon = allowed.first_from(now)
    return soon if soon <= latest else None

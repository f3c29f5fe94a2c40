"""A mentor's rest: until a day or until called back. Booked sessions stay, requests that wait go to others.

`rests_until` is the last day of the rest. A rest without an end is asked about once, after 30 days.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from models import Mentor, MentorState
from services.errors import MomentRefused
from services.mentoring.offers import withdraw_offers_of
from services.mentors.absences import MOST_DAYS_AHEAD
from services.mentors.locking import lock
from services.mentors.states import MENTOR, MentorEvent

ASKED_BACK_AFTER = timedelta(days=30)


def check_last_day(until: date, today: date) -> None:
    """Raises MomentRefused for a day that is over or more than a year away."""
    if until < today:
        raise MomentRefused("refused_moment_past")
    if until > today + timedelta(days=MOST_DAYS_AHEAD):
        raise MomentRefused("refused_moment_far")


async def rest(session: AsyncSession, mentor: Mentor, until: date | None, now: datetime, today: date) -> int:
    """The mentor rests, to the end of this day or without an end. Raises MentorConflict or MomentRefused.

    Gives the number of requests that waited for the mentor: the clock offers them to others.
    """
    if until is not None:
        check_last_day(until, today)
    await lock(session, mentor)
    mentor.state = MENTOR.after(mentor.state, MentorEvent.REST)
    mentor.rests_until, mentor.rested_at, mentor.asked_back_at = until, now, None
    mentor.version += 1
    return len(await withdraw_offers_of(session, mentor.person_id, now))


async def come_back(session: AsyncSession, mentor: Mentor) -> bool:
    """The mentor is matched again; False for one who does not rest. Raises MentorConflict for one who went away."""
    await lock(session, mentor)
    if mentor.state is MentorState.ACTIVE:
        return False
    _wake(mentor)
    mentor.rests_until = None
    await session.flush()
    return True


async def rests_that_ended(session: AsyncSession, today: date) -> Sequence[Mentor]:
    """Who is to come back: the last day of the rest is over."""
    m = Mentor
    query = select(m).where(m.state == MentorState.RESTING, m.rests_until < today).order_by(m.person_id)
    return (await session.scalars(query)).all()


async def end_rest(session: AsyncSession, mentor: Mentor, today: date) -> bool:
    """Ends a rest whose last day is over; False when another clock did, or the mentor rests for longer by now.

    `rests_until` stays until the next rest: the card of the first day says that the rest is over.
    """
    await lock(session, mentor)
    if mentor.state is not MentorState.RESTING or mentor.rests_until is None or mentor.rests_until >= today:
        return False
    _wake(mentor)
    await session.flush()
    return True


async def to_be_asked_back(session: AsyncSession, today: date, zone: ZoneInfo) -> Sequence[Mentor]:
    """Who has rested without an end for 30 days and was not asked yet."""
    m = Mentor
    since = datetime.combine(today + timedelta(days=1), time(), zone) - ASKED_BACK_AFTER
    query = select(m).where(
        m.state == MentorState.RESTING, m.rests_until.is_(None), m.asked_back_at.is_(None), m.rested_at < since
    )
    return (await session.scalars(query.order_by(m.person_id))).all()


async def ask_back(session: AsyncSession, mentor: Mentor, now: datetime) -> bool:
    """Keeps that the mentor is asked now, once for each rest; the card asks. False when that was done already."""
    await lock(session, mentor)
    if mentor.state is not MentorState.RESTING or mentor.asked_back_at is not None:
        return False
    mentor.asked_back_at = now
    await session.flush()
    return True


def _wake(mentor: Mentor) -> None:
    mentor.state = MENTOR.after(mentor.state, MentorEvent.WAKE)
    mentor.rested_at = mentor.asked_back_at = None
    mentor.weeks_silent = 0
    mentor.version += 1

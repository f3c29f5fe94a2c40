"""Days on which a mentor is away: noted, listed, taken back. Booked sessions stay; who is away is told of them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from models import Meeting, MeetingState, Mentor, MentorAbsence
from services.errors import AbsenceConflict, AbsenceMissing, MomentRefused
from services.mentors.locking import lock

MOST_DAYS_AHEAD = 366


def check_days(first_on: date, last_on: date, today: date) -> None:
    """Raises MomentRefused for days that are over, the wrong way round, or more than a year away."""
    if last_on < today:
        raise MomentRefused("refused_moment_past")
    if last_on < first_on:
        raise MomentRefused("refused_days_order")
    if last_on > today + timedelta(days=MOST_DAYS_AHEAD):
        raise MomentRefused("refused_moment_far")


async def overlapping(session: AsyncSession, mentor_id: int, first_on: date, last_on: date) -> Sequence[MentorAbsence]:
    """What the mentor has noted already for some of these days."""
    a = MentorAbsence
    query = select(a).where(a.mentor_id == mentor_id, a.last_on >= first_on, a.first_on <= last_on)
    return (await session.scalars(query.order_by(a.first_on))).all()


async def add_absence(
    session: AsyncSession, mentor: Mentor, first_on: date, last_on: date, today: date
) -> MentorAbsence:
    """Notes days off, both ends included. Raises MomentRefused or AbsenceConflict.

    Of two at once that overlap one wins: they come one after the other.
    """
    check_days(first_on, last_on, today)
    await lock(session, mentor)
    if await overlapping(session, mentor.person_id, first_on, last_on):
        raise AbsenceConflict
    absence = MentorAbsence(mentor_id=mentor.person_id, first_on=first_on, last_on=last_on)
    session.add(absence)
    mentor.version += 1
    await session.flush()
    return absence


async def absences_of(session: AsyncSession, mentor_id: int, today: date) -> Sequence[MentorAbsence]:
    """The days off of today and later, soonest first."""
    a = MentorAbsence
    query = select(a).where(a.mentor_id == mentor_id, a.last_on >= today).order_by(a.first_on)
    return (await session.scalars(query)).all()


async def delete_absence(session: AsyncSession, mentor: Mentor, absence_id: int | None) -> MentorAbsence:
    """Takes days off back; gives what they were. Raises AbsenceMissing, also for another mentor's."""
    await lock(session, mentor)
    absence = await session.get(MentorAbsence, absence_id) if absence_id is not None else None
    if absence is None or absence.mentor_id != mentor.person_id:
        raise AbsenceMissing
    await session.delete(absence)
    mentor.version += 1
    await session.flush()
    return absence


async def sessions_within(
    session: AsyncSession, mentor_id: int, first_on: date, last_on: date, now: datetime, zone: ZoneInfo
) -> Sequence[Meeting]:
    """The mentor's booked sessions on these days that are still to come."""
    begins = max(datetime.combine(first_on, time(), zone), now)
    ends = datetime.combine(last_on + timedelta(days=1), time(), zone)
    m = Meeting
    query = select(m).where(
        m.mentor_id == mentor_id, m.state == MeetingState.SCHEDULED, m.starts_at >= begins, m.starts_at < ends
    )
    return (await session.scalars(query.order_by(m.starts_at))).all()

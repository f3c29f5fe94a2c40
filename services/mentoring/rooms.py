"""The chat room of a session: two people talk through the bot, without either seeing the other's number.

It is there when they meet by chat, and whenever one of them does not show a phone number or username. It is open from
a quarter of an hour before the session until a day after it, unless somebody ends it.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, and_, or_, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from models import Meeting, MeetingState, Person, Report, Side, Way
from services.roles import stands_for

OPENS_BEFORE = timedelta(minutes=15)
STAYS_OPEN = timedelta(hours=24)
_LONGEST = STAYS_OPEN + timedelta(days=1)  # no session lasts for a day


def has_room(meeting: Meeting) -> bool:
    """Whether these two need the bot to talk."""
    return meeting.way is Way.CHAT or any(meeting.contact_of(side) is None for side in Side)


def is_open(meeting: Meeting, now: datetime) -> bool:
    """Whether what one of them writes now goes to the other."""
    is_time = meeting.starts_at - OPENS_BEFORE <= now < meeting.ends_at + STAYS_OPEN
    is_over = meeting.state is MeetingState.CANCELLED or meeting.room_closed_at is not None
    return is_time and not is_over and has_room(meeting)


async def open_rooms(session: AsyncSession, person: Person, now: datetime) -> list[Meeting]:
    """The sessions in whose rooms this person can talk now, the latest first."""
    query = select(Meeting).where(
        or_(Meeting.mentor_id == person.id, Meeting.producer_id.in_({person.id} | stands_for(person))),
        Meeting.starts_at <= now + OPENS_BEFORE,
        Meeting.starts_at > now - _LONGEST,
        Meeting.room_closed_at.is_(None),
    )
    found = await session.scalars(query.order_by(Meeting.starts_at.desc()))
    return [meeting for meeting in found if is_open(meeting, now)]


async def is_any_to_open(session: AsyncSession, now: datetime) -> bool:
    """A cheap look, without a lock."""
    return await session.scalar(select(Meeting.id).where(_is_to_open(now)).limit(1)) is not None


async def to_open(session: AsyncSession, now: datetime, most: int = 100) -> Sequence[Meeting]:
    """Sessions about to begin whose people have not been told of the room, locked; the caller marks them."""
    query = select(Meeting).where(_is_to_open(now)).order_by(Meeting.starts_at).limit(most)
    return list(await session.scalars(query.with_for_update(skip_locked=True, of=Meeting)))


def _is_to_open(now: datetime) -> ColumnElement[bool]:
    return and_(
        Meeting.state == MeetingState.SCHEDULED,
        Meeting.ends_at > now,
        Meeting.starts_at <= now + OPENS_BEFORE,
        Meeting.room_opened_at.is_(None),
        Meeting.room_closed_at.is_(None),
    )


async def close(session: AsyncSession, meeting: Meeting, now: datetime) -> bool:
    """Ends the talk for both; False when it was ended before."""
    if meeting.room_closed_at is not None:
        return False
    meeting.room_closed_at = now
    await session.flush()
    return True


async def close_all_of(session: AsyncSession, side: Side, person_id: int, now: datetime) -> None:
    """Ends every talk of somebody who is out of service, or has all data deleted: nobody writes to them any more."""
    own = (Meeting.mentor_id if side is Side.MENTOR else Meeting.producer_id) == person_id
    recent = (Meeting.starts_at <= now + OPENS_BEFORE, Meeting.starts_at > now - _LONGEST)
    closing = update(Meeting).where(own, *recent, Meeting.room_closed_at.is_(None))
    await session.execute(closing.values(room_closed_at=now))


async def renew(session: AsyncSession, meeting: Meeting) -> None:
    """The session was moved: its room opens anew then, unless somebody complained about it."""
    if await session.scalar(select(Report.id).where(Report.meeting_id == meeting.id).limit(1)) is None:
        meeting.room_opened_at = meeting.room_closed_at = None

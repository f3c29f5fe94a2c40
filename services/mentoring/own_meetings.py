"""Somebody's sessions, own and of the helped, on either side: those ahead, those that wait for a word, those over."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import ColumnElement, or_, select
from sqlalchemy.ext.asyncio import AsyncSession

from models import Meeting, MeetingState, Outcome, Person, Side
from services.mentoring.unanswered import ASKED_FOR
from services.roles import Act, allowed, stands_for


def side_of(meeting: Meeting, person_id: int) -> Side:
    """On which side this person is."""
    return Side.MENTOR if meeting.mentor_id == person_id else Side.PRODUCER


async def coming(session: AsyncSession, person: Person, now: datetime) -> list[Meeting]:
    """What is booked and not over, the next first."""
    query = select(Meeting).where(_is_of(person), Meeting.state == MeetingState.SCHEDULED, Meeting.ends_at > now)
    return _seen(person, await session.scalars(query.order_by(Meeting.starts_at)))


async def to_tell(session: AsyncSession, person: Person, now: datetime) -> list[Meeting]:
    """What was over in the last two weeks and waits for a word or stars of this person, the latest first."""
    query = select(Meeting).where(
        _is_of(person), Meeting.state != MeetingState.CANCELLED,
        Meeting.ends_at <= now, Meeting.starts_at > now - ASKED_FOR,
    )  # fmt: skip
    found = await session.scalars(query.order_by(Meeting.starts_at.desc()))
    return [meeting for meeting in _seen(person, found) if waits_for(meeting, side_of(meeting, person.id))]


async def past(session: AsyncSession, person: Person, now: datetime, limit: int, offset: int) -> list[Meeting]:
    """What is over or was called off, the latest first."""
    query = select(Meeting).where(_is_of(person), or_(Meeting.state != MeetingState.SCHEDULED, Meeting.ends_at <= now))
    ordered = query.order_by(Meeting.starts_at.desc(), Meeting.id.desc()).limit(limit).offset(offset)
    return _seen(person, await session.scalars(ordered))


def waits_for(meeting: Meeting, side: Side) -> bool:
    """Whether this side has not said all that it is asked about a session that is over."""
    said = meeting.said_by(side)
    if said is None:
        return True
    return said is Outcome.HELD and meeting.state is MeetingState.HELD and meeting.stars_of(side) is None


def _is_of(person: Person) -> ColumnElement[bool]:
    return or_(Meeting.mentor_id == person.id, Meeting.producer_id.in_({person.id} | stands_for(person)))


def _seen(person: Person, found: Iterable[Meeting]) -> list[Meeting]:
    """Those that this person may see: a mentor who is suspended sees none of the mentor's side."""
    return [meeting for meeting in found if allowed(person, Act.CHANGE_MEETING, meeting)]

"""The mentors as staff look at them: those who wait for an answer first."""

from __future__ import annotations

from sqlalchemy import case, func, select
from sqlalchemy.ext.asyncio import AsyncSession

from models import Meeting, MeetingState, Mentor, MentorState, Person

_ORDER = (
    MentorState.APPLIED,
    MentorState.ACTIVE,
    MentorState.RESTING,
    MentorState.SUSPENDED,
    MentorState.DECLINED,
    MentorState.LEFT,
)


async def counts(session: AsyncSession) -> dict[MentorState, int]:
    """{state: how many mentors}, in the order of the list; states without any are left out."""
    rows = await session.execute(select(Mentor.state, func.count()).group_by(Mentor.state))
    found: dict[MentorState, int] = {state: count for state, count in rows}
    return {state: found[state] for state in _ORDER if state in found}


async def mentors_by_state(session: AsyncSession, most: int, skipped: int = 0) -> list[Mentor]:
    """Waiting ones first, those who wait longest before others; then by state."""
    place = case({state: at for at, state in enumerate(_ORDER)}, value=Mentor.state)
    query = select(Mentor).order_by(place, Mentor.applied_at, Mentor.person_id).limit(most).offset(skipped)
    return list(await session.scalars(query))


async def who_served(session: AsyncSession, most: int, skipped: int = 0) -> list[Mentor]:
    """Those who are or were in service, by name."""
    query = select(Mentor).join(Person, Person.id == Mentor.person_id).where(Mentor.approved_at.is_not(None))
    return list(await session.scalars(query.order_by(Person.name, Person.id).limit(most).offset(skipped)))


async def served_count(session: AsyncSession) -> int:
    """How many they are."""
    return await session.scalar(select(func.count()).where(Mentor.approved_at.is_not(None))) or 0


async def held_count(session: AsyncSession, mentor_id: int) -> int:
    """How many sessions of this mentor were held."""
    query = select(func.count(Meeting.id)).where(Meeting.mentor_id == mentor_id, Meeting.state == MeetingState.HELD)
    return await session.scalar(query) or 0

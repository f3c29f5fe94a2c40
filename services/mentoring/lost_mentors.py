"""Mentors whom the bot cannot reach."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from models import Mentor, MentorState, Offer, OfferState, Person
from services.reach import Line


async def requests_with_lost_mentors(session: AsyncSession, line: Line, most: int) -> list[int]:
    """The requests that wait for a mentor who cannot be reached."""
    query = select(Offer.request_id).where(Offer.state == OfferState.WAITING, ~line.reaches(Offer.mentor_id))
    return list(await session.scalars(query.order_by(Offer.id).limit(most)))


async def lost_mentors(session: AsyncSession, line: Line) -> list[str]:
    """The names of the active mentors who cannot be reached."""
    query = select(Person.name).join(Mentor, Mentor.person_id == Person.id)
    query = query.where(Mentor.state == MentorState.ACTIVE, ~line.reaches(Mentor.person_id))
    return [name or "?" for name in await session.scalars(query.order_by(Person.name))]

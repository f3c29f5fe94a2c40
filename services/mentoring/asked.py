"""What waits for a mentor, and what a mentor is still to hear of."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from models import Meeting, MeetingState, Offer, OfferState, Side


async def waiting_for(session: AsyncSession, mentor_id: int) -> list[Offer]:
    """The offers that wait for this mentor's answer, oldest first."""
    query = select(Offer).where(Offer.mentor_id == mentor_id, Offer.state == OfferState.WAITING)
    return list(await session.scalars(query.order_by(Offer.offered_at, Offer.id)))


async def bookings_to_tell(session: AsyncSession, mentor_id: int) -> list[Meeting]:
    """The coming sessions that a producer's word has booked and the mentor does not know of yet, soonest first."""
    query = select(Meeting).where(
        Meeting.mentor_id == mentor_id, Meeting.state == MeetingState.SCHEDULED, Meeting.mentor_told_at.is_(None)
    )
    return list(await session.scalars(query.order_by(Meeting.starts_at)))


async def cancellations_to_tell(session: AsyncSession, mentor_id: int, now: datetime) -> list[Meeting]:
    """The coming sessions that are off because the producer had all data deleted, soonest first."""
    query = select(Meeting).where(
        Meeting.mentor_id == mentor_id,
        Meeting.state == MeetingState.CANCELLED,
        Meeting.cancelled_by == Side.PRODUCER,
        Meeting.mentor_told_at.is_(None),
        Meeting.starts_at > now,
    )
    return list(await session.scalars(query.order_by(Meeting.starts_at)))

"""How much each mentor has to do: sessions of the coming week, and offers that wait for an answer."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection
from datetime import datetime, timedelta

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncSession

from models import Meeting, MeetingState, Offer, OfferState

OPEN_OFFERS = (OfferState.WAITING, OfferState.COUNTERED)
_WEEK = timedelta(days=7)


async def loads_of(session: AsyncSession, mentor_ids: Collection[int], now: datetime) -> Counter[int]:
    """{mentor: sessions that begin within a week, and open offers}."""
    m = Meeting
    sessions = select(m.mentor_id, func.count()).where(
        m.mentor_id.in_(mentor_ids),
        m.state == MeetingState.SCHEDULED,
        m.starts_at >= now,
        m.starts_at < now + _WEEK,
    )
    loads = await open_offers(session, mentor_ids)
    for mentor, count in await session.execute(sessions.group_by(m.mentor_id)):
        loads[mentor] += count
    return loads


async def open_offers(session: AsyncSession, mentor_ids: Collection[int]) -> Counter[int]:
    """{mentor: offers that wait for an answer}."""
    query = select(Offer.mentor_id, func.count()).where(Offer.mentor_id.in_(mentor_ids), Offer.state.in_(OPEN_OFFERS))
    found = await session.execute(query.group_by(Offer.mentor_id))
    return Counter({mentor: count for mentor, count in found})

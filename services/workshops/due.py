"""What the clock finds to do about seats; cheap to ask often."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from models import SeatState, Workshop, WorkshopSeat
from services.office_clock import OfficeClock
from services.workshops.finding import IS_OPEN, counts_of
from services.workshops.seats import offer_end


async def is_any_to_invite(session: AsyncSession, now: datetime) -> bool:
    """Whether an invitation has not gone out yet."""
    s, w = WorkshopSeat, Workshop
    query = select(s.person_id).join(w, w.id == s.workshop_id).where(w.state.in_(IS_OPEN), w.starts_at > now)
    return await session.scalar(query.where(s.state == SeatState.INVITED, s.invited_at.is_(None)).limit(1)) is not None


async def to_fill(session: AsyncSession, now: datetime, office: OfficeClock) -> list[int]:
    """The classes in which an offered seat was not taken in time, or one is free while somebody waits."""
    s, w = WorkshopSeat, Workshop
    is_late = (s.state == SeatState.OFFERED) & (s.offer_ends_at <= now)
    query = select(w.id).distinct().join(s, s.workshop_id == w.id).where(w.state.in_(IS_OPEN), w.starts_at > now)
    late = set(await session.scalars(query.where(is_late)))
    waited_for = query.where(s.state == SeatState.WAITLISTED)
    ids = set(await session.scalars(waited_for)) - late
    workshops = list(await session.scalars(select(w).where(w.id.in_(ids))))
    standing = await counts_of(session, workshops)
    free = {each.id for each in workshops if standing[each.id].free > 0 and offer_end(each, now, office) is not None}
    return sorted(late | free)

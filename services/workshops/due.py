"""What the clock finds to do about seats; cheap to ask often."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import exists, select
from sqlalchemy.ext.asyncio import AsyncSession

from models import SeatState, Workshop, WorkshopSeat
from services.office_clock import OfficeClock
from services.workshops.finding import IS_OPEN, counts_of
from services.workshops.seats import offer_end


async def to_invite(session: AsyncSession, now: datetime) -> list[int]:
    """The classes to which an invitation has not gone out yet, the soonest first."""
    s, w = WorkshopSeat, Workshop
    is_unsent = exists().where(s.workshop_id == w.id, s.state == SeatState.INVITED, s.invited_at.is_(None))
    query = select(w.id).where(w.state.in_(IS_OPEN), w.starts_at > now, is_unsent)
    return list(await session.scalars(query.order_by(w.starts_at, w.id)))


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

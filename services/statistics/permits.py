"""Which permits producers told of in a period."""

from __future__ import annotations

from collections.abc import Mapping

from sqlalchemy import Select, func, select
from sqlalchemy.ext.asyncio import AsyncSession

from models import Permit, PermitHeld
from services.statistics.periods import Period


async def permits_in(session: AsyncSession, period: Period) -> Mapping[Permit, int]:
    """How many of each. What counts is when it was told; the permit itself may be older."""
    return dict.fromkeys(Permit, 0) | {permit: count for permit, count in await session.execute(told_query(period))}


def told_query(period: Period) -> Select[Permit, int]:
    """By the day on which they were told of."""
    is_in = (PermitHeld.told_at > period.start, PermitHeld.told_at <= period.end)
    return select(PermitHeld.permit, func.count()).where(*is_in).group_by(PermitHeld.permit)

"""When a mentor can: the usual week, less absences, the pace of the week, the limits, and what is booked already."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy.ext.asyncio import AsyncSession

MEETING_LASTS = timedelta(hours=1)


async def weekly_hours(session: AsyncSession, mentor_id: int) -> frozenset[int]:
    """The hours of the usual week (see services.week) in which the mentor can."""
    raise NotImplementedError


async def free_starts(
    session: AsyncSession,
    mentor_id: int,
    producer_id: int,
    wanted: Collection[int],
    earliest: datetime,
    latest: datetime,
    zone: ZoneInfo,
    *,
    most: int = 12,
    moving: int | None = None,
) -> list[datetime]:
    """The first hours at which both can meet, on the hour, rising.

    `wanted` are the producer's hours of the week; none at all means any. Left out are the mentor's absences, weeks in
    which the mentor takes no (more) sessions, and quarters in which either is booked, except by the meeting `moving`.
    """
    raise NotImplementedError


async def can_take(session: AsyncSession, mentor_id: int, starts_at: datetime, zone: ZoneInfo) -> bool:
    """Whether the mentor takes one more session in the week and month of this hour and is not away or booked then.

    The usual week does not count here: a mentor may propose any hour.
    """
    raise NotImplementedError

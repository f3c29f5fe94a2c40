"""When a mentor can: the usual week, less absences, the pace of the week, the limits, and what is booked already."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy import delete, select
from sqlalchemy.ext.asyncio import AsyncSession

from models import Mentor, MentorHour
from services.errors import FieldRefused
from services.mentoring.booking import booked, quarters
from services.mentors.limits import limits_of
from services.mentors.locking import lock
from services.week import EVERY_HOUR, hour_of_week

MEETING_LASTS = timedelta(hours=1)
_HOUR = timedelta(hours=1)


async def weekly_hours(session: AsyncSession, mentor_id: int) -> frozenset[int]:
    """The hours of the usual week (see services.week) in which the mentor can."""
    query = select(MentorHour.hour_of_week).where(MentorHour.mentor_id == mentor_id)
    return frozenset(await session.scalars(query))


async def set_hours(session: AsyncSession, mentor: Mentor, hours: Collection[int]) -> bool:
    """Makes these the hours of the usual week; False when they were already. Raises FieldRefused for no such hours."""
    chosen = frozenset(hours)
    if not chosen <= EVERY_HOUR:
        raise FieldRefused
    await lock(session, mentor)
    former = await weekly_hours(session, mentor.person_id)
    if chosen == former:
        return False
    gone = MentorHour.hour_of_week.in_(former - chosen)
    await session.execute(delete(MentorHour).where(MentorHour.mentor_id == mentor.person_id, gone))
    session.add_all(MentorHour(mentor_id=mentor.person_id, hour_of_week=hour) for hour in sorted(chosen - former))
    mentor.version += 1
    await session.flush()
    return True


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
    """The first hours at which both can meet, on the hour, rising, from `earliest` until before `latest`.

    `wanted` are the producer's hours of the week; none at all means any. Left out are the mentor's absences, weeks in
    which the mentor takes no (more) sessions, and quarters in which either is booked, except by the meeting `moving`.
    """
    usual = await weekly_hours(session, mentor_id)
    common = usual & frozenset(wanted) if wanted else usual
    if not common or earliest >= latest:
        return []
    limits = await limits_of(session, mentor_id, earliest, latest, zone, moving)
    taken = await booked(session, [mentor_id, producer_id], earliest, latest + MEETING_LASTS, but=moving)
    found: list[datetime] = []
    for start in on_the_hour(earliest, latest, zone):
        if len(found) == most:
            break
        if hour_of_week(start, zone) in common and limits.allow(start) and not _is_booked(start, taken):
            found.append(start)
    return found


def on_the_hour(earliest: datetime, latest: datetime, zone: ZoneInfo) -> Iterator[datetime]:
    """Every full hour of the zone from one instant until before another, in UTC."""
    local = earliest.astimezone(zone)
    start = local.replace(minute=0, second=0, microsecond=0).astimezone(UTC)
    if start < earliest:
        start += _HOUR
    while start < latest:
        yield start
        start += _HOUR


async def can_take(
    session: AsyncSession, mentor_id: int, starts_at: datetime, zone: ZoneInfo, *, moving: int | None = None
) -> bool:
    """Whether the mentor takes one more session in the week and month of this hour and is not away or booked then.

    The usual week does not count here: a mentor may propose any hour. The meeting `moving` counts as if it were not.
    """
    ends_at = starts_at + MEETING_LASTS
    limits = await limits_of(session, mentor_id, starts_at, ends_at, zone, moving)
    return limits.allow(starts_at) and not await booked(session, [mentor_id], starts_at, ends_at, but=moving)


def _is_booked(start: datetime, taken: frozenset[int]) -> bool:
    return not taken.isdisjoint(quarters(start, start + MEETING_LASTS))

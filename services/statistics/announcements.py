"""What became of announcements: to how many they went, how many the platform took, how many pressed that they read."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Select, func, select
from sqlalchemy.ext.asyncio import AsyncSession

from models import Announcement, AnnouncementRecipient, RecipientState, Rsvp
from services.statistics.periods import Period


@dataclass(frozen=True)
class AnnouncementFigures:
    """Of one announcement. What is neither accepted nor lost was stopped by its receiver, or still waits."""

    announcement_id: int
    title: str
    started_at: datetime | None
    people: int
    accepted: int
    """The platform took it; whether it was delivered nobody tells."""
    lost: int
    """Blocked, failed, or without an answer."""
    read: int
    going: int


async def announcements_in(session: AsyncSession, period: Period) -> Sequence[AnnouncementFigures]:
    """Those that began in the period, the newest first."""
    return [AnnouncementFigures(*row) for row in await session.execute(announcements_query(period))]


def announcements_query(period: Period) -> Select[int, str, datetime | None, int, int, int, int, int]:
    """By the time for which they were set; what has begun has `started_at`. There are some hundred in a year."""
    each = AnnouncementRecipient
    lost = (RecipientState.BLOCKED, RecipientState.FAILED, RecipientState.UNKNOWN)
    counts = (
        func.count(each.person_id),
        func.count(each.person_id).filter(each.state == RecipientState.ACCEPTED),
        func.count(each.person_id).filter(each.state.in_(lost)),
        func.count(each.read_at),
        func.count(each.person_id).filter(each.rsvp == Rsvp.GOING),
    )
    is_in = (Announcement.send_at > period.start, Announcement.send_at <= period.end)
    return (
        select(Announcement.id, Announcement.title, Announcement.started_at, *counts)
        .outerjoin(each, each.announcement_id == Announcement.id)
        .where(*is_in, Announcement.started_at.is_not(None))
        .group_by(Announcement.id, Announcement.title, Announcement.started_at)
        .order_by(Announcement.started_at.desc(), Announcement.id.desc())
    )

"""The announcement in somebody's hands, and that they have read it."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from models import Announcement, AnnouncementRecipient, Person, RecipientState
from services.errors import AnnouncementMissing

HAVE_IT = (RecipientState.QUEUED, RecipientState.ACCEPTED, RecipientState.UNKNOWN, RecipientState.FETCHED)
"""A press may come before the sender has written down that the message is there."""


async def received(
    session: AsyncSession, person: Person | None, announcement_id: int | None, *, lock: bool = False
) -> tuple[Announcement, AnnouncementRecipient]:
    """What this person got. Raises AnnouncementMissing for everything that was not sent to them.

    `lock` keeps others from changing who comes until this is committed.
    """
    if person is None or announcement_id is None:
        raise AnnouncementMissing
    query = select(Announcement).where(Announcement.id == announcement_id)
    announcement = await session.scalar(query.with_for_update(of=Announcement) if lock else query)
    recipient = await session.get(AnnouncementRecipient, (announcement_id, person.id), populate_existing=lock)
    if announcement is None or recipient is None or recipient.state not in HAVE_IT:
        raise AnnouncementMissing
    return announcement, recipient


async def read(
    session: AsyncSession, person: Person | None, announcement_id: int | None, now: datetime
) -> Announcement:
    """Keeps when this person said to have read it, the first time. Raises AnnouncementMissing."""
    announcement, recipient = await received(session, person, announcement_id)
    recipient.read_at = recipient.read_at or now
    return announcement

"""The second pair of eyes on an announcement to many: agreed to once, however many press at the same time."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from models import Announcement, AnnouncementEvent, AnnouncementState, Person
from services import audit
from services.announcements.finding import of_staff
from services.announcements.opening import agree
from services.announcements.states import ANNOUNCEMENT
from services.announcements.steering import cancel
from services.errors import AnnouncementConflict, NotAllowed, OwnAnnouncementConflict
from services.roles import Act
from services.second_person import Place, alone_from


async def approve(session: AsyncSession, announcement_id: int, by: Person, place: Place, now: datetime) -> Announcement:
    """Agrees to it.

    Raises NotAllowed, AnnouncementMissing, AnnouncementConflict (it waits no more), or OwnAnnouncementConflict for
    the author, before `second_person.alone_from`.
    """
    announcement = await waiting(session, announcement_id, by)
    is_alone = announcement.author_id == by.id
    if is_alone and now < await own_from(session, announcement, place):
        raise OwnAnnouncementConflict
    agree(announcement, by, now)
    audit.record(
        session, by, "announcement_approve", "announcement", announcement.id, now, "alone" if is_alone else None
    )
    await session.flush()
    return announcement


async def own_from(session: AsyncSession, announcement: Announcement, place: Place) -> datetime:
    """From when its author may agree to it alone, as things stand."""
    return await alone_from(session, place, announcement.author_id, announcement.created_at, Act.ANNOUNCE)


async def reject(session: AsyncSession, announcement_id: int, by: Person, now: datetime, reason: str) -> Announcement:
    """A colleague says no; `reason` is a key, for the audit. Raises as `approve`, and NotAllowed for the author."""
    announcement = await waiting(session, announcement_id, by)
    if announcement.author_id == by.id:
        raise NotAllowed
    announcement.state = ANNOUNCEMENT.after(announcement.state, AnnouncementEvent.REJECT)
    announcement.closed_at = now
    audit.record(session, by, "announcement_reject", "announcement", announcement.id, now, reason)
    await session.flush()
    return announcement


async def take_back(session: AsyncSession, announcement_id: int, by: Person, now: datetime) -> Announcement:
    """Its author wants it no more. Raises as `approve`, and NotAllowed for anybody else."""
    announcement = await waiting(session, announcement_id, by)
    if announcement.author_id != by.id:
        raise NotAllowed
    return await cancel(session, announcement_id, by, now)


async def waiting(session: AsyncSession, announcement_id: int, reader: Person) -> Announcement:
    """One that is to be agreed to, locked. Raises NotAllowed, AnnouncementMissing or AnnouncementConflict."""
    found = await of_staff(session, announcement_id, reader)
    if found.state is not AnnouncementState.APPROVING:
        raise AnnouncementConflict
    return found

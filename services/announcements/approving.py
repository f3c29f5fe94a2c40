"""The second pair of eyes on an announcement to many: agreed to once, however many press at the same time."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from models import Announcement, AnnouncementEvent, AnnouncementState, Person
from services import audit, roles
from services.announcements.opening import agree
from services.announcements.states import ANNOUNCEMENT
from services.errors import AnnouncementConflict, AnnouncementMissing, NotAllowed, OwnAnnouncementConflict
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
        session, by, "announcement_approved", "announcement", announcement.id, now, "alone" if is_alone else None
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
    return await _end(session, announcement, by, AnnouncementEvent.REJECT, now, reason)


async def take_back(session: AsyncSession, announcement_id: int, by: Person, now: datetime) -> Announcement:
    """Its author wants it no more. Raises as `approve`, and NotAllowed for anybody else."""
    announcement = await waiting(session, announcement_id, by)
    if announcement.author_id != by.id:
        raise NotAllowed
    return await _end(session, announcement, by, AnnouncementEvent.CANCEL, now, None)


async def waiting(session: AsyncSession, announcement_id: int, reader: Person) -> Announcement:
    """One that is to be agreed to, locked. Raises NotAllowed, AnnouncementMissing or AnnouncementConflict."""
    roles.require(reader, Act.ANNOUNCE)
    query = select(Announcement).where(Announcement.id == announcement_id).with_for_update()
    found: Announcement | None = await session.scalar(query.execution_options(populate_existing=True))
    if found is None:
        raise AnnouncementMissing
    if found.state is not AnnouncementState.APPROVING:
        raise AnnouncementConflict
    return found


async def _end(
    session: AsyncSession, announcement: Announcement, by: Person, event: AnnouncementEvent, now: datetime,
    reason: str | None,
) -> Announcement:  # fmt: skip
    announcement.state = ANNOUNCEMENT.after(announcement.state, event)
    announcement.closed_at = now
    done = "announcement_rejected" if event is AnnouncementEvent.REJECT else "announcement_cancelled"
    audit.record(session, by, done, "announcement", announcement.id, now, reason)
    await session.flush()
    return announcement

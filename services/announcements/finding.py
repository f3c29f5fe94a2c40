"""Finding announcements: one by its id, those that the clock has to work on, and the staff's list."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from models import Announcement, AnnouncementState, Person
from services import roles
from services.errors import AnnouncementMissing
from services.roles import Act

RUNNING = (AnnouncementState.CANARY, AnnouncementState.SENDING)
"""The states in which it goes out."""
HELD = (AnnouncementState.PAUSED, AnnouncementState.HALTED)
"""It began, and waits for staff."""
ENDED = (AnnouncementState.SENT, AnnouncementState.CANCELLED, AnnouncementState.REJECTED)


async def locked(session: AsyncSession, announcement_id: int | None) -> Announcement:
    """The announcement as it is now, and nobody else's until the end of the transaction.

    A pause and the next few people to get it wait for each other here: after the pause nobody is added. Raises
    AnnouncementMissing.
    """
    query = select(Announcement).where(Announcement.id == announcement_id)
    query = query.with_for_update(of=Announcement, key_share=True).execution_options(populate_existing=True)
    found = await session.scalar(query)
    if found is None:
        raise AnnouncementMissing
    return found


async def of_staff(session: AsyncSession, announcement_id: int | None, by: Person | None) -> Announcement:
    """The same for somebody who may announce; raises NotAllowed for everybody else, whether it is there or not."""
    roles.require(by, Act.ANNOUNCE)
    return await locked(session, announcement_id)


async def due_to_start(session: AsyncSession, now: datetime) -> list[int]:
    """Those that nobody has got and whose time has come, earliest first."""
    a = Announcement
    query = select(a.id).where(a.closed_at.is_(None), a.state == AnnouncementState.SCHEDULED, a.send_at <= now)
    return list(await session.scalars(query.order_by(a.send_at, a.id)))


async def begun(session: AsyncSession) -> list[int]:
    """Those that began and for which something is left to be done or waited for."""
    query = select(Announcement.id).where(Announcement.closed_at.is_(None), Announcement.started_at.is_not(None))
    return list(await session.scalars(query.order_by(Announcement.send_at, Announcement.id)))


async def listed(session: AsyncSession, by: Person | None, most: int, skipped: int) -> list[Announcement]:
    """A page of all announcements: those that go out or wait for staff first, then the latest. Raises NotAllowed."""
    roles.require(by, Act.ANNOUNCE)
    a = Announcement
    is_open = a.state.in_((*RUNNING, *HELD, AnnouncementState.APPROVING))
    query = select(a).order_by(is_open.desc(), a.send_at.desc(), a.id.desc()).limit(most).offset(skipped)
    return list(await session.scalars(query))

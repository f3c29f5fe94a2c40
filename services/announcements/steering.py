"""Staff stop an announcement for now, let it go on, or end it; each holds from the next look of the clock on."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncSession

from models import Announcement, AnnouncementEvent, AnnouncementRecipient, Person, RecipientState
from services import audit
from services.announcements.finding import of_staff
from services.announcements.judging import drop_waiting
from services.announcements.recalling import recall
from services.announcements.states import ANNOUNCEMENT

CANCELLED = "cancelled"
"""The reason of those whose turn did not come any more."""


async def pause(session: AsyncSession, announcement_id: int | None, by: Person, now: datetime) -> Announcement:
    """Nobody else gets it for now. Raises NotAllowed, AnnouncementMissing or AnnouncementConflict."""
    return await _happens(session, announcement_id, AnnouncementEvent.PAUSE, by, now)


async def go_on(session: AsyncSession, announcement_id: int | None, by: Person, now: datetime) -> Announcement:
    """It goes on where it stood; what failed so far does not stop it again. Raises as `pause` does."""
    found = await _happens(session, announcement_id, AnnouncementEvent.GO_ON, by, now)
    r = AnnouncementRecipient
    known = select(func.max(r.position)).where(r.announcement_id == found.id, r.state != RecipientState.WAITING)
    found.judged_from = await session.scalar(known) or 0
    await session.flush()
    return found


async def cancel(session: AsyncSession, announcement_id: int | None, by: Person, now: datetime) -> Announcement:
    """Ends it; of a series also what would come later, as long as that one has not begun. Raises as `pause` does."""
    found = await _happens(session, announcement_id, AnnouncementEvent.CANCEL, by, now)
    await drop_waiting(session, found.id, CANCELLED, now)
    if found.started_at is None:
        found.closed_at = now
    await session.flush()
    return found


async def _happens(
    session: AsyncSession, announcement_id: int | None, event: AnnouncementEvent, by: Person, now: datetime
) -> Announcement:
    found = await of_staff(session, announcement_id, by)
    found.state = ANNOUNCEMENT.after(found.state, event)
    found.halt_reason = None
    if event is not AnnouncementEvent.GO_ON:
        await recall(session, AnnouncementRecipient.announcement_id == found.id, now)
    audit.record(session, by, f"announcement_{event.value}", "announcement", found.id, now)
    await session.flush()
    return found

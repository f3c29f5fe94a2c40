"""Who has it only in the outbox, where it waits for the morning or for another try, gets it no more for now."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import select, update
from sqlalchemy.ext.asyncio import AsyncSession

from durable.outbox import outbox
from durable.tables import OutboxState
from durable.taking_out import take_out
from models import AnnouncementRecipient, RecipientState
from services.announcements.settling import calls_from

_AT_ONCE = 500


async def recall(session: AsyncSession, announcement_id: int, now: datetime) -> None:
    """Takes out what has to wait there, and these people wait for their turn again. The announcement is held.

    Without this a pause or an end would not hold for those on whom the night, or a platform that was away, came down:
    they would get it hours later. Somebody of whose calls one has left is not among them.
    """
    r, first = AnnouncementRecipient, outbox.alias("first")
    waits = (first.c.id == r.outbox_id) & (first.c.state == OutboxState.PENDING) & (first.c.due_at > now)
    query = (
        select(r.person_id, outbox.c.id)
        .join(first, waits)
        .join(outbox, calls_from(r.outbox_id, announcement_id))
        .where(r.announcement_id == announcement_id, r.state == RecipientState.QUEUED)
    )
    rows = (await session.execute(query)).all()
    await take_out(await session.connection(), [row.id for row in rows], now)
    people = sorted({row.person_id for row in rows})
    for at in range(0, len(people), _AT_ONCE):  # SQLite takes a limited number of values at once
        theirs = r.announcement_id == announcement_id, r.person_id.in_(people[at : at + _AT_ONCE])
        back = update(r).where(*theirs).values(state=RecipientState.WAITING, outbox_id=None)
        await session.execute(back.execution_options(synchronize_session=False))

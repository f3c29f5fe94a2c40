"""Who has it only in the outbox, where it waits for the morning or for another try, gets it no more for now."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, bindparam, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from durable.outbox import outbox
from durable.tables import OutboxState
from durable.taking_out import take_out
from models import AnnouncementRecipient, RecipientState
from services.announcements.feeding import recipients
from services.announcements.settling import calls_from

SLACK = timedelta(seconds=5)
"""What is tried again so soon is left: it may leave before this is committed, and would then be told of wrongly."""


async def recall(session: AsyncSession, which: ColumnElement[bool], now: datetime) -> None:
    """Takes out what has to wait there of these recipients, and they wait for their turn again.

    Without this a pause, an end or a stop would not hold for those on whom the night, or a platform that was away, came
    down: they would get it hours later. Somebody of whose calls one has left is not among them.
    """
    r, first = AnnouncementRecipient, outbox.alias("first")
    if await session.scalar(select(r.person_id).where(which, r.state == RecipientState.QUEUED).limit(1)) is None:
        return
    waits = (first.c.id == r.outbox_id) & (first.c.state == OutboxState.PENDING) & (first.c.due_at > now + SLACK)
    query = (
        select(r.announcement_id, r.person_id, outbox.c.id)
        .join(first, waits)
        .join(outbox, calls_from(r.outbox_id, r.announcement_id))
        .where(which, r.state == RecipientState.QUEUED)
    )
    rows = (await session.execute(query)).all()
    theirs = {(row.announcement_id, row.person_id) for row in rows}
    if theirs:
        connection = await session.connection()
        await take_out(connection, [row.id for row in rows], now)
        await connection.execute(_back, [{"announcement": each[0], "person": each[1]} for each in sorted(theirs)])


_back = (
    update(recipients)
    .where(
        recipients.c.announcement_id == bindparam("announcement"), recipients.c.person_id == bindparam("person"),
        recipients.c.state == RecipientState.QUEUED,
    )
    .values(state=RecipientState.WAITING, outbox_id=None)
)  # fmt: skip

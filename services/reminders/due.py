"""The reminders that are due: who has some, taking them so that no other clock does, and writing what became of them.

A clock takes people, not rows: it locks the person and then everything that is due for them, so that several reminders
of one person always come in one message, whatever other clocks do at the same moment.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Table, and_, bindparam, exists, or_, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from models import Account, DropReason, Helped, Occasion, Person, Reminder, ReminderState
from services.chats import is_helped

_table: Table = Reminder.__table__  # type: ignore[assignment]


@dataclass(frozen=True)
class Due:
    """One reminder that is due and taken."""

    id: int
    person_id: int
    occasion: Occasion
    meeting_id: int | None
    workshop_id: int | None
    starts_at: datetime
    due_at: datetime
    useful_until: datetime


async def people_due(session: AsyncSession, channel: str, now: datetime, most: int) -> list[int]:
    """Those who are to be reminded now, longest due first: read without a lock.

    Who writes only from another channel (or is helped by somebody who does) belongs to the bot there, until the
    reminder is of no use to anybody.
    """
    r, ours = Reminder, Account.person_id == Reminder.person_id
    helps = is_helped(r.person_id).where(Account.person_id == Helped.kader_id)
    no_account = and_(~exists().where(ours), or_(~helps, helps.where(Account.channel == channel)))
    is_ours = or_(exists().where(ours, Account.channel == channel), no_account, r.useful_until <= now)
    query = select(r.person_id).where(r.state == ReminderState.PENDING, r.due_at <= now, is_ours)
    found = await session.scalars(query.order_by(r.due_at, r.id).limit(most))
    return list(dict.fromkeys(found))


async def take(session: AsyncSession, people: Collection[int], now: datetime) -> list[Due]:
    """Everything that is due for these people, by the beginning of what it is about; the rows stay locked.

    Nothing of people whom another clock has taken, and nothing that is being changed at this moment.
    """
    free = select(Person.id).where(Person.id.in_(people)).order_by(Person.id)
    taken = list(await session.scalars(free.with_for_update(key_share=True, skip_locked=True)))
    r = Reminder
    rows = await session.execute(
        select(
            r.id, r.person_id, r.occasion, r.meeting_id, r.workshop_id, r.starts_at, r.due_at, r.useful_until
        )
        .where(r.person_id.in_(taken), r.state == ReminderState.PENDING, r.due_at <= now)
        .order_by(r.starts_at, r.id)
        .with_for_update(skip_locked=True)
    )  # fmt: skip
    return [Due(**row._mapping) for row in rows]


_closing = update(_table).where(_table.c.id == bindparam("row"))
_queue = _closing.values(state=ReminderState.QUEUED, closed_at=bindparam("now"), outbox_id=bindparam("outbox"))
_drop = _closing.values(state=ReminderState.DROPPED, closed_at=bindparam("now"), drop_reason=bindparam("reason"))


async def queued(session: AsyncSession, messages: Mapping[int, int], now: datetime) -> None:
    """These reminders are in the outbox: {reminder id: outbox id}."""
    rows: Sequence[dict[str, object]] = [
        {"row": reminder, "outbox": outbox, "now": now} for reminder, outbox in messages.items()
    ]
    if rows:
        await (await session.connection()).execute(_queue, rows)


async def dropped(session: AsyncSession, reasons: Mapping[int, DropReason], now: datetime) -> None:
    """These reminders are not sent: {reminder id: why}."""
    rows: Sequence[dict[str, object]] = [
        {"row": reminder, "reason": reason, "now": now} for reminder, reason in reasons.items()
    ]
    if rows:
        await (await session.connection()).execute(_drop, rows)

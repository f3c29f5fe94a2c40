"""Reminders before a session or class that did not reach their person, while somebody can still telephone."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import Select, or_, select, union_all
from sqlalchemy.ext.asyncio import AsyncSession

from durable.outbox import outbox
from durable.tables import Kind, OutboxState
from models import Business, DropReason, Meeting, Person, Reminder, Workshop
from services.reminders.rules import BEFORE

_LOST = (OutboxState.DEAD, OutboxState.DROPPED)


def _unreached(since: datetime, now: datetime) -> Select[int]:
    """The ids of those not told of yet: their message ended without arriving since then, or they have no chat.

    Found through the ends of messages, which have an index: nearly all reminders arrive, and those are not looked at.
    """
    r, o = Reminder, outbox.c
    open_ones = (r.unreached_told_at.is_(None), r.occasion.in_(BEFORE))
    lost = select(r.id).join(outbox, o.id == r.outbox_id).where(
        o.closed_at >= since, o.kind == int(Kind.REMINDER), o.state.in_(_LOST), *open_ones
    )  # fmt: skip
    nowhere = select(r.id).where(r.drop_reason == DropReason.NO_CHAT, r.closed_at >= since, *open_ones)
    either = union_all(lost, nowhere).subquery()
    ahead = or_(Meeting.ends_at > now, Workshop.ends_at > now)
    return (
        select(r.id)
        .join(either, either.c.id == r.id)
        .outerjoin(Meeting, Meeting.id == r.meeting_id)
        .outerjoin(Workshop, Workshop.id == r.workshop_id)
        .where(ahead)
        .order_by(r.id)
    )


async def unreached_ids(session: AsyncSession, since: datetime, now: datetime) -> list[int]:
    """The reminders to tell of, read without a lock."""
    return list(await session.scalars(_unreached(since, now)))


async def take_unreached(session: AsyncSession, ids: Collection[int], now: datetime) -> list[Reminder]:
    """Marks them as told of, and gives those that no other clock has."""
    r = Reminder
    query = select(r).where(r.id.in_(ids), r.unreached_told_at.is_(None)).order_by(r.id)
    taken = list(await session.scalars(query.with_for_update(skip_locked=True)))
    for reminder in taken:
        reminder.unreached_told_at = now
    await session.flush()
    return taken


async def told_since(session: AsyncSession, since: datetime, now: datetime) -> list[Reminder]:
    """Those that other sides were told of after this instant and whose hour has not come, for staff; by their hour."""
    r = Reminder
    query = select(r).where(r.unreached_told_at > since, r.starts_at > now)
    return list(await session.scalars(query.order_by(r.starts_at, r.id)))


async def names_and_phones(session: AsyncSession, people: Collection[int]) -> dict[int, tuple[str | None, str | None]]:
    """{person: (name, phone number of a business of theirs)}, for staff."""
    phones = select(Business.owner_id, Business.phone).where(Business.owner_id.in_(people), Business.phone.is_not(None))
    known = {row.owner_id: row.phone for row in await session.execute(phones.order_by(Business.id.desc()))}
    names = await session.execute(select(Person.id, Person.name).where(Person.id.in_(people)))
    return {row.id: (row.name, known.get(row.id)) for row in names}

"""What the clock has to tell staff: new words, what has waited for too long. The rows are the truth.

Each function locks the rows it gives and leaves out those that another clock has locked, so that several clocks at
once tell of each row once. The caller marks them (`told`, `reminded`, `escalated`) in the same transaction.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import InstrumentedAttribute

from models import Ticket
from services.tickets.groups import WAITING

JOINED_FOR = timedelta(minutes=15)
"""News are told at once after a quiet time, then at most so often."""
REMINDERS_JOINED_FOR = timedelta(hours=1)
_MOST = 200


async def untold(session: AsyncSession, channel: str, now: datetime) -> list[Ticket]:
    """Waiting tickets with something in them that staff do not know yet; none while the last news are too fresh."""
    if await _is_fresh(session, channel, Ticket.staff_told_at, now - JOINED_FOR):
        return []
    return await _locked(session, channel, Ticket.staff_told_at.is_(None))


async def to_escalate(session: AsyncSession, channel: str, now: datetime) -> list[Ticket]:
    """Waiting tickets that go to the administrators now."""
    if await _is_fresh(session, channel, Ticket.escalated_at, now - REMINDERS_JOINED_FOR):
        return []
    return await _locked(session, channel, Ticket.escalated_at.is_(None), Ticket.escalate_at <= now)


async def to_remind(session: AsyncSession, channel: str, now: datetime) -> list[Ticket]:
    """Waiting tickets of which staff are to be reminded now."""
    if await _is_fresh(session, channel, Ticket.reminded_at, now - REMINDERS_JOINED_FOR):
        return []
    return await _locked(session, channel, Ticket.reminded_at.is_(None), Ticket.remind_at <= now)


async def is_anything_due(session: AsyncSession, channel: str, now: datetime) -> bool:
    """A cheap look, without a lock: whether one of the three may have something to tell."""
    due = (
        Ticket.staff_told_at.is_(None)
        | (Ticket.reminded_at.is_(None) & (Ticket.remind_at <= now))
        | (Ticket.escalated_at.is_(None) & (Ticket.escalate_at <= now))
    )
    query = select(Ticket.id).where(Ticket.channel == channel, Ticket.state.in_(WAITING), due).limit(1)
    return await session.scalar(query) is not None


def told(tickets: Sequence[Ticket], now: datetime) -> None:
    """Marks that staff know what is in these."""
    for ticket in tickets:
        ticket.staff_told_at = now


def reminded(tickets: Sequence[Ticket], now: datetime) -> None:
    """Marks that staff were reminded of these."""
    for ticket in tickets:
        ticket.reminded_at = now
        ticket.staff_told_at = ticket.staff_told_at or now


def escalated(tickets: Sequence[Ticket], now: datetime) -> None:
    """Marks that the administrators were told of these; whoever was not reminded of them before is with it."""
    for ticket in tickets:
        ticket.escalated_at = now
        ticket.reminded_at = ticket.reminded_at or now
        ticket.staff_told_at = ticket.staff_told_at or now


async def _is_fresh(
    session: AsyncSession, channel: str, column: InstrumentedAttribute[datetime | None], since: datetime
) -> bool:
    newest = await session.scalar(
        select(func.max(column)).where(Ticket.channel == channel, Ticket.is_urgent.is_(False), column > since)
    )
    return newest is not None


async def _locked(session: AsyncSession, channel: str, *due: ColumnElement[bool]) -> list[Ticket]:
    query = select(Ticket).where(Ticket.channel == channel, Ticket.state.in_(WAITING), *due)
    return list(await session.scalars(query.order_by(Ticket.id).limit(_MOST).with_for_update(skip_locked=True)))

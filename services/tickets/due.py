"""What the clock has to tell staff: what is new, and what has waited for too long. The rows are the truth.

`due` locks the rows it gives and leaves out those that another clock has locked, so that several clocks at once tell
of each row once. The caller marks them in the same transaction.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from enum import StrEnum

from sqlalchemy import ColumnElement, and_, select
from sqlalchemy.ext.asyncio import AsyncSession

from models import Ticket
from services.tickets.groups import WAITING

_MOST = 200


class Occasion(StrEnum):
    """Why staff are told."""

    NEWS = "news"
    """There is something in it that they do not know."""
    REMINDER = "reminder"
    """It has waited for a working day."""
    ESCALATION = "escalation"
    """It has waited for two: the administrators are told, and the asker."""


async def is_any_due(session: AsyncSession, channel: str, occasion: Occasion, now: datetime) -> bool:
    """A cheap look, without a lock."""
    return await session.scalar(select(Ticket.id).where(_is_due(channel, occasion, now)).limit(1)) is not None


async def due(session: AsyncSession, channel: str, occasion: Occasion, now: datetime) -> list[Ticket]:
    """The waiting tickets of which staff are to be told now, oldest first, locked."""
    query = select(Ticket).where(_is_due(channel, occasion, now)).order_by(Ticket.id).limit(_MOST)
    return list(await session.scalars(query.with_for_update(skip_locked=True)))


def mark(occasion: Occasion, tickets: Sequence[Ticket], now: datetime) -> None:
    """Marks that staff were told of these: who is reminded of something knows it, who hears of a late one too."""
    for ticket in tickets:
        if occasion is Occasion.ESCALATION:
            ticket.escalated_at = now
        if occasion is not Occasion.NEWS:
            ticket.reminded_at = ticket.reminded_at or now
        ticket.staff_told_at = ticket.staff_told_at or now


def _is_due(channel: str, occasion: Occasion, now: datetime) -> ColumnElement[bool]:
    its_time = {
        Occasion.NEWS: Ticket.staff_told_at.is_(None),
        Occasion.REMINDER: Ticket.reminded_at.is_(None) & (Ticket.remind_at <= now),
        Occasion.ESCALATION: Ticket.escalated_at.is_(None) & (Ticket.escalate_at <= now),
    }[occasion]
    return and_(Ticket.channel == channel, Ticket.state.in_(WAITING), its_time)

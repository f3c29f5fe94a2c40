"""How many questions went to staff, how many of them were answered, and how long that took."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from statistics import median

from sqlalchemy import Select, func, select
from sqlalchemy.ext.asyncio import AsyncSession

from models import Ticket, TicketMessage, TicketState

MOST_MEASURED = 1000
"""Of the newest answered tickets; more would not move the median."""

Waited = Callable[[datetime, datetime], timedelta]
"""(asked, first answered) -> how long the asker waited."""


@dataclass(frozen=True)
class TicketFigures:
    """Of the tickets opened: how many, how many answered since, and the usual wait for the first answer in hours."""

    opened: int
    answered: int
    median_hours: float | None


def clock_time(asked: datetime, answered: datetime) -> timedelta:
    """The time that passed, nights and holidays too."""
    return answered - asked


async def tickets_since(session: AsyncSession, since: datetime, waited: Waited = clock_time) -> TicketFigures:
    """The tickets opened since then; whoever reopens one has been answered before."""
    opened = await session.scalar(opened_query(since))
    answers = answers_query(since)
    answered = await session.scalar(select(func.count()).select_from(answers.subquery()))
    waits = [waited(*row) for row in await session.execute(answers.limit(MOST_MEASURED))]
    hours = median(wait.total_seconds() / 3600 for wait in waits) if waits else None
    return TicketFigures(opened or 0, answered or 0, round(hours, 1) if hours is not None else None)


def opened_query(since: datetime) -> Select[int]:
    """How many were opened; naming every state lets the index over state and time be used."""
    return select(func.count(Ticket.id)).where(Ticket.state.in_(TicketState), Ticket.opened_at >= since)


def answers_query(since: datetime) -> Select[datetime, datetime]:
    """When each answered ticket was opened, and when staff first wrote in it, the newest first."""
    return (
        select(Ticket.opened_at, func.min(TicketMessage.sent_at))
        .join(TicketMessage, TicketMessage.ticket_id == Ticket.id)
        .where(Ticket.state.in_(TicketState), Ticket.opened_at >= since, TicketMessage.author_id.is_not(None))
        .group_by(Ticket.id, Ticket.opened_at)
        .order_by(Ticket.opened_at.desc())
    )

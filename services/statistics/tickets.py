"""How many questions went to staff, how many of them were answered, and how long that took."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from statistics import median
from zoneinfo import ZoneInfo

from sqlalchemy import Select, func, select
from sqlalchemy.ext.asyncio import AsyncSession

from models import Ticket, TicketMessage, TicketState
from services.statistics.periods import Period
from services.working_time import OfficeHours, working_time_between

MOST_MEASURED = 1000
"""Of the newest answered tickets; more would not move the median."""


@dataclass(frozen=True)
class TicketFigures:
    """Of the tickets opened: how many, how many answered since, and after how many working hours usually.

    `waits` are the hours of the newest, shortest first.
    """

    opened: int
    answered: int
    median_hours: float | None
    waits: tuple[float, ...] = field(default=(), compare=False)


async def tickets_in(session: AsyncSession, period: Period, hours: OfficeHours, zone: ZoneInfo) -> TicketFigures:
    """The tickets opened in the period. What counts is the first answer: one that is asked back was answered."""
    opened = await session.scalar(opened_query(period))
    answers = answers_query(period)
    answered = await session.scalar(select(func.count()).select_from(answers.subquery()))
    rows = (await session.execute(answers.limit(MOST_MEASURED))).all()
    waits = [working_time_between(asked, told, hours, zone=zone).total_seconds() / 3600 for asked, told in rows]
    return TicketFigures(opened or 0, answered or 0, round(median(waits), 1) if waits else None, tuple(sorted(waits)))


def opened_query(period: Period) -> Select[int]:
    """How many were opened; naming every state lets the index over state and time be used."""
    return select(func.count(Ticket.id)).where(
        Ticket.state.in_(TicketState), Ticket.opened_at > period.start, Ticket.opened_at <= period.end
    )


def answers_query(period: Period) -> Select[datetime, datetime]:
    """When each answered ticket was opened, and when staff first wrote in it, the newest first."""
    return (
        select(Ticket.opened_at, func.min(TicketMessage.sent_at))
        .join(TicketMessage, TicketMessage.ticket_id == Ticket.id)
        .where(
            Ticket.state.in_(TicketState),
            Ticket.opened_at > period.start,
            Ticket.opened_at <= period.end,
            TicketMessage.author_id.is_not(None),
        )
        .group_by(Ticket.id, Ticket.opened_at)
        .order_by(Ticket.opened_at.desc())
    )

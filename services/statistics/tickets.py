"""How many questions went to staff, how many of them were answered, and how long that took."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from statistics import median
from zoneinfo import ZoneInfo

from sqlalchemy import Select, func, select
from sqlalchemy.ext.asyncio import AsyncSession

from models import Ticket, TicketMessage, TicketState
from services.working_time import OfficeHours, working_time_between

MOST_MEASURED = 1000
"""Of the newest answered tickets; more would not move the median."""


@dataclass(frozen=True)
class TicketFigures:
    """Of the tickets opened: how many, how many answered since, and after how many working hours usually."""

    opened: int
    answered: int
    median_hours: float | None


async def tickets_since(session: AsyncSession, since: datetime, hours: OfficeHours, zone: ZoneInfo) -> TicketFigures:
    """The tickets opened since then. What counts is the first answer: one that is asked back was answered."""
    opened = await session.scalar(opened_query(since))
    answers = answers_query(since)
    answered = await session.scalar(select(func.count()).select_from(answers.subquery()))
    rows = (await session.execute(answers.limit(MOST_MEASURED))).all()
    waits = [working_time_between(asked, told, hours, zone=zone).total_seconds() / 3600 for asked, told in rows]
    return TicketFigures(opened or 0, answered or 0, round(median(waits), 1) if waits else None)


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

"""All sessions as staff see them: those ahead, those nobody has told of, those told differently, the no-shows."""

from __future__ import annotations

from datetime import datetime, timedelta
from enum import StrEnum

from sqlalchemy import ColumnElement, and_, func, select, text
from sqlalchemy.ext.asyncio import AsyncSession

from models import Meeting, MeetingState, Person
from models.meetings import IS_CONTRADICTED
from services import roles
from services.roles import Act

LOOKS_BACK = timedelta(days=90)
SILENT_FOR = timedelta(days=3)


class Shelf(StrEnum):
    """What staff may want to see."""

    COMING = "coming"
    SILENT = "silent"
    """Over for three days, and neither has said whether it was held."""
    DIFFERS = "differs"
    """The two say different things."""
    MISSED = "missed"


async def counts(session: AsyncSession, by: Person | None, now: datetime) -> dict[Shelf, int]:
    """How many sessions are on each shelf. Raises NotAllowed."""
    roles.require(by, Act.SEE_MEETINGS)
    found = {}
    for shelf in Shelf:
        found[shelf] = await session.scalar(select(func.count(Meeting.id)).where(_on(shelf, now))) or 0
    return found


async def on_shelf(
    session: AsyncSession, by: Person | None, shelf: Shelf, now: datetime, limit: int, offset: int
) -> list[Meeting]:
    """One page of a shelf: what comes next first, what is over the latest first. Raises NotAllowed."""
    roles.require(by, Act.SEE_MEETINGS)
    order = Meeting.starts_at.asc() if shelf is Shelf.COMING else Meeting.ends_at.desc()
    query = select(Meeting).where(_on(shelf, now)).order_by(order, Meeting.id)
    return list(await session.scalars(query.limit(limit).offset(offset)))


def _on(shelf: Shelf, now: datetime) -> ColumnElement[bool]:
    since = now - LOOKS_BACK
    match shelf:
        case Shelf.COMING:
            return and_(Meeting.state == MeetingState.SCHEDULED, Meeting.ends_at > now)
        case Shelf.SILENT:
            over = and_(Meeting.ends_at <= now - SILENT_FOR, Meeting.ends_at > since)
            return and_(Meeting.state == MeetingState.SCHEDULED, over)
        case Shelf.DIFFERS:
            return and_(text(f"({IS_CONTRADICTED})"), Meeting.ends_at > since)
        case Shelf.MISSED:
            return and_(Meeting.state == MeetingState.NO_SHOW, Meeting.ends_at > since)

"""The staff's list: what waits, by topic, district and age."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Select, case, func, select
from sqlalchemy.ext.asyncio import AsyncSession

from models import District, Ticket
from services.tickets.groups import WAITING, root_id


@dataclass(frozen=True)
class Filters:
    """What of the waiting tickets is wanted; None = whatever it is."""

    topic_ids: Collection[int] | None = None
    district_id: int | None = None
    opened_after: datetime | None = None
    opened_before: datetime | None = None


async def waiting(session: AsyncSession, channel: str, filters: Filters, limit: int, offset: int = 0) -> list[Ticket]:
    """Urgent ones first, the newest of them first; then the others, the oldest first. Of a group its first alone."""
    urgent_first = case((Ticket.is_urgent, 0), else_=1)
    newest_if_urgent = case((Ticket.is_urgent, -Ticket.id), else_=Ticket.id)
    query = _wanted(select(Ticket), channel, filters).order_by(urgent_first, newest_if_urgent)
    return list(await session.scalars(query.limit(limit).offset(offset)))


async def waiting_count(session: AsyncSession, channel: str, filters: Filters) -> int:
    """How many there are."""
    return await session.scalar(_wanted(select(func.count(Ticket.id)), channel, filters)) or 0


async def waiting_topics(session: AsyncSession, channel: str) -> dict[int | None, int]:
    """{topic: how many wait}; None for those whose topic is not known."""
    query = _wanted(select(Ticket.topic_id, func.count(Ticket.id)), channel, Filters()).group_by(Ticket.topic_id)
    return {topic: count for topic, count in (await session.execute(query))}


async def waiting_districts(session: AsyncSession, channel: str) -> list[tuple[District, int]]:
    """The districts from which questions wait, by name, with how many."""
    query = _wanted(select(District, func.count(Ticket.id)), channel, Filters())
    query = query.join(District, District.id == Ticket.district_id).group_by(District.id).order_by(District.name)
    return [(district, count) for district, count in (await session.execute(query))]


async def group_of(session: AsyncSession, ticket: Ticket) -> list[Ticket]:
    """The other tickets of its group, oldest first, closed ones left out."""
    root = root_id(ticket)
    query = select(Ticket).where((Ticket.id == root) | (Ticket.group_id == root), Ticket.id != ticket.id)
    return list(await session.scalars(query.where(Ticket.closed_at.is_(None)).order_by(Ticket.id)))


async def group_sizes(session: AsyncSession, tickets: Collection[Ticket]) -> dict[int, int]:
    """{id: how many others ask the same} of those of these tickets that have a group."""
    query = select(Ticket.group_id, func.count(Ticket.id)).where(
        Ticket.group_id.in_([each.id for each in tickets]), Ticket.state.in_(WAITING)
    )
    return {root: count for root, count in (await session.execute(query.group_by(Ticket.group_id))) if root}


def _wanted(query: Select, channel: str, filters: Filters) -> Select:  # type: ignore[type-arg]
    # A group's waiting tickets are listed as their first; it waits with them, as they are worked on as one.
    query = query.where(Ticket.channel == channel, Ticket.state.in_(WAITING), Ticket.group_id.is_(None))
    if filters.topic_ids is not None:
        query = query.where(Ticket.topic_id.in_(filters.topic_ids))
    if filters.district_id is not None:
        query = query.where(Ticket.district_id == filters.district_id)
    if filters.opened_after is not None:
        query = query.where(Ticket.opened_at > filters.opened_after)
    if filters.opened_before is not None:
        query = query.where(Ticket.opened_at <= filters.opened_before)
    return query

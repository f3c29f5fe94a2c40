"""Requests that ask for the same: so many of them for so few mentors are better answered by one class."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncSession

from content.rules.matching import matching_rules
from models import Cluster, Expertise, HelpRequest, SeatState, WorkshopSeat
from services.matchmaking.batch_problem import WAITS

_ANSWERED_BY_A_CLASS = (SeatState.INVITED, SeatState.TAKEN, SeatState.WAITLISTED, SeatState.OFFERED)


@dataclass(frozen=True)
class Group:
    """So many producers wait for a mentor with this topic, for products of this cluster (None: of none)."""

    topic: Expertise
    cluster: Cluster | None
    count: int


async def groups(session: AsyncSession) -> list[Group]:
    """The groups that are large enough for a class, the largest first. Who is invited to one already does not count."""
    r, s = HelpRequest, WorkshopSeat
    in_class = select(s.request_id).where(s.request_id == r.id, s.state.in_(_ANSWERED_BY_A_CLASS)).exists()
    people = func.count(r.producer_id.distinct())
    query = (
        select(r.topic, r.cluster, people)
        .where(r.state.in_(WAITS), ~in_class)
        .group_by(r.topic, r.cluster)
        .having(people >= matching_rules().bounds.group_size)
        .order_by(people.desc(), r.topic, r.cluster)
    )
    return [Group(topic, cluster, count) for topic, cluster, count in await session.execute(query)]

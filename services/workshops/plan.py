"""What a class is to be, checked before anything is written."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from models import Cluster, District, Expertise, Way
from services.errors import WorkshopRefused

WAYS = (Way.VIDEO, Way.VISIT, Way.PHONE)
"""How a class can meet; a chat with many at once would be no class."""
LENGTHS = (timedelta(hours=1), timedelta(hours=2), timedelta(hours=3))
LEAST_SEATS, MOST_SEATS = 2, 200
MOST_IN_TITLE, MOST_IN_PLACE = 80, 200
EARLIEST, LATEST = timedelta(hours=24), timedelta(days=180)
"""A class begins so long after it is opened, at least and at most: people must hear of it, and not forget it."""
DECIDED_BEFORE, DECIDED_BEFORE_FAR = timedelta(hours=24), timedelta(hours=72)
"""So long before it begins it is decided whether it is held; earlier where somebody may come from a remote district."""


@dataclass(frozen=True)
class Plan:
    """A class before it is opened. No cluster is every cluster, no districts are all of them."""

    topic: Expertise
    cluster: Cluster | None
    districts: frozenset[int]
    title: str
    way: Way
    place: str | None
    starts_at: datetime
    lasts: timedelta
    seats: int
    least: int

    @property
    def ends_at(self) -> datetime:
        return self.starts_at + self.lasts


def checked_start(starts_at: datetime, now: datetime) -> datetime:
    """The beginning; raises WorkshopRefused when that is too soon or too far ahead."""
    if starts_at < now + EARLIEST:
        raise WorkshopRefused("refused_workshop_soon")
    if starts_at > now + LATEST:
        raise WorkshopRefused("refused_workshop_far")
    return starts_at


def checked_seats(seats: int) -> int:
    """How many can come; raises WorkshopRefused."""
    if not LEAST_SEATS <= seats <= MOST_SEATS:
        raise WorkshopRefused("refused_workshop_seats", least=LEAST_SEATS, most=MOST_SEATS)
    return seats


def checked_least(least: int, seats: int) -> int:
    """How many must come; raises WorkshopRefused."""
    if not 1 <= least <= seats:
        raise WorkshopRefused("refused_workshop_least", seats=seats)
    return least


def checked_title(said: str) -> str:
    """What the class is called; raises WorkshopRefused."""
    title = " ".join(said.split())
    if not 3 <= len(title) <= MOST_IN_TITLE or not any(sign.isalpha() for sign in title):
        raise WorkshopRefused("refused_workshop_title", most=MOST_IN_TITLE)
    return title


def checked_place(said: str) -> str:
    """Where it is, or the address of the video call; raises WorkshopRefused."""
    place = " ".join(said.split())
    if not 3 <= len(place) <= MOST_IN_PLACE:
        raise WorkshopRefused("refused_workshop_place", most=MOST_IN_PLACE)
    return place


def checked(plan: Plan, now: datetime) -> Plan:
    """The whole, once more: a draft may have waited for days. Raises WorkshopRefused."""
    checked_start(plan.starts_at, now)
    checked_least(plan.least, checked_seats(plan.seats))
    checked_title(plan.title)
    if plan.place is not None:
        checked_place(plan.place)
    if plan.way not in WAYS or plan.lasts not in LENGTHS:
        raise WorkshopRefused
    return plan


async def decides_at(session: AsyncSession, plan: Plan, now: datetime) -> datetime:
    """When it is decided whether it is held; before, people have a day to answer, or half of the time."""
    is_far = await _may_come_from_far(session, plan.districts) if plan.districts else plan.way is Way.VISIT
    before = DECIDED_BEFORE_FAR if is_far else DECIDED_BEFORE
    return max(plan.starts_at - before, now + min(EARLIEST, (plan.starts_at - now) / 2))


async def _may_come_from_far(session: AsyncSession, districts: Collection[int]) -> bool:
    query = select(District.id).where(District.id.in_(districts), District.is_remote).limit(1)
    return await session.scalar(query) is not None

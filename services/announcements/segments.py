"""Groups of people under a name, to be chosen again: who belongs to one is looked up each time."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncSession

from models import Person, Segment
from services import audit, roles
from services.announcements.audience import Audience, from_json
from services.errors import SegmentMissing, SegmentRefused
from services.reading.folding import visible
from services.roles import Act

MOST_CHARACTERS = 30
"""It stands on a button."""
MOST = 200


def checked_name(said: str) -> str:
    """The name in one line, as written; raises SegmentRefused."""
    name = " ".join(visible(said).split())
    if not re.search(r"\w", name) or len(name) > MOST_CHARACTERS:
        raise SegmentRefused(most=MOST_CHARACTERS)
    return name


async def save(session: AsyncSession, by: Person, name: str, audience: Audience, now: datetime) -> Segment:
    """Keeps these people under a name that no other group has, however it is written. Raises SegmentRefused."""
    roles.require(by, Act.ANNOUNCE)
    name = checked_name(name)
    if await session.scalar(select(func.count()).select_from(Segment)) == MOST:
        raise SegmentRefused("refused_segments_many", most=MOST)
    taken = await session.scalars(select(Segment.name))
    if name.casefold() in map(str.casefold, taken):
        raise SegmentRefused(most=MOST_CHARACTERS)
    segment = Segment(name=name, audience=audience.to_json(), created_by_id=by.id, created_at=now)
    session.add(segment)
    await session.flush()
    audit.record(session, by, "segment_saved", "segment", segment.id, now)
    return segment


async def delete(session: AsyncSession, by: Person, segment_id: int | None, now: datetime) -> Segment:
    """Takes a group away; announcements that were made for it keep their people. Raises SegmentMissing."""
    roles.require(by, Act.ANNOUNCE)
    segment = await find(session, segment_id)
    await session.delete(segment)
    audit.record(session, by, "segment_deleted", "segment", segment.id, now)
    await session.flush()
    return segment


async def find(session: AsyncSession, segment_id: int | None) -> Segment:
    """The group with this id; raises SegmentMissing."""
    segment = None if segment_id is None else await session.get(Segment, segment_id)
    if segment is None:
        raise SegmentMissing
    return segment


async def listing(session: AsyncSession) -> Sequence[Segment]:
    """All groups, by name."""
    return sorted(await session.scalars(select(Segment)), key=lambda segment: segment.name.casefold())


def audience_of(segment: Segment) -> Audience:
    """The people of a group. Raises SegmentMissing when it was made of what is no choice any more."""
    try:
        return from_json(segment.audience)
    except ValueError as fault:
        raise SegmentMissing("refused_segment_old") from fault

"""Two people are made one: everything of the one goes to the other, and what went is noted."""

from __future__ import annotations

from datetime import datetime

import orjson
from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from models import Mentor, Person, PersonMerge
from services import audit, roles
from services.errors import PersonMissing
from services.merging import conflicts, moving
from services.merging.standing import present
from services.roles import Act


async def both(
    session: AsyncSession, one_id: int | None, other_id: int | None, by: Person | None
) -> tuple[Person, Person]:
    """Who is kept and who is merged: kept is the mentor, else who agreed, else who came first.

    Raises NotAllowed, PersonMissing, or MergeConflict when these two cannot be one.
    """
    person = roles.require(by, Act.MERGE_PEOPLE)
    one, other = await present(session, one_id), await present(session, other_id)
    ranked = sorted([one, other], key=lambda each: (each.consent is None, each.id))
    if await session.get(Mentor, ranked[1].id) is not None and await session.get(Mentor, ranked[0].id) is None:
        ranked.reverse()
    kept, merged = ranked
    await conflicts.refuse(session, kept, merged, person)
    return kept, merged


async def merge(
    session: AsyncSession, one_id: int | None, other_id: int | None, by: Person | None, now: datetime
) -> PersonMerge:
    """Makes the two one. The same errors; nothing is changed then."""
    person = roles.require(by, Act.MERGE_PEOPLE)
    await _lock(session, one_id or 0, other_id or 0)
    kept, merged = await both(session, one_id, other_id, person)
    moved = await moving.move(session, kept, merged, now)
    row = PersonMerge(
        kept_id=kept.id, merged_id=merged.id, merged_by_id=person.id, merged_at=now, moved=orjson.dumps(moved).decode()
    )
    session.add(row)
    audit.record(session, person, "people_merged", "person", kept.id, now, str(merged.id))
    await session.flush()
    return row


async def _lock(session: AsyncSession, *ids: int) -> None:
    found = await session.scalars(select(Person).where(Person.id.in_(ids)).order_by(Person.id).with_for_update())
    if len(list(found)) != len(set(ids)):
        raise PersonMissing

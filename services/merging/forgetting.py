"""When a person has data deleted, who was merged into them is forgotten too, and can be parted no more."""

from __future__ import annotations

from sqlalchemy import delete, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from models import Person, PersonMerge, StaffNote


async def forget_merged(session: AsyncSession, person_id: int) -> None:
    """Empties the names of those merged into this person, and deletes what staff noted about any of them."""
    ids, found = [person_id], [person_id]
    while found:
        of_these = select(PersonMerge.merged_id).where(PersonMerge.kept_id.in_(found), PersonMerge.undone_at.is_(None))
        found = list(await session.scalars(of_these))
        ids += found
    await session.execute(update(Person).where(Person.id.in_(ids[1:])).values(name=None))
    await session.execute(delete(StaffNote).where(StaffNote.person_id.in_(ids)))
    await session.execute(delete(PersonMerge).where(PersonMerge.kept_id.in_(ids)))

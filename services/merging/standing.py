"""Who is merged into somebody else: such a person is found no more."""

from __future__ import annotations

from sqlalchemy import Exists, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import InstrumentedAttribute

from models import Person, PersonMerge
from services.errors import PersonMissing


def is_merged(person_id: InstrumentedAttribute[int]) -> Exists:
    """Whether this person was made one with another, who is kept."""
    return select(PersonMerge.id).where(PersonMerge.merged_id == person_id, PersonMerge.undone_at.is_(None)).exists()


async def present(session: AsyncSession, person_id: int | None) -> Person:
    """The person, unless merged. Raises PersonMissing."""
    found = await session.scalar(select(Person).where(Person.id == (person_id or 0), ~is_merged(Person.id)))
    if found is None:
        raise PersonMissing
    return found


async def last_merge(session: AsyncSession, kept_id: int) -> PersonMerge | None:
    """The latest merge in which this person was kept, if it holds."""
    query = select(PersonMerge).where(PersonMerge.kept_id == kept_id, PersonMerge.undone_at.is_(None))
    return await session.scalar(query.order_by(PersonMerge.id.desc()).limit(1))

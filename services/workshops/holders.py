"""The mentors who can hold a class."""

from __future__ import annotations

from typing import NamedTuple

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncSession

from models import Mentor, MentorState, Person
from services.errors import FieldRefused
from services.reading import folded


class Holder(NamedTuple):
    """A mentor by name."""

    id: int
    name: str | None


_active = (
    select(Person.id, Person.name)
    .join(Mentor, Mentor.person_id == Person.id)
    .where(Mentor.state == MentorState.ACTIVE)
    .order_by(func.lower(Person.name), Person.id)
)


async def active(session: AsyncSession, most: int | None = None, skipped: int = 0) -> list[Holder]:
    """Active mentors by name, or a page of them."""
    return [Holder(*row) for row in await session.execute(_active.limit(most).offset(skipped))]


async def named(session: AsyncSession, mentor_id: int) -> Holder | None:
    """One of them; None when this mentor is not active."""
    row = (await session.execute(_active.where(Person.id == mentor_id))).one_or_none()
    return Holder(*row) if row is not None else None


async def by_name(session: AsyncSession, said: str) -> Holder:
    """The only one whose name holds these words. Raises FieldRefused with the reason that says what would do."""
    named_so = [each for each in await active(session) if folded(said) and folded(said) in folded(each.name or "")]
    if len(named_so) != 1:
        raise FieldRefused("refused_mentor_which" if named_so else "refused_mentor_unknown")
    return named_so[0]


async def count(session: AsyncSession) -> int:
    """How many there are."""
    return await session.scalar(select(func.count()).where(Mentor.state == MentorState.ACTIVE)) or 0

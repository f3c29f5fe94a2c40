"""The single fields of a mentor's profile: what each may be, and how several choices are put into rows."""

from __future__ import annotations

from collections.abc import Collection
from enum import StrEnum
from typing import Any

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from models import District, Mentor, MentorCluster, MentorDistrict, MentorExpertise, MentorLanguage, MentorWay, Way
from services.errors import DistrictRefused, MentorRefused

MOST_PER_WEEK = 20
MOST_PER_MONTH = 60
_ROWS: dict[str, tuple[type[Any], str]] = {
    "expertise": (MentorExpertise, "topic"),
    "clusters": (MentorCluster, "cluster"),
    "visits": (MentorDistrict, "district_id"),
    "ways": (MentorWay, "way"),
    "languages": (MentorLanguage, "language"),
}
"""From a field with several choices to its rows and the column that holds the choice."""
_NEEDED = ("expertise", "ways")


def checked_limits(week: int, month: int) -> tuple[int, int]:
    """The two limits; raises MentorRefused with the bounds of the one that is wrong."""
    if not 1 <= week <= MOST_PER_WEEK:
        raise MentorRefused("refused_mentor_limit", least=1, most=MOST_PER_WEEK)
    if not week <= month <= MOST_PER_MONTH:
        raise MentorRefused("refused_mentor_limit", least=week, most=MOST_PER_MONTH)
    return week, month


def checked_hour(hour: int) -> int:
    """The local hour of the one message a day; raises MentorRefused."""
    if not 0 <= hour <= 23:
        raise MentorRefused("refused_mentor_hour")
    return hour


def choices_of(mentor: Mentor, field: str) -> list[Any]:
    """What is chosen in such a field, in the order in which it is listed everywhere."""
    _, column = _ROWS[field]
    chosen = [getattr(row, column) for row in getattr(mentor, field)]
    return sorted(chosen, key=lambda each: list(type(each)).index(each) if isinstance(each, StrEnum) else each)


def put_choices(mentor: Mentor, field: str, chosen: Collection[object]) -> None:
    """Makes the rows fit what is chosen; those that stay, stay."""
    kind, column = _ROWS[field]
    rows: list[Any] = getattr(mentor, field)
    rows[:] = [row for row in rows if getattr(row, column) in chosen]
    there = {getattr(row, column) for row in rows}
    rows.extend(kind(**{column: each}) for each in dict.fromkeys(chosen) if each not in there)


def refuse_none(field: str, chosen: Collection[object]) -> None:
    """Raises MentorRefused when nothing is chosen where something must be."""
    if field in _NEEDED and not chosen:
        raise MentorRefused


async def checked_visits(
    session: AsyncSession, ways: Collection[Way], visits: Collection[int], home: int
) -> Collection[int]:
    """The districts to visit, fitting the ways of meeting: who visits and names none visits the own one, who does not
    visit has none. Raises MentorRefused or DistrictRefused.
    """
    refuse_none("ways", ways)
    if Way.VISIT not in ways:
        return ()
    visits = visits or (home,)
    known = set(await session.scalars(select(District.id).where(District.id.in_(visits), District.is_active)))
    if not known.issuperset(visits):
        raise DistrictRefused
    return visits

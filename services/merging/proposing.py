"""Who may be one person: the same phone number, or nearly the same name in the same district.

Beside one person everybody of the district is compared; for the whole office only those whose names sound alike, letter
by letter too slow for tens of thousands.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import combinations

from rapidfuzz import fuzz
from sqlalchemy import Row, func, select
from sqlalchemy.ext.asyncio import AsyncSession

from models import Business, NotTheSame, Person
from services import audit, roles
from services.directory.said import name_words
from services.errors import PersonMissing
from services.merging.standing import is_merged, present
from services.roles import Act

LIKE = 88
"""How like two names must be, of 100: one letter in eight."""
_MOST_OF_A_KIND = 12
"""A number or a name that more people share says nothing of any two of them."""
_SOUNDS = (
    ("oe", "u"),
    ("dj", "j"),
    ("tj", "c"),
    ("sj", "s"),
    ("sy", "s"),
    ("kh", "k"),
    ("y", "i"),
    ("v", "f"),
    ("z", "s"),
)

Pair = tuple[int, int]
"""Two ids, the smaller first."""


@dataclass(frozen=True)
class Alike:
    """Two people who may be one, and why."""

    first: Person
    second: Person
    same_phone: bool

    def other(self, person: Person) -> Person:
        """The one who is not this person."""
        return self.second if person.id == self.first.id else self.first


async def likely_same(session: AsyncSession, by: Person | None, person: Person, most: int = 3) -> list[Alike]:
    """Who may be the same as this person, those with the same number first. Raises NotAllowed."""
    roles.require(by, Act.MERGE_PEOPLE)
    own = select(Business).where(Business.owner_id == person.id)
    businesses = list(await session.scalars(own))
    numbers, places = {each.phone for each in businesses} - {None}, {each.district_id for each in businesses}
    same_number = select(Business.owner_id).where(Business.phone.in_(numbers), Business.owner_id != person.id)
    by_phone = {_pair(person.id, each) for each in await session.scalars(same_number)}
    by_name: set[Pair] = set()
    if person.name:
        words = _spoken(person.name)
        named = await _named(session, places)
        by_name = {
            _pair(person.id, row.id) for row in named if row.id != person.id and _alike(words, _spoken(row.name or ""))
        }
    return await _people(session, by_phone, by_name, most)


async def pairs(session: AsyncSession, by: Person | None, most: int = 50) -> list[Alike]:
    """All over the office, those with the same number first. Raises NotAllowed."""
    roles.require(by, Act.MERGE_PEOPLE)
    return await _people(session, await _same_phones(session), await _same_names(session), most)


async def say_two(
    session: AsyncSession, one_id: int | None, other_id: int | None, by: Person | None, now: datetime
) -> None:
    """Keeps that these are two people, so that nobody is asked about them again. Raises NotAllowed or PersonMissing."""
    person = roles.require(by, Act.MERGE_PEOPLE)
    first, second = sorted([(await present(session, each)).id for each in (one_id, other_id)])
    if first == second:
        raise PersonMissing
    if await session.get(NotTheSame, (first, second)) is None:
        session.add(NotTheSame(first_id=first, second_id=second, said_by_id=person.id, said_at=now))
        audit.record(session, person, "people_told_apart", "person", first, now, str(second))
        await session.flush()


async def _same_phones(session: AsyncSession) -> set[Pair]:
    shared = select(Business.phone).where(Business.phone.is_not(None)).group_by(Business.phone)
    shared = shared.having(func.count(Business.owner_id.distinct()) > 1)
    rows = await session.execute(select(Business.phone, Business.owner_id).where(Business.phone.in_(shared)).distinct())
    return _pairs_within((row.phone, row.owner_id) for row in rows)


async def _same_names(session: AsyncSession) -> set[Pair]:
    rows = await _named(session)
    words = {row.id: _spoken(row.name or "") for row in rows}
    like = _pairs_within((f"{row.district_id}:{_consonants(words[row.id])}", row.id) for row in rows)
    return {(one, other) for one, other in like if _alike(words[one], words[other])}


async def _named(session: AsyncSession, places: Iterable[int] | None = None) -> Sequence[Row[int, str | None, int]]:
    query = select(Person.id, Person.name, Business.district_id).join(Business, Business.owner_id == Person.id)
    query = query.where(Person.name.is_not(None)).distinct()
    return (await session.execute(query if places is None else query.where(Business.district_id.in_(places)))).all()


def _pairs_within(rows: Iterable[tuple[str, int]]) -> set[Pair]:
    """Every two people who share something."""
    groups: dict[str, set[int]] = defaultdict(set)
    for shared, person_id in rows:
        groups[shared].add(person_id)
    return {
        (one, other)
        for ids in groups.values()
        if 1 < len(ids) <= _MOST_OF_A_KIND
        for one, other in combinations(sorted(ids), 2)
    }


def _spoken(name: str) -> str:
    """A name's words, old spellings (`Soetjipto`) made new."""
    words = name_words(name)
    for written, spoken in _SOUNDS:
        words = words.replace(written, spoken)
    return words


def _consonants(words: str) -> str:
    return re.sub(r"(.)\1+", r"\1", re.sub(r"[aeiouh ]", "", words))


def _alike(one: str, other: str) -> bool:
    return fuzz.ratio(one, other) >= LIKE


def _pair(one: int, other: int) -> Pair:
    return (one, other) if one < other else (other, one)


async def _people(session: AsyncSession, by_phone: set[Pair], by_name: set[Pair], most: int) -> list[Alike]:
    """The people behind the ids, without those who are merged, or known to be two."""
    wanted = sorted(by_phone | by_name, key=lambda pair: (pair not in by_phone, pair))
    told = {(row.first_id, row.second_id) for row in await session.scalars(select(NotTheSame))}
    found: list[Alike] = []
    for pair in wanted:
        if pair in told or len(found) == most:
            continue
        query = select(Person).where(Person.id.in_(pair), ~is_merged(Person.id)).order_by(Person.id)
        people = list(await session.scalars(query))
        if len(people) == len(pair):
            found.append(Alike(people[0], people[1], pair in by_phone))
    return found

"""Finds people in the tables: every word must stand somewhere in what is known of them.

Where nothing fits, each word is taken for a misspelling of those that people's names and businesses hold, and the
tables are asked once more. A person who was merged into another is not found.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from sqlalchemy import ColumnElement, Select, and_, case, or_, select
from sqlalchemy.ext.asyncio import AsyncSession

from content.districts import district_book
from content.products import product_book
from models import Business, BusinessProduct, Person
from services import roles
from services.directory import spelling
from services.directory.said import Said, read_said
from services.merging.standing import is_merged
from services.reading import folded
from services.roles import Act

Word = Collection[str]
"""A word with what it may have been meant for."""


@dataclass(frozen=True)
class Hits:
    """One page of those found, and how many there are. `is_guessed`: a word was taken for a misspelling."""

    people: Sequence[Person]
    count: int
    is_guessed: bool = False


async def search(session: AsyncSession, by: Person | None, text: str, limit: int, offset: int = 0) -> Hits:
    """Those whom the text fits, those whose name it fits first. Raises NotAllowed."""
    roles.require(by, Act.SEE_PEOPLE)
    said = read_said(text)
    if said.is_empty:
        return Hits((), 0)
    exactly = await _page(session, said, [(word,) for word in said.words], limit, offset)
    if exactly.count or not said.words:
        return exactly
    words = await spelling.meant(session, said.words)
    if not all(words):
        return Hits((), 0)
    guessed = await _page(session, said, words, limit, offset)
    return Hits(guessed.people, guessed.count, is_guessed=guessed.count > 0)


async def _page(session: AsyncSession, said: Said, words: Sequence[Word], limit: int, offset: int) -> Hits:
    fits = _has_number(said.digits) if said.digits is not None else and_(*(_holds(word) for word in words))
    in_name = and_(*(_in_name(word) for word in words)) if words else Person.name.is_not(None)
    query = select(Person.id).where(fits, ~is_merged(Person.id))
    ids = list(await session.scalars(query.order_by(case((in_name, 0), else_=1), Person.name, Person.id)))
    shown = ids[offset : offset + limit]
    people = {person.id: person for person in await session.scalars(select(Person).where(Person.id.in_(shown)))}
    return Hits([people[each] for each in shown], len(ids))


def _has_number(digits: str) -> ColumnElement[bool]:
    return Person.id.in_(select(Business.owner_id).where(Business.phone.contains(digits, autoescape=True)))


def _holds(word: Word) -> ColumnElement[bool]:
    """In the name, or in anything that is known of a business."""
    return or_(_in_name(word), Person.id.in_(_owners(word)))


def _in_name(word: Word) -> ColumnElement[bool]:
    return or_(*(Person.name.icontains(each, autoescape=True) for each in word))


def _owners(word: Word) -> Select[int]:
    makes = or_(
        BusinessProduct.product_id.in_(_product_numbers(word)),
        *(BusinessProduct.free_text.icontains(each, autoescape=True) for each in word),
    )
    return select(Business.owner_id).where(
        or_(
            Business.district_id.in_(_district_ids(word)),
            Business.id.in_(select(BusinessProduct.business_id).where(makes)),
            *(column.icontains(each, autoescape=True) for each in word for column in (Business.name, Business.village)),
        )
    )


def _product_numbers(word: Word) -> list[int]:
    return [
        row.number
        for row in product_book().products
        if any(each in folded(name) for each in word for name in (row.name_id, row.name_en))
    ]


def _district_ids(word: Word) -> list[int]:
    return [
        row.id
        for row in district_book().districts
        if any(each in folded(name) for each in word for name in (row.name, *row.aliases))
    ]

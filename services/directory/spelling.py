"""Misspelled words are taken for words that stand in the tables: `sitti aminnah` for Siti Aminah."""

from __future__ import annotations

from collections.abc import Sequence

from rapidfuzz import fuzz, process
from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from content.districts import district_book
from content.products import product_book
from models import Business, BusinessProduct, Person
from services.reading import folded

LIKE = 75
"""How like a word must be, of 100: one letter wrong in four."""
_MOST = 5
_LEAST_LETTERS = 3


async def meant(session: AsyncSession, words: Sequence[str]) -> list[list[str]]:
    """For each word those that it may have been meant for, the likest first; itself, where it is known."""
    known = await _known_words(session)
    return [[word] if word in known else _like(word, known) for word in words]


def _like(word: str, known: Sequence[str] | set[str]) -> list[str]:
    if len(word) < _LEAST_LETTERS:
        return []
    found = process.extract(word, list(known), scorer=fuzz.ratio, score_cutoff=LIKE, limit=_MOST)
    return [each for each, _, _ in found]


async def _known_words(session: AsyncSession) -> set[str]:
    """Every word of names, businesses, villages, products and districts."""
    told = [row.name for row in district_book().districts]
    told += [name for row in product_book().products for name in (row.name_id, row.name_en)]
    for column in (Person.name, Business.name, Business.village, BusinessProduct.free_text):
        told += await session.scalars(select(column).where(column.is_not(None)).distinct())
    # Folded at once: 20,000 names one by one would take ten times as long.
    return {word for word in folded("\n".join(told)).split() if len(word) >= _LEAST_LETTERS}

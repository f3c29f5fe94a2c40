"""Finds the products in what people write, several in one text: `keripik pisang sama sambal, kadang amplang`."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from rapidfuzz import fuzz
from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from content import spoken
from content.products import ProductFacts, product_book
from models import Product
from services.reading.folding import folded, visible

SIMILAR_SCORE = 86
NEARLY_SAME_SCORE = 92
MOST_GUESSES = 3
MOST_CHARACTERS = 600
MOST_FREE_TEXT_CHARACTERS = 80
_SIGNS = re.compile(r"[,;/\n\r+&•|]|\s[-–—]\s|(?:^|\s)\d{1,2}[.)]\s|\.(?:\s|$)")


@dataclass(frozen=True)
class UnsureProduct:
    """Words that may mean one of several products; the likeliest first."""

    written: str
    guesses: tuple[ProductFacts, ...]


@dataclass(frozen=True)
class ProductMatches:
    """What was understood, what may be meant, and what is kept in the person's own words."""

    found: tuple[ProductFacts, ...] = ()
    unsure: tuple[UnsureProduct, ...] = ()
    unlisted: tuple[str, ...] = ()

    @property
    def is_empty(self) -> bool:
        return not (self.found or self.unsure or self.unlisted)


def match_products(text: str) -> ProductMatches:
    """The products in a text, each once, in the order written; never raises."""
    found: dict[int, ProductFacts] = {}
    unsure: dict[str, UnsureProduct] = {}
    unlisted: dict[str, str] = {}
    head = ""
    for piece in _pieces(visible(text[:MOST_CHARACTERS].replace("\n", ", "))):
        said = _put_right(folded(piece))
        if _names_no_goods(said):
            continue
        seen = _understood(said, head)
        for row in seen.found:
            found.setdefault(row.number, row)
        for guess in seen.unsure:
            unsure.setdefault(guess.written, guess)
        if seen.is_empty and (own := _own_words(piece)):
            unlisted.setdefault(folded(own), own)
        head = said.split()[0] if said else head
    return ProductMatches(tuple(found.values()), tuple(unsure.values()), tuple(unlisted.values()))


async def active_products(session: AsyncSession) -> list[Product]:
    """All products of the list that may be chosen, in its order."""
    return list(await session.scalars(select(Product).where(Product.is_active).order_by(Product.id)))


def _understood(said: str, head: str) -> ProductMatches:
    """One piece; a single word that is not clear goes with the head of the piece before (`keripik pisang dan ubi`)."""
    seen = _exact(said)
    if head and len(said.split()) == 1 and not (seen and seen.found):
        joined = _exact(f"{head} {said}")
        if joined and joined.found:
            return joined
    return seen or _similar(said)


def _names_no_goods(said: str) -> bool:
    left = " ".join(word for word in said.split() if word not in spoken.words("questions", "courtesy"))
    return left in {_put_right(folded(phrase)) for phrase in product_book().no_goods}


def _pieces(text: str) -> list[str]:
    """The text cut at signs and at words such as `sama`, as the person wrote it."""
    between = "|".join(re.escape(word) for word in spoken.longest_first("products", "separators"))
    pieces = [part for cut in _SIGNS.split(text) for part in re.split(rf"\b(?:{between})\b", cut, flags=re.IGNORECASE)]
    return [piece.strip(" .:-!?()\"'") for piece in pieces if folded(piece)]


@cache
def _spellings() -> dict[str, str]:
    return {variant: word for word, variants in spoken.lists("products", "spellings").items() for variant in variants}


def _put_right(said: str) -> str:
    return " ".join(_spellings().get(word, word) for word in said.split())


@cache
def _phrases() -> tuple[tuple[str, tuple[ProductFacts, ...]], ...]:
    """Every phrase that is known, longest first; one product is sure, several are vague, none is another good."""
    book = product_book()
    known: dict[str, tuple[ProductFacts, ...]] = {_put_right(folded(phrase)): () for phrase in book.other_goods}
    for row in book.products:
        known |= {_put_right(folded(keyword)): (row,) for keyword in row.keywords}
    return tuple(sorted(known.items(), key=lambda pair: (-len(pair[0].split()), -len(pair[0]))))


@cache
def _vague() -> tuple[tuple[str, tuple[ProductFacts, ...]], ...]:
    book = product_book()
    rows = {_put_right(folded(words)): tuple(map(book.by_id, ids)) for words, ids in book.vague.items()}
    return tuple(sorted(rows.items(), key=lambda pair: -len(pair[0])))


def _exact(said: str) -> ProductMatches | None:
    """Known phrases in the text, the longest first, each part of the text used once."""
    if not said:
        return None
    rest = f" {said} "
    places: dict[int, ProductFacts] = {}
    is_other = False
    for phrase, rows in _phrases():
        while (at := rest.find(f" {phrase} ")) >= 0:
            rest = rest[: at + 1] + "_" * len(phrase) + rest[at + 1 + len(phrase) :]
            is_other = is_other or not rows
            places |= {at: rows[0]} if rows else {}
    if places:
        return ProductMatches(found=tuple(places[at] for at in sorted(places)))
    if is_other:
        return ProductMatches()
    for words, rows in _vague():
        if f" {words} " in rest and _only_fillers(rest.replace(f" {words} ", " ")):
            return ProductMatches(unsure=(UnsureProduct(words, rows[:MOST_GUESSES]),))
    return None


def _similar(said: str) -> ProductMatches:
    """Phrases that are only misspelled; sure when nearly the same and like no other product."""
    words = " ".join(word for word in said.split() if word not in spoken.words("products", "fillers"))
    if len(words) < 4:
        return ProductMatches()
    scores: dict[int, float] = {}
    for phrase, rows in _phrases():
        if rows and len(phrase) >= 4:
            score = fuzz.ratio(words, phrase)
            if score >= SIMILAR_SCORE:
                scores[rows[0].number] = max(score, scores.get(rows[0].number, 0))
    ranked = sorted(scores, key=lambda number: (-scores[number], number))[:MOST_GUESSES]
    if not ranked:
        return ProductMatches()
    if len(ranked) == 1 and scores[ranked[0]] >= NEARLY_SAME_SCORE and len(words) >= 6:
        return ProductMatches(found=(product_book().by_number(ranked[0]),))
    return ProductMatches(unsure=(UnsureProduct(words, tuple(map(product_book().by_number, ranked))),))


def _only_fillers(rest: str) -> bool:
    return all(word in spoken.words("products", "fillers") for word in rest.split())


def _own_words(piece: str) -> str:
    """What the person wrote, without the words around it; empty when nothing with letters is left."""
    words = piece.split()
    while words and folded(words[0]) in spoken.words("products", "fillers"):
        words.pop(0)
    while words and folded(words[-1]) in spoken.words("products", "fillers"):
        words.pop()
    own = " ".join(words)[:MOST_FREE_TEXT_CHARACTERS].strip()
    return own if sum(sign.isalpha() for sign in own) >= 2 else ""

"""People in what is typed: `Kaliorang, Bengalon`, `pisang di Busang`, `keripik pisang`, `semua`.

Each word counts: one that is not understood and left out would tell more people than were meant.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

from content.spoken import words
from handlers.announcing.people.pages import with_all_producers
from models import Cluster
from services.announcements.audience import Audience
from services.districts import match_district
from services.errors import FieldRefused
from services.products import match_products
from services.reading import folded
from services.reading.mentoring_words import read_clusters

_BETWEEN = re.compile(r"[,;/&+\n]|\s(?:dan|sama|dengan|and)\s", re.IGNORECASE)
_ALL = words("audience", "all")
_EVERYBODY = _ALL | words("audience", "of_all")
_LESS = words("audience", "less")
_SAYS_NOTHING = _EVERYBODY | words("audience", "says_nothing")


def with_typed(audience: Audience, said: str) -> Audience:
    """These people with what a text names added. Raises FieldRefused when any part of it names nobody."""
    spoken = set(folded(said[:500]).split())
    if spoken & _LESS:
        raise FieldRefused("refused_people_typed_less")
    if spoken & _ALL and spoken <= _EVERYBODY:
        return with_all_producers(audience, on=True)
    parts = [part for part in _BETWEEN.split(said[:500]) if part.strip()]
    if not parts:
        raise FieldRefused("refused_people_typed")
    for part in parts:
        audience = _with_part(audience, part)
    return audience


def _with_part(audience: Audience, said: str) -> Audience:
    """A district before a product before a cluster, the more exact the better; then what its words left over name."""
    spoken = [word for word in dict.fromkeys(folded(said).split()) if word not in _SAYS_NOTHING]
    named = " ".join(spoken)
    if district := match_district(said).sure or match_district(named).sure:
        return replace(audience, districts=audience.districts | {district.id})
    if products := _products(named):
        audience, rest = replace(audience, products=audience.products | products), _unneeded(_products, spoken)
    elif clusters := _clusters(named):
        audience, rest = replace(audience, clusters=audience.clusters | clusters), _unneeded(_clusters, spoken)
    else:
        raise FieldRefused("refused_people_typed")
    return _with_part(audience, " ".join(rest)) if rest else audience


def _products(said: str) -> frozenset[int]:
    return frozenset(product.number for product in match_products(said).found)


def _clusters(said: str) -> frozenset[Cluster]:
    return frozenset(read_clusters(said))


def _unneeded(read: Callable[[str], frozenset[object]], spoken: list[str]) -> list[str]:
    """The words without which the others name the same; never all of them."""
    found, needed = read(" ".join(spoken)), spoken
    for word in spoken:
        others = [each for each in needed if each != word]
        if others and read(" ".join(others)) == found:
            needed = others
    return [word for word in spoken if word not in needed]

"""People in what is typed: `Kaliorang, Bengalon`, `pisang`, `keripik pisang`, `semua`."""

from __future__ import annotations

import re
from dataclasses import replace

from handlers.announcing.people.pages import with_all_producers
from services.announcements.audience import Audience
from services.districts import match_district
from services.errors import FieldRefused
from services.products import match_products
from services.reading.mentoring_words import read_clusters

_BETWEEN = re.compile(r"[,;/&+\n]|\s(?:dan|sama|dengan|and)\s", re.IGNORECASE)
_ALL = re.compile(r"\s*(?:semua|semuanya|seluruhnya|all|everybody)\W*", re.IGNORECASE)


def with_typed(audience: Audience, said: str) -> Audience:
    """These people with what a text names added. Raises FieldRefused when any part names nothing."""
    if _ALL.match(said):
        return with_all_producers(audience, on=True)
    parts = [part for part in _BETWEEN.split(said[:500]) if part.strip()]
    if not parts:
        raise FieldRefused("refused_people_typed")
    for part in parts:
        audience = _with_part(audience, part)
    return audience


def _with_part(audience: Audience, said: str) -> Audience:
    """A district before a product before a cluster: the more exact the better."""
    if district := match_district(said).sure:
        return replace(audience, districts=audience.districts | {district.id})
    if products := match_products(said).found:
        return replace(audience, products=audience.products | {product.number for product in products})
    if clusters := read_clusters(said):
        return replace(audience, clusters=audience.clusters | {*clusters})
    raise FieldRefused("refused_people_typed")

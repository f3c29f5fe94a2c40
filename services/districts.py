"""Finds the district that people mean: by what they type, with typos and short forms, or by a location."""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import cache

from rapidfuzz import fuzz
from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from content.districts import DistrictFacts, district_book
from models import District
from services.reading.folding import folded

SURE_SCORE = 88
SURE_LEAD = 7
"""A typed name is taken for sure only if the next district is this much less like it."""
GUESS_SCORE = 66
MOST_GUESSES = 3
_EARTH_KM = 6371.0
_MOST_CHARACTERS = 200


@dataclass(frozen=True)
class DistrictMatch:
    """What was understood: one sure district, or up to three guesses (likeliest first), or neither.

    `outside` is set when the text names a known place that is not in the regency.
    """

    sure: DistrictFacts | None = None
    guesses: tuple[DistrictFacts, ...] = ()
    outside: str | None = None


@dataclass(frozen=True)
class NearestDistrict:
    """The district nearest to a point, the distance in km, and whether that is too far to be in the regency."""

    district: DistrictFacts
    km: float
    is_outside: bool


def match_district(text: str) -> DistrictMatch:
    """What district a typed text means; never raises."""
    wanted = _spelled_out(text[:_MOST_CHARACTERS])
    outside = _outside(folded(text[:_MOST_CHARACTERS]))
    if wanted and (exact := _exact(wanted)):
        return exact
    if outside:
        return DistrictMatch(outside=outside)
    return _similar(wanted) if wanted else DistrictMatch()


def nearest_district(latitude: float, longitude: float) -> NearestDistrict:
    """The district whose middle or seat is nearest to the point (degrees)."""
    point = (latitude, longitude)
    km, district = min(
        (
            (min(distance_km(point, row.middle), distance_km(point, row.seat_point)), row)
            for row in district_book().districts
        ),
        key=lambda pair: pair[0],
    )
    return NearestDistrict(district, km, is_outside=km > district_book().outside_km)


async def active_districts(session: AsyncSession) -> list[District]:
    """All districts that may be chosen, by name."""
    return list(await session.scalars(select(District).where(District.is_active).order_by(District.name)))


def _spelled_out(text: str) -> str:
    """Small letters, short forms written out, words that say nothing left out."""
    book = district_book()
    words = [book.short_forms.get(word, word) for word in folded(text).split()]
    told = [word for word in words if word not in book.skipped]
    return " ".join(told)


@cache
def _names() -> dict[str, DistrictFacts]:
    """Every spelling that means a district for sure."""
    return {
        spelling: row
        for row in district_book().districts
        for name in (row.name, *row.aliases)
        for spelling in {_spelled_out(name), _spelled_out(name).replace(" ", "")}
    }


@cache
def _places() -> dict[str, DistrictFacts]:
    return {_spelled_out(place): row for row in district_book().districts for place in (*row.places, row.seat)}


def _exact(wanted: str) -> DistrictMatch | None:
    book = district_book()
    if wanted in book.ambiguous:
        return DistrictMatch(guesses=tuple(map(book.by_id, book.ambiguous[wanted])))
    turned = " ".join(reversed(wanted.split()))
    for spelling in (wanted, turned, wanted.replace(" ", "")):
        if spelling in _names():
            return DistrictMatch(sure=_names()[spelling])
    if inside := _inside(wanted):
        return inside
    if wanted in _places():
        return DistrictMatch(guesses=(_places()[wanted],))
    return None


def _inside(wanted: str) -> DistrictMatch | None:
    """A district's name among other words; one of two words is sure, a single word only a guess."""
    longest_last = sorted(_names().items(), key=lambda pair: len(pair[0]))
    named = {row.id: (name, row) for name, row in longest_last if f" {name} " in f" {wanted} "}
    if len(named) == 1:
        name, row = next(iter(named.values()))
        return DistrictMatch(sure=row) if " " in name else DistrictMatch(guesses=(row,))
    if named:
        return DistrictMatch(guesses=tuple(row for _, row in named.values())[:MOST_GUESSES])
    return None


def _outside(said: str) -> str | None:
    return next((place for place in district_book().outside if f" {folded(place)} " in f" {said} "), None)


def _similar(wanted: str) -> DistrictMatch:
    scores: dict[int, float] = {}
    for spellings, factor in ((_names(), 1.0), (_places(), 0.9)):
        for name, row in spellings.items():
            score = factor * _likeness(wanted, name)
            scores[row.id] = max(score, scores.get(row.id, 0))
    for word, ids in district_book().ambiguous.items():
        if _likeness(wanted, word) >= SURE_SCORE:
            return DistrictMatch(guesses=tuple(map(district_book().by_id, ids)))
    ranked = sorted(scores.items(), key=lambda pair: (-pair[1], pair[0]))
    best, second = ranked[0][1], ranked[1][1]
    if best >= SURE_SCORE and best - second >= SURE_LEAD:
        return DistrictMatch(sure=district_book().by_id(ranked[0][0]))
    likely = [district_book().by_id(row) for row, score in ranked if score >= GUESS_SCORE]
    return DistrictMatch(guesses=tuple(likely[:MOST_GUESSES]))


def _likeness(wanted: str, name: str) -> float:
    """0 to 100; spaces do not count, nor does the order of the words."""
    return max(fuzz.ratio(wanted.replace(" ", ""), name.replace(" ", "")), fuzz.token_sort_ratio(wanted, name))


def distance_km(one: tuple[float, float], other: tuple[float, float]) -> float:
    """The distance over the ground (haversine) between two points in degrees."""
    lat1, lon1, lat2, lon2 = (math.radians(value) for value in (*one, *other))
    half = math.sin((lat2 - lat1) / 2) ** 2 + math.cos(lat1) * math.cos(lat2) * math.sin((lon2 - lon1) / 2) ** 2
    return 2 * _EARTH_KM * math.asin(min(1.0, math.sqrt(half)))

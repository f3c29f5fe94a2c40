"""Loads content/districts.yaml: the 18 districts and how people write them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from content.yaml_files import read_yaml


@dataclass(frozen=True)
class DistrictFacts:
    """One district. `id` is the ministry's code without dots; points are (latitude, longitude) in degrees."""

    id: int
    code: str
    code_bps: str
    name: str
    aliases: tuple[str, ...]
    places: tuple[str, ...]
    seat: str
    middle: tuple[float, float]
    seat_point: tuple[float, float]
    is_remote: bool


@dataclass(frozen=True)
class DistrictBook:
    """All districts, and the words around them."""

    districts: tuple[DistrictFacts, ...]
    ambiguous: Mapping[str, tuple[int, ...]]
    short_forms: Mapping[str, str]
    """From the short form of one word to the word."""
    skipped: frozenset[str]
    outside: tuple[str, ...]
    outside_km: float

    def by_id(self, district_id: int) -> DistrictFacts:
        """The district with this id; raises KeyError."""
        return {row.id: row for row in self.districts}[district_id]


@cache
def district_book() -> DistrictBook:
    """The districts as the content has them."""
    raw = read_yaml("districts.yaml")
    return DistrictBook(
        districts=tuple(
            DistrictFacts(
                id=_id(row["code"]),
                code=row["code"],
                code_bps=row["code_bps"],
                name=row["name"],
                aliases=tuple(row["aliases"]),
                places=tuple(row["places"]),
                seat=row["seat"],
                middle=(row["lat"], row["lon"]),
                seat_point=(row["seat_lat"], row["seat_lon"]),
                is_remote=row["remote"],
            )
            for row in raw["districts"]
        ),
        ambiguous={word: tuple(map(_id, codes)) for word, codes in raw["ambiguous"].items()},
        short_forms={short: word for word, shorts in raw["short_forms"].items() for short in shorts},
        skipped=frozenset(raw["skipped"]),
        outside=tuple(raw["outside"]),
        outside_km=raw["outside_km"],
    )


def _id(code: str) -> int:
    return int(code.replace(".", ""))

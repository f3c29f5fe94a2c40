"""Loads content/rules/matching.yaml: the weights and bounds by which a mentor is chosen."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields
from functools import cache
from typing import Any

from content.language import LANGUAGES
from content.yaml_files import ContentError, read_yaml

_FILE = "rules/matching.yaml"


@dataclass(frozen=True)
class Weights:
    """The most points that each thing can give; together 100."""

    topic: float
    cluster: float
    district: float
    distance: float
    hours: float
    load: float
    language: float
    rating: float
    waiting: float


@dataclass(frozen=True)
class Bounds:
    """Where points begin, are full, or end; what each means is said in the file."""

    lead_hours: float
    horizon_days: float
    many_hours: int
    focused_topics: int
    far_km: float
    remote_times: float
    usual_stars: float
    usual_ratings: float
    told_ratings: int
    full_waiting_days: float
    group_size: int


@dataclass(frozen=True)
class MatchingRules:
    """The whole file."""

    weights: Weights
    bounds: Bounds


@cache
def matching_rules() -> MatchingRules:
    """The rules as the content has them; raises ContentError for a file that is not as it must be."""
    return read_rules(read_yaml(_FILE))


def read_rules(raw: Any) -> MatchingRules:
    """The rules from the parsed file: every line there, explained in each language, weights of 100 in all."""
    if not isinstance(raw, dict) or set(raw) != {"weights", "bounds"}:
        raise ContentError(f"{_FILE}: needs weights: and bounds:, nothing else")
    weights = Weights(**_numbers(raw["weights"], "points", Weights))
    bounds = Bounds(**_numbers(raw["bounds"], "is", Bounds))
    total = sum(vars(weights).values())
    if abs(total - 100) > 1e-9:
        raise ContentError(f"{_FILE}: the points together must be 100, they are {total:g}")
    if bounds.lead_hours >= bounds.horizon_days * 24:
        raise ContentError(f"{_FILE}: lead_hours must end before horizon_days do")
    if not 1 <= bounds.usual_stars <= 5:
        raise ContentError(f"{_FILE}: usual_stars must be 1 to 5")
    return MatchingRules(weights, bounds)


def _numbers(rows: Any, key: str, shape: type[Weights] | type[Bounds]) -> Mapping[str, Any]:
    wanted = {field.name: field.type for field in fields(shape)}
    if not isinstance(rows, dict) or set(rows) != set(wanted):
        raise ContentError(f"{_FILE}: needs exactly the lines {', '.join(wanted)}")
    return {name: _number(name, row, key, wanted[name] == "int") for name, row in rows.items()}


def _number(name: str, row: Any, key: str, is_whole: bool) -> float:
    if not isinstance(row, dict) or set(row) != {key, *LANGUAGES}:
        raise ContentError(f"{_FILE}: {name} needs {key}: and a sentence in {' and '.join(LANGUAGES)}")
    if not all(isinstance(row[code], str) and row[code].strip() for code in LANGUAGES):
        raise ContentError(f"{_FILE}: {name} needs a sentence in {' and '.join(LANGUAGES)}")
    number = row[key]
    if isinstance(number, bool) or not isinstance(number, int if is_whole else int | float):
        raise ContentError(f"{_FILE}: {name} must be a {'whole ' if is_whole else ''}number")
    if number < 0 or (key == "is" and number == 0):
        raise ContentError(f"{_FILE}: {name} must be more than 0")
    return number

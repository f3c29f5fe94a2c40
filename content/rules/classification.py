"""Loads content/rules/classification.yaml and gives its rows shapes; what they mean is said in the file."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from content.rules.bounds import Bound
from content.yaml_files import read_yaml

When = Mapping[str, Any]
"""Conditions that must all hold; their names are explained in the file."""

MEASURES = ("workers", "investment", "capital", "yearly_sales")


@dataclass(frozen=True)
class ScaleRow:
    """One size of one rule, and the bounds of the measures it looks at."""

    scale: str
    bounds: Mapping[str, Bound]


@dataclass(frozen=True)
class KindRow:
    """One answer: when it holds, its words, the offices that help, whether it is marked for referral."""

    kind: str
    when: When
    says: str
    offices: tuple[str, ...]
    is_referred: bool


@dataclass(frozen=True)
class TellingRow:
    """Words that are told when the conditions hold; `key` is how a doubt is stored."""

    says: str
    when: When
    key: str = ""


@dataclass(frozen=True)
class ClassificationTable:
    """The whole rule."""

    activities: tuple[str, ...]
    ranges: Mapping[str, Mapping[str, Bound]]
    """For each measure the ranges by their keys, in the order of the buttons."""
    industry: When
    industry_divisions: range
    industry_scale: tuple[ScaleRow, ...]
    umkm_scale: tuple[ScaleRow, ...]
    trades_too: When
    small_by_umkm_rule: When
    kinds: tuple[KindRow, ...]
    reasons: tuple[TellingRow, ...]
    doubts: tuple[TellingRow, ...]


@cache
def classification_table() -> ClassificationTable:
    """The rule as the content has it."""
    raw = read_yaml("rules/classification.yaml")
    divisions = raw["industry"]["divisions"]
    return ClassificationTable(
        activities=tuple(row["activity"] for row in raw["activities"]),
        ranges={measure: {row["key"]: Bound.of(row) for row in raw["ranges"][measure]} for measure in MEASURES},
        industry=raw["industry"]["when"],
        industry_divisions=range(divisions["first"], divisions["last"] + 1),
        industry_scale=tuple(map(_scale, raw["industry_scale"])),
        umkm_scale=tuple(map(_scale, raw["umkm_scale"])),
        trades_too=raw["overlap"]["trades_too"]["when"],
        small_by_umkm_rule=raw["overlap"]["small_by_umkm_rule"]["when"],
        kinds=tuple(
            KindRow(row["is"], row["when"], row["says"], tuple(row["offices"]), row.get("referral", False))
            for row in raw["kinds"]
        ),
        reasons=tuple(TellingRow(row["says"], row["when"]) for row in raw["reasons"]),
        doubts=tuple(TellingRow(row["says"], row["when"], row["key"]) for row in raw["doubts"]),
    )


def _scale(row: Mapping[str, Any]) -> ScaleRow:
    return ScaleRow(row["scale"], {measure: Bound.of(row[measure]) for measure in MEASURES if measure in row})

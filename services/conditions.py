"""What is known of a business while the rules look at it, and what the rules' conditions mean."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field
from typing import Any

from content.products import ProductFacts

Wanted = Any


@dataclass(frozen=True)
class Known:
    """The facts that conditions ask about; the later ones are filled in as they are found."""

    activities: frozenset[str]
    products: tuple[ProductFacts, ...]
    has_unlisted: bool
    is_industry: bool = False
    industry_scale: str | None = None
    umkm_scales: Mapping[str, str] = field(default_factory=dict)
    """From a measure (capital, yearly_sales) to the scale that it gives."""
    trades_too: bool = False
    small_by_umkm_rule: bool = False

    @property
    def scales_disagree(self) -> bool:
        return len(set(self.umkm_scales.values())) > 1

    @property
    def product_mix(self) -> str:
        """What kind of goods: none, unlisted, industry, outside or both; own words may be either kind."""
        kinds = {row.is_industry for row in self.products}
        if not kinds:
            return "unlisted" if self.has_unlisted else "none"
        if kinds == {True}:
            return "industry"
        return "outside" if kinds == {False} and not self.has_unlisted else "both"


def holds(when: Mapping[str, Wanted], known: Known) -> bool:
    """Whether every condition of a row holds; an empty row always does. Raises KeyError for an unknown condition."""
    return all(CONDITIONS[name](known, wanted) for name, wanted in when.items())


def _scale_in(scales: Collection[str | None], wanted: Collection[str]) -> bool:
    return any(scale in wanted for scale in scales)


CONDITIONS: dict[str, Callable[[Known, Wanted], bool]] = {
    "does_any_of": lambda known, wanted: not known.activities.isdisjoint(wanted),
    "does_all_of": lambda known, wanted: known.activities.issuperset(wanted),
    "does_none_of": lambda known, wanted: known.activities.isdisjoint(wanted),
    "any_product_in": lambda known, wanted: any(row.id in wanted for row in known.products),
    "product_mix_in": lambda known, wanted: known.product_mix in wanted,
    "is_industry": lambda known, wanted: known.is_industry is wanted,
    "is_overlap": lambda known, wanted: (known.trades_too or known.small_by_umkm_rule) is wanted,
    "trades_too": lambda known, wanted: known.trades_too is wanted,
    "small_by_umkm_rule": lambda known, wanted: known.small_by_umkm_rule is wanted,
    "scales_disagree": lambda known, wanted: known.scales_disagree is wanted,
    "industry_scale_in": lambda known, wanted: _scale_in([known.industry_scale], wanted),
    "umkm_scale_in": lambda known, wanted: _scale_in(list(known.umkm_scales.values()), wanted),
    "umkm_scales_all_in": lambda known, wanted: (
        bool(known.umkm_scales) and all(scale in wanted for scale in known.umkm_scales.values())
    ),
}

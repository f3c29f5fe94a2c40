"""What a business is: IKM, another UMKM, or both, and why. The rule itself is content/rules/classification.yaml."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace

from content.products import ProductFacts
from content.rules.bounds import Bound
from content.rules.classification import ScaleRow, TellingRow, classification_table
from models.choices import Activity, BusinessKind, IndustryScale, UmkmScale
from services.conditions import Known, holds
from services.errors import ActivitiesRefused
from services.ranges import bound_of


@dataclass(frozen=True)
class Figures:
    """The ranges told so far, as their keys; None = not told."""

    workers: str | None = None
    investment: str | None = None
    capital: str | None = None
    yearly_sales: str | None = None


@dataclass(frozen=True)
class KbliLine:
    """The code of one product. `is_sure` is False where the person should check in OSS."""

    product: ProductFacts
    code_2025: str | None
    code_2020: str
    is_sure: bool


@dataclass(frozen=True)
class Classification:
    """The answer. `says`, `reasons`, `offices` and `doubt_texts` are keys of content/texts/classification.yaml."""

    kind: BusinessKind
    says: str
    reasons: tuple[str, ...]
    offices: tuple[str, ...]
    is_industry: bool
    also_trades: bool
    is_small_by_umkm_rule: bool
    industry_scale: IndustryScale | None
    umkm_scale_by_capital: UmkmScale | None
    umkm_scale_by_sales: UmkmScale | None
    scales_disagree: bool
    doubts: tuple[str, ...] = ()
    """Keys of the doubts as they are stored; with any, staff decide and `kind` is only a first word."""
    doubt_texts: tuple[str, ...] = ()
    is_referred: bool = False
    """Whether another office is the right one; only when there is no doubt."""
    kbli: tuple[KbliLine, ...] = ()
    unlisted: tuple[str, ...] = field(default=())
    """Products in the person's own words, whose code must be looked up in OSS; empty unless it is industry."""

    @property
    def needs_decision(self) -> bool:
        return bool(self.doubts)


def classify(
    activities: Collection[Activity],
    products: Sequence[ProductFacts] = (),
    unlisted: Sequence[str] = (),
    figures: Figures | None = None,
) -> Classification:
    """What the business is by what is told so far; more figures only add to it.

    Raises ActivitiesRefused when no activity is told, FieldRefused for a range that does not exist.
    """
    if not activities:
        raise ActivitiesRefused
    known = _overlaps(_scales(_industry(Known(frozenset(activities), tuple(products), bool(unlisted))), figures))
    return _answer(known, unlisted)


def _industry(known: Known) -> Known:
    return replace(known, is_industry=holds(classification_table().industry, known))


def _scales(known: Known, figures: Figures | None) -> Known:
    table, told = classification_table(), _told(figures or Figures())
    return replace(
        known,
        industry_scale=_only_scale_left(table.industry_scale, told) if known.is_industry else None,
        umkm_scales={
            measure: row.scale
            for measure in ("capital", "yearly_sales")
            for row in table.umkm_scale
            if measure in told and row.bounds[measure].covers(told[measure])
        },
    )


def _overlaps(known: Known) -> Known:
    table = classification_table()
    return replace(
        known,
        trades_too=holds(table.trades_too, known),
        small_by_umkm_rule=holds(table.small_by_umkm_rule, known),
    )


def _answer(known: Known, unlisted: Sequence[str]) -> Classification:
    table = classification_table()
    row = next(row for row in table.kinds if holds(row.when, known))
    doubts = _that_hold(table.doubts, known)
    by_capital, by_sales = known.umkm_scales.get("capital"), known.umkm_scales.get("yearly_sales")
    return Classification(
        kind=BusinessKind(row.kind),
        says=row.says,
        reasons=tuple(reason.says for reason in _that_hold(table.reasons, known)),
        offices=row.offices,
        is_industry=known.is_industry,
        also_trades=known.trades_too,
        is_small_by_umkm_rule=known.small_by_umkm_rule,
        industry_scale=IndustryScale(known.industry_scale) if known.industry_scale else None,
        umkm_scale_by_capital=UmkmScale(by_capital) if by_capital else None,
        umkm_scale_by_sales=UmkmScale(by_sales) if by_sales else None,
        scales_disagree=known.scales_disagree,
        doubts=tuple(doubt.key for doubt in doubts),
        doubt_texts=tuple(doubt.says for doubt in doubts),
        is_referred=row.is_referred and not doubts,
        kbli=tuple(map(_kbli, known.products)) if known.is_industry else (),
        unlisted=tuple(unlisted) if known.is_industry else (),
    )


def _that_hold(rows: Sequence[TellingRow], known: Known) -> list[TellingRow]:
    return [row for row in rows if holds(row.when, known)]


def _told(figures: Figures) -> Mapping[str, Bound]:
    keys = {
        "workers": figures.workers,
        "investment": figures.investment,
        "capital": figures.capital,
        "yearly_sales": figures.yearly_sales,
    }
    return {measure: bound_of(measure, key) for measure, key in keys.items() if key is not None}


def _only_scale_left(rows: Sequence[ScaleRow], told: Mapping[str, Bound]) -> str | None:
    """The scale that all rows share which the figures do not rule out; None while several are possible."""
    possible = {
        row.scale
        for row in rows
        if all(bound.covers(told[measure]) for measure, bound in row.bounds.items() if measure in told)
    }
    return possible.pop() if len(possible) == 1 else None


def _kbli(product: ProductFacts) -> KbliLine:
    is_sure = product.kbli_is_verified and product.kbli_2025 is not None
    return KbliLine(product, product.kbli_2025, product.kbli_2020, is_sure)

"""Which permits matter first for what a business makes. The rule itself is content/rules/permits.yaml."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from content.products import ProductFacts
from content.rules.permits import PermitRow, permit_rows
from models.choices import Activity, PermitNeed
from services.conditions import Known, holds

_RANK = {PermitNeed.YA: 0, PermitNeed.TANYA: 1}
_ADVICE = 2


@dataclass(frozen=True)
class PermitStep:
    """One permit to see to. `says` is a key of content/texts/classification.yaml.

    Without products it is for the whole business.
    """

    permit: str
    need: PermitNeed
    says: str
    products: tuple[ProductFacts, ...] = ()


def first_permits(
    activities: Collection[Activity],
    products: Sequence[ProductFacts] = (),
    has_unlisted: bool = False,
    held: Collection[str] = (),
    most: int = 4,
) -> list[PermitStep]:
    """The permits in the order in which they matter, without those held already, at most `most`.

    The certain ones first: a duty must not fall off the end behind something an office has to be asked about.
    """
    known = Known(frozenset(activities), tuple(products), has_unlisted)
    steps: dict[tuple[str, str], PermitStep] = {}
    ranks: dict[tuple[str, str], int] = {}
    for row in permit_rows():
        if row.permit not in held and holds(row.when, known):
            for step in _steps(row, products):
                key = (step.permit, step.says)
                steps.setdefault(key, step)
                ranks.setdefault(key, _ADVICE if row.is_advice else _RANK[step.need])
    return [steps[key] for key in sorted(steps, key=lambda key: ranks[key])][:most]


def _steps(row: PermitRow, products: Sequence[ProductFacts]) -> list[PermitStep]:
    if row.field is None:
        return [PermitStep(row.permit, PermitNeed.YA, row.says["ya"])]
    asked = {need: tuple(product for product in products if product.permits[row.field] == need) for need in row.says}
    return [PermitStep(row.permit, PermitNeed(need), row.says[need], rows) for need, rows in asked.items() if rows]

"""The ranges that profile questions offer: from a figure to its range and back."""

from __future__ import annotations

from content.rules.bounds import Bound
from content.rules.classification import MEASURES, classification_table
from services.errors import FieldRefused


def range_keys(measure: str) -> tuple[str, ...]:
    """The keys of the ranges of `workers`, `investment`, `capital` or `yearly_sales`, in the order of the buttons."""
    if measure not in MEASURES:
        raise FieldRefused
    return tuple(classification_table().ranges[measure])


def range_of(measure: str, figure: int) -> str:
    """The key of the range in which a figure lies (whole people or whole rupiah)."""
    for key in range_keys(measure):
        if bound_of(measure, key).holds(figure):
            return key
    raise FieldRefused


def bound_of(measure: str, key: str) -> Bound:
    """The figures that a range covers; raises FieldRefused for a range that does not exist."""
    try:
        return classification_table().ranges[measure][key]
    except KeyError:
        raise FieldRefused from None

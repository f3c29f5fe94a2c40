"""Loads content/rules/permits.yaml: which permits matter first."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from content.rules.classification import When
from content.yaml_files import read_yaml


@dataclass(frozen=True)
class PermitRow:
    """One permit: when it is told, the product field it depends on, and the words for ya and tanya.

    Advice is good to have and asked by no law: it comes last.
    """

    permit: str
    when: When
    field: str | None
    says: Mapping[str, str]
    is_advice: bool = False


@cache
def permit_rows() -> tuple[PermitRow, ...]:
    """The rows in the order in which they matter."""
    return tuple(
        PermitRow(
            permit=row["permit"],
            when=row["when"],
            field=row.get("field"),
            is_advice=row.get("advice", False),
            says={need: row[need] for need in ("ya", "tanya") if need in row},
        )
        for row in read_yaml("rules/permits.yaml")["permits"]
    )

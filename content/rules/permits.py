"""Loads content/rules/permits.yaml: which permits matter first."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from content.rules.classification import When
from content.yaml_files import read_yaml


@dataclass(frozen=True)
class PermitRow:
    """One permit: when it is told, the product field it depends on, and the words for ya and tanya."""

    permit: str
    when: When
    field: str | None
    says: Mapping[str, str]


@cache
def permit_rows() -> tuple[PermitRow, ...]:
    """The rows in the order in which they matter."""
    return tuple(
        PermitRow(
            permit=row["permit"],
            when=row["when"],
            field=row.get("field"),
            says={need: row[need] for need in ("ya", "tanya") if need in row},
        )
        for row in read_yaml("rules/permits.yaml")["permits"]
    )

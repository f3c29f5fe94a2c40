"""Bounds of whole numbers as the rules write them: at_least, at_most, more_than, less_than."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Self


@dataclass(frozen=True)
class Bound:
    """All whole numbers from `low` to `high`, both included; no `high` means without end."""

    low: int
    high: int | None

    @classmethod
    def of(cls, row: Mapping[str, int]) -> Self:
        """From a row of the table; whole rupiah and whole people make `less_than` the same as `at most one less`."""
        low = row["more_than"] + 1 if "more_than" in row else row.get("at_least", 0)
        high = row["less_than"] - 1 if "less_than" in row else row.get("at_most")
        return cls(low, high)

    def holds(self, number: int) -> bool:
        """Whether the number lies within."""
        return self.low <= number and (self.high is None or number <= self.high)

    def covers(self, other: Bound) -> bool:
        """Whether all of the other lies within."""
        if self.high is None:
            return self.low <= other.low
        return self.low <= other.low and other.high is not None and other.high <= self.high

"""Ways in which a Bot API server or the road to it fails, drawn by chance per call."""

from __future__ import annotations

import random
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum


class FaultKind(StrEnum):
    """LOST_REPLY does what the call asks and then cuts the connection; all others do nothing of what was asked."""

    TOO_MANY = "429"
    BAD_GATEWAY = "502"
    RESET = "reset"
    HANG = "hang"
    LOST_REPLY = "lost_reply"


@dataclass(frozen=True)
class Fault:
    """One kind of failure, its share of the calls (0 to 1), and the methods it hits (None: every one)."""

    kind: FaultKind
    probability: float
    methods: frozenset[str] | None = None
    retry_after: int = 1
    hang_seconds: float = 30.0

    def __post_init__(self) -> None:
        if not 0 <= self.probability <= 1:
            raise ValueError(f"probability {self.probability} of {self.kind} is not between 0 and 1")
        if self.methods is not None:
            object.__setattr__(self, "methods", frozenset(name.lower() for name in self.methods))


class FaultPlan:
    """Draws the fault of a call, if any. The same seed and calls give the same faults."""

    def __init__(self, faults: Iterable[Fault], chance: random.Random) -> None:
        self.faults = tuple(faults)
        self._chance = chance

    def draw(self, method: str) -> Fault | None:
        """The fault that hits this call (method in lower case), or None."""
        for fault in self.faults:
            if (fault.methods is None or method in fault.methods) and self._chance.random() < fault.probability:
                return fault
        return None

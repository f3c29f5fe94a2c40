"""What is looked for and what is found, as values."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from models import Cluster, Expertise, Spoken, Way


@dataclass(frozen=True)
class Wanted:
    """What is looked for. `hours` are hours of the week; none at all means any."""

    producer_id: int
    topic: Expertise
    cluster: Cluster | None
    district_id: int
    way: Way
    hours: frozenset[int]
    language: Spoken | None
    waiting_since: datetime


@dataclass(frozen=True)
class Reason:
    """One fact that speaks for a mentor. `key` names its words in content/texts/matching.yaml, `values` fill them."""

    key: str
    values: tuple[tuple[str, object], ...] = ()


@dataclass(frozen=True)
class Suggestion:
    """A mentor who fits, with the score (0 to 100), the reasons, strongest first, and the first hour both can."""

    mentor_id: int
    score: float
    reasons: tuple[Reason, ...]
    starts_at: datetime

"""Loads content/demo_mentors.yaml: who is a mentor in a demo from the start."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from content.yaml_files import ContentError, read_yaml


@dataclass(frozen=True)
class DemoMentor:
    """A mentor as the file tells; `days` and `parts` are when the mentor can, each part on each of the days."""

    chat_id: int
    name: str
    about: str
    kind: str
    district: str
    expertise: Sequence[str]
    clusters: Sequence[str]
    ways: Sequence[str]
    visits: Sequence[str]
    languages: Sequence[str]
    most_per_week: int
    most_per_month: int
    card_hour: int
    days: Sequence[int]
    parts: Sequence[str]


@cache
def demo_mentors() -> tuple[DemoMentor, ...]:
    """All of them; raises ContentError for one that lacks something or has too much."""
    try:
        return tuple(DemoMentor(**row) for row in read_yaml("demo_mentors.yaml"))
    except TypeError as error:
        raise ContentError(f"demo_mentors.yaml: {error}") from error

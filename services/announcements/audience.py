"""Whom an announcement is for: a filter over what people are, less those whom another filter describes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from datetime import datetime
from enum import StrEnum
from typing import Any

import orjson
from sqlalchemy import Select
from sqlalchemy.ext.asyncio import AsyncSession

from models import Cluster, IndustryScale, Permit, RoleKind
from services.mentoring.reach import Line

VERSION = 1


class Activeness(StrEnum):
    """When somebody last wrote."""

    LAST_30_DAYS = "last_30_days"
    NOT_FOR_90_DAYS = "not_for_90_days"


@dataclass(frozen=True)
class Audience:
    """People who fit every field that is set; within a field one value is enough, except for permits: all of them.

    An empty field asks nothing, so that the empty audience is everybody: who agreed to the consent or has a role, and
    has an account. `producers` asks for at least one business; districts to permits_missing ask for one business that
    fits all of them at once. `excluded` are taken out, an empty or missing one takes nobody out.
    """

    producers: bool = False
    roles: frozenset[RoleKind] = frozenset()
    """One of these roles. With `producers` set as well: producers or one of these."""
    districts: frozenset[int] = frozenset()
    clusters: frozenset[Cluster] = frozenset()
    products: frozenset[int] = frozenset()
    """Of clusters and products together one is enough."""
    scales: frozenset[IndustryScale] = frozenset()
    permits_held: frozenset[Permit] = frozenset()
    permits_missing: frozenset[Permit] = frozenset()
    has_mentor: bool | None = None
    """Whether a session with a mentor is ahead or was held."""
    activeness: Activeness | None = None
    excluded: Audience | None = None

    @property
    def is_empty(self) -> bool:
        """Whether it asks nothing."""
        return self == Audience()

    def with_excluded(self, excluded: Audience | None) -> Audience:
        """The same people less these."""
        return replace(self, excluded=None if excluded is None or excluded.is_empty else excluded)

    def to_json(self) -> str:
        """As it is kept; `from_json` gives it back."""
        return orjson.dumps({"version": VERSION, **_plain(self)}).decode()


def _plain(audience: Audience) -> dict[str, Any]:
    kept: dict[str, Any] = {}
    for field in fields(audience):
        value = getattr(audience, field.name)
        if isinstance(value, Audience):
            kept[field.name] = _plain(value)
        elif isinstance(value, frozenset):
            if value:
                kept[field.name] = sorted(value)
        elif value not in (None, False) or (field.name == "has_mentor" and value is False):
            kept[field.name] = value
    return kept


def from_json(kept: str) -> Audience:
    """The audience that was kept. What is no value any more is left out."""
    raise NotImplementedError


def _read(kept: Mapping[str, Any]) -> Audience:
    raise NotImplementedError


@dataclass(frozen=True)
class Reach:
    """What an announcement to these people would mean: `people` = `reachable` + `unreachable` + `stopped`."""

    people: int
    reachable: int
    unreachable: int
    """They have no chat here, or blocked the bot."""
    stopped: int
    """They stopped announcements, or this topic."""


def people_in(audience: Audience, line: Line, now: datetime) -> Select[int]:
    """The ids of the people, each once."""
    raise NotImplementedError


async def reach_of(session: AsyncSession, audience: Audience, topic: str, line: Line, now: datetime) -> Reach:
    """The dry run's counts."""
    raise NotImplementedError

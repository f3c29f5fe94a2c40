"""Whom an announcement is for: a filter over what people are, less those whom another filter describes."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields, replace
from enum import StrEnum
from typing import Any

import orjson

from models import Cluster, IndustryScale, Permit, RoleKind

VERSION = 1


class Activeness(StrEnum):
    """When somebody last wrote."""

    LAST_30_DAYS = "last_30_days"
    NOT_FOR_90_DAYS = "not_for_90_days"


@dataclass(frozen=True)
class Audience:
    """Producers of these kinds, and beside them people with these roles; an empty field asks nothing.

    The empty audience is everybody: who agreed to the consent or has a role now. As soon as `producers` or a field
    from `districts` to `has_mentor` is set, producers are asked for: with one business that fits `districts` to
    `permits_missing` all at once, where within a field one value is enough, except for permits: all of them.
    `activeness` is asked of everybody. Whoever the audience in `excluded` describes is taken out; an empty or missing
    one takes nobody out.
    """

    producers: bool = False
    roles: frozenset[RoleKind] = frozenset()
    """One of these is enough; without producers asked for: only these people."""
    districts: frozenset[int] = frozenset()
    clusters: frozenset[Cluster] = frozenset()
    products: frozenset[int] = frozenset()
    """Of clusters and products together one is enough."""
    scales: frozenset[IndustryScale] = frozenset()
    permits_held: frozenset[Permit] = frozenset()
    permits_missing: frozenset[Permit] = frozenset()
    """Also of businesses that were not asked about permits yet."""
    has_mentor: bool | None = None
    """Whether a session with a mentor is ahead or was held."""
    activeness: Activeness | None = None
    excluded: Audience | None = None

    @property
    def is_empty(self) -> bool:
        """Whether it asks nothing."""
        return self == Audience()

    @property
    def asks_business(self) -> bool:
        """Whether only some businesses fit."""
        lists = (self.districts, self.clusters, self.products, self.scales, self.permits_held, self.permits_missing)
        return any(lists)

    @property
    def asks_producers(self) -> bool:
        """Whether producers are described, all or some of them."""
        return self.producers or self.asks_business or self.has_mentor is not None

    @property
    def is_all_producers(self) -> bool:
        """Whether every producer is meant."""
        return self.producers and not self.asks_business and self.has_mentor is None

    def with_excluded(self, excluded: Audience | None) -> Audience:
        """The same people less these."""
        return replace(self, excluded=None if excluded is None or excluded.is_empty else excluded)

    def to_json(self) -> str:
        """As it is kept; `from_json` gives it back."""
        return orjson.dumps({"version": VERSION, **_plain(self)}).decode()


def from_json(kept: str) -> Audience:
    """The audience that was kept.

    Raises ValueError for what is no field or value any more: to leave it out could turn a few people into everybody.
    """
    told = orjson.loads(kept)
    if told.pop("version", None) != VERSION:
        raise ValueError("an audience of another version")
    return _read(told)


def _plain(audience: Audience) -> dict[str, Any]:
    """The fields that ask something."""
    kept: dict[str, Any] = {}
    for field in fields(audience):
        value = getattr(audience, field.name)
        if isinstance(value, Audience):
            kept[field.name] = _plain(value)
        elif isinstance(value, frozenset):
            kept |= {field.name: sorted(value)} if value else {}
        elif value != field.default:
            kept[field.name] = value
    return kept


def _set_of(kind: Callable[[Any], Any]) -> Callable[[Any], frozenset[Any]]:
    return lambda values: frozenset(map(kind, values))


def _read(kept: Mapping[str, Any]) -> Audience:
    if strange := kept.keys() - _READERS.keys():
        raise ValueError(f"no fields of an audience: {sorted(strange)}")
    return Audience(**{name: _READERS[name](value) for name, value in kept.items()})


_READERS: Mapping[str, Callable[[Any], Any]] = {
    "producers": bool,
    "roles": _set_of(RoleKind),
    "districts": _set_of(int),
    "clusters": _set_of(Cluster),
    "products": _set_of(int),
    "scales": _set_of(IndustryScale),
    "permits_held": _set_of(Permit),
    "permits_missing": _set_of(Permit),
    "has_mentor": bool,
    "activeness": Activeness,
    "excluded": _read,
}

"""Tells that somebody may be harmed, or is in trouble right now, so that staff hear of it at once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from content.yaml_files import read_yaml
from services.reading.folding import holds_words
from services.understanding.words import repaired

_Phrases = tuple[str, ...]


@dataclass(frozen=True)
class _Rules:
    only_asking: _Phrases
    kinds: dict[str, tuple[_Phrases, _Phrases]]


def urgent_kind(text: str) -> str | None:
    """The kind of urgency (a key of content/understanding/urgent.yaml), or None for an ordinary message."""
    said, rules = repaired(text), _rules()
    if _holds(said, rules.only_asking):
        return None
    for kind, (triggers, happening) in rules.kinds.items():
        if _holds(said, triggers) and _holds(said, happening):
            return kind
    return None


def urgent_kinds() -> tuple[str, ...]:
    """All kinds, in the order in which they are asked."""
    return tuple(_rules().kinds)


def _holds(said: str, phrases: _Phrases) -> bool:
    return any(holds_words(said, phrase) for phrase in phrases)


@cache
def _rules() -> _Rules:
    written = read_yaml("understanding/urgent.yaml")
    kinds = {kind: (_read(row["triggers"]), _read(row["happening"])) for kind, row in written["kinds"].items()}
    return _Rules(_read(written["only_asking"]), kinds)


def _read(phrases: Sequence[str]) -> _Phrases:
    """As the messages are read: what is one word there must be one word here."""
    return tuple(dict.fromkeys(map(repaired, phrases)))

"""Tells that somebody may be harmed, or is in trouble right now, so that staff hear of it at once."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from content.yaml_files import read_yaml
from services.reading.folding import holds_words
from services.understanding.words import repaired, stems

_Phrases = tuple[tuple[str, str], ...]


def urgent_kind(text: str) -> str | None:
    """The kind of urgency (a key of content/understanding/urgent.yaml), or None for an ordinary message."""
    plain, stemmed = repaired(text), " ".join(stems(text))
    shared, kinds = _rules()
    if _holds(plain, stemmed, shared["only_asking"]):
        return None
    for kind, rule in kinds.items():
        if _holds(plain, stemmed, rule["triggers"]) and _holds(plain, stemmed, rule["happening"]):
            return kind
    return None


def _holds(plain: str, stemmed: str, phrases: _Phrases) -> bool:
    return any(holds_words(plain, words) or holds_words(stemmed, stem) for words, stem in phrases)


@cache
def _rules() -> tuple[dict[str, _Phrases], dict[str, dict[str, _Phrases]]]:
    written = read_yaml("understanding/urgent.yaml")
    shared = {name: _both(written[name]) for name in ("happening", "only_asking")}
    kinds = {
        kind: {"happening": shared["happening"], **{name: _both(phrases) for name, phrases in row.items()}}
        for kind, row in written["kinds"].items()
    }
    return shared, kinds


def _both(phrases: Sequence[str]) -> _Phrases:
    return tuple((repaired(phrase), " ".join(stems(phrase))) for phrase in phrases)

"""Loads content/rules/moments.yaml: what each word that people use for days and times stands for."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from content.yaml_files import ContentError, read_yaml

Value = int | str
Phrase = tuple[str, ...]


@dataclass(frozen=True)
class MomentWords:
    """From the words of each phrase to its (kind, value); a kind without values has the value 0."""

    meanings: Mapping[Phrase, tuple[str, Value]]
    longest: int


@cache
def moment_words() -> MomentWords:
    """All of them; raises ContentError for words that stand for two things or are no words."""
    meanings: dict[Phrase, tuple[str, Value]] = {}
    for said, kind, value in _rows():
        if not isinstance(said, str):
            raise ContentError(f"moments.yaml: {said!r}: must be in quotes")
        phrase = tuple(said.split())
        if phrase in meanings:
            raise ContentError(f"moments.yaml: {said!r} stands there twice")
        meanings[phrase] = (kind, value)
    return MomentWords(meanings, max(map(len, meanings)))


def _rows() -> Iterator[tuple[object, str, Value]]:
    for kind, listed in read_yaml("rules/moments.yaml").items():
        by_value: Mapping[Value, list[object]] = listed if isinstance(listed, dict) else {0: listed}
        for value, phrases in by_value.items():
            for said in phrases:
                yield said, kind, value

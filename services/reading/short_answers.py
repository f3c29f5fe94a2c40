"""Short answers typed where buttons are offered: `iya`, `kembali`, `diolah sama dijual lagi`."""

from __future__ import annotations

from functools import cache

from content import spoken
from content.yaml_files import read_yaml
from models.choices import Activity, Permit
from services.reading.folding import folded, holds_words


def says(text: str, kind: str) -> bool:
    """Whether the whole text is a way to say `yes`, `no`, `back`, `cancel`, `skip`, `done` or `none`."""
    said = folded(text)
    return said in _words(kind) or _without_courtesy(said) in _words(kind)


def is_made_of(text: str, kind: str) -> bool:
    """Whether a short text has only words of this kind (`greeting`, `thanks`), besides a courtesy: `pagi bu`."""
    said = set(folded(text).split())
    told = said & _single_words(kind)
    return bool(told) and said - told <= spoken.words("questions", "courtesy")


def read_activities(text: str) -> list[Activity]:
    """What is done to the material by these words; empty when none of them is known."""
    return [Activity(key) for key in _found(text, "activities")]


def read_permits(text: str) -> list[Permit]:
    """The permits named in a text; empty when none is."""
    return [Permit(key) for key in _found(text, "permits")]


def _found(text: str, topic: str) -> list[str]:
    said = folded(text)
    rows: dict[str, list[str]] = read_yaml("rules/short_answers.yaml")[topic]
    return [key for key, phrases in rows.items() if any(holds_words(said, phrase) for phrase in phrases)]


def _without_courtesy(said: str) -> str:
    """`iya bu` is `iya`; a courtesy alone (`ya`) stays."""
    words = said.split()
    while len(words) > 1 and words[-1] in spoken.words("questions", "courtesy"):
        words.pop()
    return " ".join(words)


@cache
def _single_words(kind: str) -> frozenset[str]:
    return frozenset(word for phrase in _words(kind) for word in phrase.split())


@cache
def _words(kind: str) -> frozenset[str]:
    return frozenset(map(folded, read_yaml("rules/short_answers.yaml")[kind]))

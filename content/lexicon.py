"""Loads content/understanding/: how words are read, and which concepts they stand for."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from content.yaml_files import CONTENT, ContentError, read_yaml

FILES = ("spellings", "concepts")
ASPECT = "aspect"
_ANY_PRODUCT = "produk"
_ITS = "nya"  # biayanya: its cost


@dataclass(frozen=True)
class Spellings:
    """`words`: one word read as another; `phrases` finds several words that `terms` reads as one term."""

    words: Mapping[str, str]
    phrases: re.Pattern[str]
    terms: Mapping[str, str]


@dataclass(frozen=True)
class Concepts:
    """Which concepts a word, or a run of words, stands for. The names of concepts that are asked of a thing are
    `aspects`; all others are things. Beside a thing that leads, a product that yields is no more than a product."""

    by_words: Mapping[tuple[str, ...], tuple[str, ...]]
    aspects: frozenset[str]
    leading: frozenset[str]
    yielding: frozenset[str]
    longest: int

    def found_in(self, words: Sequence[str]) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """(things, aspects) in these plain words, each once, in their order."""
        found: dict[str, None] = {}
        for at, word in enumerate(words):
            for size in range(1, min(self.longest, len(words) - at) + 1):
                found.update(dict.fromkeys(self.by_words.get(tuple(words[at : at + size]), ())))
            if word.endswith(_ITS) and (word,) not in self.by_words:
                found.update(dict.fromkeys(self.by_words.get((word.removesuffix(_ITS),), ())))
        aspects = tuple(name for name in found if name in self.aspects)
        return tuple(name for name in found if name not in self.aspects), aspects

    def without_yielding(self, words: Sequence[str]) -> list[str]:
        """The words, with a product that yields read as `produk` where something that leads is named."""
        if not self.leading.intersection(self.found_in(words)[0]):
            return list(words)
        kept: list[str] = []
        at = 0
        while at < len(words):
            size = self._yields_at(words, at)
            kept.append(_ANY_PRODUCT if size else words[at])
            at += size or 1
        return kept

    def _yields_at(self, words: Sequence[str], at: int) -> int:
        """How many words from here name a product that yields, the longest name first; 0 when none does."""
        for size in range(min(self.longest, len(words) - at), 0, -1):
            if self.yielding.intersection(self.by_words.get(tuple(words[at : at + size]), ())):
                return size
        return 0


@cache
def spellings() -> Spellings:
    """How words are read; raises ContentError when the file is not as it must be."""
    rows = read_yaml("understanding/spellings.yaml")
    terms = {f" {phrase} ": f" {term} " for phrase, term in _texts(rows["phrases"])}
    longest_first = sorted(terms, key=len, reverse=True)
    return Spellings(dict(_texts(rows["words"])), re.compile("|".join(map(re.escape, longest_first)) or r"(?!)"), terms)


def _texts(rows: Mapping[object, object]) -> Iterable[tuple[str, str]]:
    for said, meant in rows.items():
        if not isinstance(said, str) or not isinstance(meant, str):
            raise ContentError(f"spellings.yaml: {said!r}: {meant!r} must be in quotes")
        yield said, meant


@cache
def concepts() -> Concepts:
    """The concepts; raises ContentError when the file is not as it must be."""
    by_words: dict[tuple[str, ...], list[str]] = {}
    marked: dict[str, set[str]] = {mark: set() for mark in ("leads", "yields")}
    aspects = set()
    for name, row in read_yaml("understanding/concepts.yaml").items():
        if row["kind"] == ASPECT:
            aspects.add(name)
        for mark, names in marked.items():
            names.update({name} if row.get(mark) else ())
        for said in (*row.get("words", ()), *row.get("phrases", ())):
            if not isinstance(said, str):
                raise ContentError(f"concepts.yaml: {name}: {said!r} must be in quotes")
            by_words.setdefault(tuple(said.split()), []).append(name)
    longest = max(map(len, by_words), default=1)
    read = {words: tuple(names) for words, names in by_words.items()}
    return Concepts(read, frozenset(aspects), frozenset(marked["leads"]), frozenset(marked["yields"]), longest)


def lexicon_text() -> str:
    """All files as they stand, to tell one lexicon from another."""
    return "\n".join((CONTENT / "understanding" / f"{name}.yaml").read_text(encoding="utf-8") for name in FILES)

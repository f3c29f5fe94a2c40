"""Patterns of words: each name is a kind of word (see words.py).

`a|b` is either, `a=b` only with this value, `a?` may be there or not, `!a` must not follow.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

from services.reading.moments.found import Found
from services.reading.moments.words import Word

Said = dict[str, Word]
"""The words that a pattern took, by kind; the second and third of a kind have `2` and `3` behind its name."""
Put = Callable[[Found, Said], None]


class Rule(NamedTuple):
    """A pattern, and what is done with the words that it took."""

    pattern: tuple[str, ...]
    put: Put


def rule(pattern: str, put: Put) -> Rule:
    """A rule from its pattern in one line."""
    return Rule(tuple(pattern.split()), put)


def mark(name: str) -> Put:
    """Says only that something of this name was there."""

    def put(found: Found, said: Said) -> None:
        setattr(found, name, True)

    return put


def take(found: Found, rules: Sequence[Rule], words: Sequence[Word], at: int) -> int:
    """How many words from here the first rule that fits takes; a word that no rule takes says nothing."""
    for pattern, put in rules:
        said, size = _fits(pattern, words, at)
        if size:
            put(found, said)
            return size
    return 1


def _fits(pattern: Sequence[str], words: Sequence[Word], start: int) -> tuple[Said, int]:
    said: Said = {}
    at = start
    for wanted in pattern:
        word = words[at] if at < len(words) else None
        fits = word is not None and any(_is(word, kind) for kind in wanted.strip("!?").split("|"))
        if wanted.startswith("!"):
            if fits:
                return {}, 0
        elif fits and word is not None:
            said[_free_name(said, word.kind)] = word
            at += 1
        elif not wanted.endswith("?"):
            return {}, 0
    return said, at - start


def _is(word: Word, wanted: str) -> bool:
    kind, _, value = wanted.partition("=")
    return word.kind == kind and value in ("", word.value)


def _free_name(said: Said, kind: str) -> str:
    return next(name for name in (kind, f"{kind}2", f"{kind}3") if name not in said)

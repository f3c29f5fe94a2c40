"""Makes what people type comparable: spelling repaired, words brought to their stems, concepts named.

Stems by PySastrawi (the algorithm of Nazief and Adriani with the changes of Asian and others).
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import Any

from Sastrawi.Stemmer.StemmerFactory import StemmerFactory

from content import lexicon
from services.reading.folding import folded

_DIGITS_APART = re.compile(r"(?<=[a-z]{2})(?=\d)|(?<=\d)(?=[a-z]{2})")
_KEPT = 20_000  # all that is learnt from, so that learning anew reads only what is new
_MOST_STEMS = 50_000  # people also type what is no word

known_stems: dict[str, str] = {}
"""The stems found so far. An index brings along those it was learnt with: to find them takes longer than to learn."""


@lru_cache(maxsize=_KEPT)
def repaired(text: str) -> str:
    """Small letters and single spaces, with abbreviations, dialect and usual misspellings read as plain words."""
    words = lexicon.spellings().words
    said = " ".join(words.get(word, word) for word in _DIGITS_APART.sub(" ", folded(text)).split())
    return f" {lexicon.spellings().phrases.sub(_plain_term, f' {said} ')} ".strip()


def _plain_term(found: re.Match[str]) -> str:
    return lexicon.spellings().terms[found[0]]


def stem(word: str) -> str:
    """The stem of one plain word, such as `kemas` of `pengemasan`."""
    found = known_stems.get(word)
    if found is None:
        found = str(_stemmer().stem(word))
        if len(known_stems) < _MOST_STEMS:
            known_stems[word] = found
    return found


@cache
def _stemmer() -> Any:
    return StemmerFactory().create_stemmer(isDev=False)


def stems(text: str) -> list[str]:
    """The stems of a text after repair, in its order."""
    return [stem(word) for word in repaired(text).split()]

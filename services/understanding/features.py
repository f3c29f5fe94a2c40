"""What the rankers look at in a text: pieces of its words, and its stems and concepts."""

from __future__ import annotations

from functools import lru_cache
from itertools import pairwise

from content import lexicon
from services.understanding.words import repaired, stem

_SHORTEST_PIECE, _LONGEST_PIECE = 3, 4
_KEPT = 20_000  # all that is learnt from: both rankers read it, and the next learning reads only what is new


@lru_cache(maxsize=_KEPT)
def _heard(text: str) -> tuple[str, ...]:
    """The plain words of a text. Beside a permit an everyday product says nothing of what is asked."""
    return tuple(lexicon.concepts().without_yielding(repaired(text).split()))


def pieces(text: str) -> list[str]:
    """All pieces of 3 and 4 letters of each word, its borders marked by a space (2 to 5 is no better, and slower)."""
    found = []
    for word in _heard(text):
        bordered = f" {word} "
        for size in range(_SHORTEST_PIECE, _LONGEST_PIECE + 1):
            found += [bordered[at : at + size] for at in range(max(1, len(bordered) - size + 1))]
    return found


def concept_features(text: str) -> list[str]:
    """The stems, each two neighbours, the concepts they stand for, and each thing with each aspect that is asked of it.

    Most questions have two parts: a thing (P-IRT, a label, chips) and what is asked of it (cost, papers, how long).
    """
    words = _heard(text)
    found = [stem(word) for word in words]
    found += [f"{first} {second}" for first, second in pairwise(found)]
    things, aspects = lexicon.concepts().found_in(words)
    found += [f"#{concept}" for concept in (*things, *aspects)]
    found += [f"#{thing} #{aspect}" for thing in things for aspect in aspects]
    return found

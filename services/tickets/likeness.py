"""Whether two questions ask the same, so that one answer does for both.

Compared are the words that tell what a question is about, repaired, in any order (rapidfuzz `token_set_ratio`). That
measure forgives whatever only one side says, so more is asked:

- each side has at least two such words and at most 40, and the longer at most half as many again as the shorter;
- not both sides say something that the other has no word like: `label amplang` and `label sambal` are two questions.

A wrong join costs a member of staff one press ("Pisahkan"), a missed one costs a second answer; but a wrong answer
sent to many costs most, so the thresholds lean to missing. The table in its test shows where they stand.
"""

from __future__ import annotations

from functools import cache

from rapidfuzz import fuzz

from content import spoken
from services.understanding.words import repaired

SAME_SCORE = 85
SAME_WORD_SCORE = 75
FEWEST_WORDS = 2
MOST_WORDS = 40
MOST_TIMES_LONGER = 1.5


def likeness(one: str, other: str) -> float:
    """0 to 100; 0 for what is too short, too different in length, or about two things."""
    words, others = telling_words(one), telling_words(other)
    shorter, longer = sorted((len(words), len(others)))
    if shorter < FEWEST_WORDS or longer > min(MOST_WORDS, MOST_TIMES_LONGER * shorter):
        return 0.0
    if _has_own(words, others) and _has_own(others, words):
        return 0.0
    return float(fuzz.token_set_ratio(" ".join(words), " ".join(others)))


def is_same_question(one: str, other: str) -> bool:
    """Whether one answer does for both."""
    return likeness(one, other) >= SAME_SCORE


def telling_words(text: str) -> list[str]:
    """The words of a text that tell what it is about, each once, spelt as in full: `brp` and `berapa` are one word."""
    return [word for word in dict.fromkeys(repaired(text).split()) if word not in _silent()]


def _has_own(words: list[str], others: list[str]) -> bool:
    """Whether a word has none like it on the other side."""
    return any(max(fuzz.ratio(word, other) for other in others) < SAME_WORD_SCORE for word in words)


@cache
def _silent() -> frozenset[str]:
    return spoken.words("questions", "courtesy") | spoken.words("questions", "saying_nothing")

"""Tells a question from an answer, so that `pirt itu apa bu?` does not become the name of a business."""

from __future__ import annotations

from content import spoken
from services.reading.folding import folded, holds_words

_LONGEST_NAME_WORDS = 4


def looks_like_question(text: str) -> bool:
    """Whether a text that was given as a name or a place is rather a question to the office."""
    said = folded(text)
    if not said:
        return False  # signs alone (`???`) ask nothing that could be answered; the question's own refusal says more
    if _is_written_as_name(text) and "?" not in text:
        return False
    rest = _without_idioms(said)
    words = rest.split()
    if _asks_inside(rest):
        return True
    if _begins_as_question(rest, words) or _ends_as_question(words):
        return True
    return text.rstrip().endswith("?") and bool(rest)


def _is_written_as_name(text: str) -> bool:
    """`Kapan Lagi Cake`, `Apa Kata Ibu`: each word with a capital, as people write names and rarely questions."""
    words = text.split()
    capitals = [word for word in words if word[:1].isupper() and word[1:] == word[1:].lower()]
    return 2 <= len(words) <= _LONGEST_NAME_WORDS and len(capitals) == len(words) and not _asks_inside(folded(text))


def _without_idioms(said: str) -> str:
    for idiom in spoken.longest_first("questions", "idioms"):
        if holds_words(said, idiom):
            said = f" {said} ".replace(f" {idiom} ", " ").strip()
    return said


def _asks_inside(said: str) -> bool:
    return any(holds_words(said, phrase) for phrase in spoken.words("questions", "anywhere"))


def _begins_as_question(said: str, words: list[str]) -> bool:
    if any(f"{said} ".startswith(f"{phrase} ") for phrase in spoken.words("questions", "first_phrases")):
        return True
    after_courtesy = list(words)
    while after_courtesy and after_courtesy[0] in spoken.words("questions", "courtesy"):
        after_courtesy.pop(0)
    return len(after_courtesy) > 1 and after_courtesy[0] in spoken.words("questions", "first_words")


def _ends_as_question(words: list[str]) -> bool:
    left = list(words)
    while left and left[-1] in spoken.words("questions", "courtesy"):
        left.pop()
    return len(left) > 1 and left[-1] in spoken.words("questions", "last_words")

"""`biayanya brp?` after an answer on P-IRT asks for its cost: a short question borrows the thing last spoken of."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from content import lexicon
from content.answers.document import FaqDocument
from services.understanding.confidence import Calibration, Ranked, rank
from services.understanding.index import Index
from services.understanding.outcome import Candidate
from services.understanding.words import repaired

_MOST_WORDS = 6
_REFERS_BACK = re.compile(r"\b\w{3,}nya\b|\b(itu|tadi|tersebut|terus|lalu|trus|kalau gitu|selanjutnya)\b")
_SPOKEN_CATEGORIES = {"bpom": "bpom md"} | {
    name: name for name in ("pirt", "halal", "sni", "label", "merek", "kemasan")
}
_LESS_SURE_BY = 0.7
"""Inside a thread the thing is known, so a smaller chance is enough."""
_CLOSE = 0.8
"""Scores nearer than this are as good as equal."""


@dataclass(frozen=True)
class Thread:
    """What was just spoken of, and all answers."""

    last_topic: str
    documents: Mapping[str, FaqDocument]

    @property
    def near(self) -> frozenset[str]:
        """The topics a follow-up may lead to: the same one, those of its category, and its related ones."""
        last = self.documents[self.last_topic]
        same = {key for key, document in self.documents.items() if document.category == last.category}
        return frozenset({self.last_topic, *last.related, *same})

    @property
    def thing(self) -> str:
        """What is spoken of: the category where people call it so, else the first thing named in the title."""
        last = self.documents[self.last_topic]
        if last.category in _SPOKEN_CATEGORIES:
            return _SPOKEN_CATEGORIES[last.category]
        things, _ = lexicon.concepts().found_in(repaired(last.title["id"]).split())
        return things[0].replace("-", " ") if things else last.title["id"]


def is_follow_up(text: str) -> bool:
    """Whether a message is short and either refers back, or asks without naming a thing of its own."""
    words = repaired(text).split()
    if len(words) > _MOST_WORDS:
        return False
    things, aspects = lexicon.concepts().found_in(words)
    return not things and (bool(aspects) or bool(_REFERS_BACK.search(text.lower())))


def continued(index: Index, limits: Calibration, text: str, thread: Thread) -> tuple[Candidate, ...] | None:
    """The topics near the thread that a follow-up means, the likeliest first; None when it is none, or is unclear."""
    if not is_follow_up(text):
        return None
    ranked = rank(index, f"{text} {thread.thing}")
    chance = limits.chance(ranked.signs)
    near = [key for key, _ in ranked.topics if key in thread.near]
    if not near or near[0] != ranked.topics[0][0] or chance < limits.sure_from * _LESS_SURE_BY:
        return None
    if near[0] == thread.last_topic and len(near) > 1 and _is_close(ranked):
        near = near[1:]  # what was just told is hardly what is asked next
    return tuple(Candidate(key, chance) for key in near[:3])


def _is_close(ranked: Ranked) -> bool:
    return ranked.topics[0][1] - ranked.topics[1][1] < _CLOSE

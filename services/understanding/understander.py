"""Takes a message: which topic, which small talk, or none of ours. One for a process, renewed while it runs."""

from __future__ import annotations

import threading
import unicodedata
from collections import OrderedDict
from collections.abc import Collection, Mapping

from content.answers.document import FaqDocument
from services.understanding.confidence import Calibration, Ranked, calibration, rank
from services.understanding.follow_up import Thread, continued, is_follow_up
from services.understanding.index import Index, told_apart
from services.understanding.outcome import Candidate, Understanding, Understood
from services.understanding.urgency import urgent_kind
from services.understanding.words import repaired

TALK_KINDS = frozenset(
    {"_salam", "_terima_kasih", "_obrolan", "_hinaan", "_emoji", "_acak", "_iya_tidak", "_minta_petugas"}
)
"""Kinds of messages without a topic that get a human word instead of `not ours`."""
_KEPT = 256
_AS_TAUGHT = 0.99
"""How sure a question is that stands among the ways of asking, word for word."""
_SHOWN = 3


class Understander:
    """Understands with the index it was last given. Safe to be used from several threads."""

    def __init__(self, index: Index, documents: Mapping[str, FaqDocument], limits: Calibration | None = None) -> None:
        self._index, self._documents = index, documents
        self._limits = limits or calibration()
        self._lock = threading.Lock()
        self._ranked: OrderedDict[str, Ranked] = OrderedDict()

    @property
    def stamp(self) -> str:
        """Which answers this understands, see index.stamp_of."""
        return self._index.stamp

    @property
    def documents(self) -> Mapping[str, FaqDocument]:
        """The answers this understands, by key."""
        return self._documents

    def understand(self, text: str, last_topic: str | None = None) -> Understood:
        """What is meant; `last_topic` is the key of what the same person was just told about."""
        if not repaired(text):
            is_picture = any(unicodedata.category(sign) == "So" for sign in text)
            return Understood(Understanding.TALK, (), "_emoji" if is_picture else "_acak")
        ranked = self.ranked(text)
        candidates = self._candidates(ranked)[:_SHOWN]
        if (urgency := urgent_kind(text)) is not None:
            return Understood(Understanding.URGENT, candidates, urgency)
        if (known := self._known(text)) is not None:
            return Understood(Understanding.SURE, (Candidate(known, _AS_TAUGHT),))
        chance = candidates[0].confidence
        if chance >= self._limits.sure_from:
            return Understood(Understanding.SURE, candidates)
        if last_topic is not None and last_topic in self._documents:
            thread = Thread(last_topic, self._documents)
            if (of_thread := continued(self._index, self._limits, text, thread)) is not None:
                return Understood(Understanding.SURE, of_thread)
        kind, score = ranked.outside
        is_outside = score > ranked.topics[0][1]
        if is_outside and kind in TALK_KINDS:
            return Understood(Understanding.TALK, candidates, kind)
        if is_outside or chance < self._limits.unsure_from:
            return Understood(Understanding.OUTSIDE, candidates, kind)
        return Understood(Understanding.UNSURE, candidates)

    def _known(self, text: str) -> str | None:
        """The topic of a question that stands among the ways of asking; one word alone is too little to go by."""
        asked = told_apart(text)
        return self._index.asked.get(asked) if " " in asked else None

    def ranked(self, text: str) -> Ranked:
        """The topics of a text. The last few hundred are remembered: a worker ranks what waits before it takes the
        write lock, and its handler finds it done."""
        with self._lock:
            found = self._ranked.get(text)
        if found is None:
            found = rank(self._index, text)
            with self._lock:
                self._ranked[text] = found
                while len(self._ranked) > _KEPT:
                    self._ranked.popitem(last=False)
        return found

    def others(self, text: str, without: Collection[str], given: str) -> tuple[Candidate, ...]:
        """The next likeliest topics that are not among these; `given` is the one that did not fit, of whose thing
        a follow-up speaks all the same."""
        if given in self._documents and is_follow_up(text):
            thread = Thread(given, self._documents)
            found = self._candidates(self.ranked(f"{text} {thread.thing}"))
            found = tuple(sorted(found, key=lambda one: one.key not in thread.near))
        else:
            found = self._candidates(self.ranked(text))
        return tuple(one for one in found if one.key not in without)[:_SHOWN]

    def _candidates(self, ranked: Ranked) -> tuple[Candidate, ...]:
        """The first topic's chance by the calibration, the others' by how far their scores are behind it."""
        first = ranked.topics[0][1]
        chance = self._limits.chance(ranked.signs)
        return tuple(Candidate(key, chance * 2.0 ** (3.0 * (score - first))) for key, score in ranked.topics)

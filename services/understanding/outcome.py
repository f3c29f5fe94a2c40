"""What the bot makes of a message."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Understanding(StrEnum):
    """The ways a message can be taken."""

    SURE = "sure"
    """One topic: its answer is given."""
    UNSURE = "unsure"
    """Up to three topics: the person is asked which one is meant."""
    OUTSIDE = "outside"
    """None of our topics: said politely, and a person is offered."""
    URGENT = "urgent"
    """Somebody may be harmed: to staff at once, with first advice."""
    TALK = "talk"
    """A greeting, thanks or small talk: a human word."""


@dataclass(frozen=True)
class Candidate:
    """A topic that may be meant. `confidence`: the estimated chance, 0 to 1, that it is the right one."""

    key: str
    confidence: float


@dataclass(frozen=True)
class Understood:
    """How a message was taken. `candidates` are the likeliest topics, best first, whatever the way.

    `what` names the kind of small talk or of urgency (a key of the content), else it is empty.
    """

    way: Understanding
    candidates: tuple[Candidate, ...]
    what: str = ""

    @property
    def confidence(self) -> float:
        """The chance that the first candidate is right; 0 without one."""
        return self.candidates[0].confidence if self.candidates else 0.0

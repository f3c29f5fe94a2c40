"""How sure the bot may be: from the scores of a question to the chance that its likeliest topic is right.

Logistic regression over a few signs (Platt's way, with more signs than the score alone), its numbers fitted by
cross-validation (services/understanding/calibration.py) and kept as content that people can read.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import cache

import numpy as np
from numpy.typing import NDArray

from content.yaml_files import read_yaml
from services.understanding.index import Index
from services.understanding.rankers import Scores

SIGNS = ("score", "ahead_of_second", "ahead_of_third", "ahead_of_outside", "agreement", "known_share", "length")
"""What is looked at: the best topic's score, how far it is ahead of the second and third topic and of the likeliest
kind of outside, the share of rankers that put it first, how much of the text was ever seen, and its length."""


@dataclass(frozen=True)
class Calibration:
    """`weights` of the signs and `bias` of the logistic; from which chance an answer is given at once, and from
    which chance one of three topics is still asked for."""

    weights: tuple[float, ...]
    bias: float
    sure_from: float
    unsure_from: float

    def chance(self, signs: NDArray[np.float64]) -> float:
        """The estimated chance, 0 to 1, that the likeliest topic is right."""
        return 1.0 / (1.0 + math.exp(-float(np.dot(self.weights, signs)) - self.bias))


_MOST_TOPICS = 20  # enough for the topics near a thread to be among them


@cache
def calibration() -> Calibration:
    """The numbers in content/understanding/calibration.yaml."""
    row = read_yaml("understanding/calibration.yaml")
    weights = tuple(float(row["weights"][sign]) for sign in SIGNS)
    return Calibration(weights, float(row["bias"]), float(row["sure_from"]), float(row["unsure_from"]))


@dataclass(frozen=True)
class Ranked:
    """One text, ranked: its likeliest topics with their scores, the likeliest kind of outside, and the signs."""

    topics: tuple[tuple[str, float], ...]
    outside: tuple[str, float]
    signs: NDArray[np.float64]


def rank(index: Index, text: str) -> Ranked:
    """The likeliest topics of a text, best first, and what tells how sure that is."""
    by_ranker = [ranker.scores(text) for ranker in index.rankers]
    scores: Scores = np.sum(by_ranker, axis=0)
    count = len(index.topics)
    order = np.argsort(-scores[:count])
    best = int(order[0])
    outside_at = int(np.argmax(scores[count:])) + count
    second, third = float(scores[order[1]]), float(scores[order[2]])
    top, outside = float(scores[best]), float(scores[outside_at])
    agreeing = sum(int(np.argmax(each[:count])) == best for each in by_ranker) / len(by_ranker)
    length = math.log1p(len(text.split()))
    signs = np.array(
        [top, top - second, top - third, top - outside, agreeing, index.known_share(text), length], dtype=np.float64
    )
    topics = tuple((index.topics[at], float(scores[at])) for at in order[:_MOST_TOPICS])
    return Ranked(topics, (index.outside[outside_at - count], outside), signs)

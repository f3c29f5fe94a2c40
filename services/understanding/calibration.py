"""Finds the numbers of the confidence by cross-validation over the ways of asking, each held out once.

A way was written by somebody else than the others, so a held-out way stands for people the bot has not heard yet.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from sklearn.linear_model import LogisticRegression

from content.answers.document import WAYS_OF_ASKING, FaqDocument
from services.understanding.confidence import SIGNS, Calibration, Ranked, rank
from services.understanding.index import Example, examples_of, learn


@dataclass(frozen=True)
class HeldOut:
    """One example as ranked by an index that has not seen its way. `label` begins with `_` when it is not ours."""

    example: Example
    ranked: Ranked

    @property
    def is_ours(self) -> bool:
        """Whether one of our topics answers it."""
        return not self.example.label.startswith("_")

    @property
    def is_right(self) -> bool:
        """Whether the likeliest topic is the one meant."""
        return self.ranked.topics[0][0] == self.example.label


def held_out(documents: Mapping[str, FaqDocument], progress: Callable[[str], None]) -> list[HeldOut]:
    """Every example, ranked by an index learnt without its way (and without a fifth of what is not ours)."""
    examples = examples_of(documents)
    ways = [way for way in WAYS_OF_ASKING if any(example.way == way for example in examples)]
    found = []
    for number, way in enumerate(ways):
        progress(f"{way} ({number + 1} of {len(ways)})")
        held = {way, f"outside-{number % 5}"}
        index = learn([example for example in examples if example.way not in held])
        found += [HeldOut(one, rank(index, one.text)) for one in examples if one.way in held]
    return found


def calibrated(rows: Sequence[HeldOut], least_refused: float, least_right: float) -> Calibration:
    """The logistic that fits these rows, and the lowest chance from which at least `least_refused` of what is not
    ours is refused and `least_right` of what is answered is right. Raises ValueError when no chance reaches that."""
    signs = np.array([row.ranked.signs for row in rows])
    is_right = np.array([row.is_ours and row.is_right for row in rows])
    is_ours = np.array([row.is_ours for row in rows])
    # What is ours and what is not weigh the same, however many examples there are of each.
    weights = np.where(is_ours, 1.0 / is_ours.sum(), 1.0 / (~is_ours).sum()) * len(rows) / 2
    fitted = LogisticRegression(C=10.0, max_iter=1000).fit(signs, is_right, weights)
    chances = fitted.predict_proba(signs)[:, 1]
    sure_from = _lowest(chances, is_ours, is_right, least_refused, least_right)
    unsure_from = float(np.quantile(chances[~is_ours], 0.6))
    found = Calibration(tuple(fitted.coef_[0]), float(fitted.intercept_[0]), sure_from, min(unsure_from, sure_from))
    assert len(found.weights) == len(SIGNS)
    return found


def _lowest(chances, is_ours, is_right, least_refused: float, least_right: float) -> float:  # type: ignore[no-untyped-def]
    for limit in np.arange(0.30, 0.99, 0.005):
        answered = chances >= limit
        refused = 1.0 - answered[~is_ours].mean()
        right = is_right[answered & is_ours].mean() if (answered & is_ours).any() else 0.0
        if refused >= least_refused and right >= least_right:
            return round(float(limit), 3)
    raise ValueError("no chance refuses and answers well enough: more or better examples are needed")

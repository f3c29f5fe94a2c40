"""The weak rankers that are joined: each a linear classifier over one kind of features of the words.

One-against-the-rest linear support vector machines (scikit-learn's LinearSVC) over TF-IDF weights: pieces of
words carry over typing errors and endings, stems and concepts carry over the words people choose.

Only learning needs scikit-learn. It is imported there and not before: it takes most of a second and more memory
than an index, and a bot that finds its index on the shelf never learns. `prepare` loads it ahead of time.
"""

from __future__ import annotations

import warnings
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from services.understanding.features import concept_features, pieces

Scores = NDArray[np.float32]
Features = Callable[[str], list[str]]

_FEATURES: tuple[tuple[Features, int], ...] = ((pieces, 2), (concept_features, 1))
"""What each ranker looks at, and in how many questions a feature must stand to count."""
_COST = 1.0  # of a wrong side, for LinearSVC
_ENOUGH, _ROUNDS = 0.5, 6
"""When learning stops: to its end it takes half as long again and ranks held-out questions no better."""


@dataclass(frozen=True)
class Ranker:
    """One fitted ranker. `weights` has a row for each known feature and a column for each label."""

    features: Features
    known: Mapping[str, int]
    rarity: NDArray[np.float32]
    weights: NDArray[np.float32]
    bias: NDArray[np.float32]

    def scores(self, text: str) -> Scores:
        """The distance from each label's boundary: a number for each label, larger is likelier.

        The text is weighed as it was when learning: 1 + ln(count), times the rarity, to length one.
        """
        counts = Counter(at for feature in self.features(text) if (at := self.known.get(feature)) is not None)
        if not counts:
            return self.bias
        rows = np.fromiter(counts, np.intp, len(counts))
        weighed = (1.0 + np.log(np.fromiter(counts.values(), np.float32, len(counts)))) * self.rarity[rows]
        found: Scores = (weighed / np.linalg.norm(weighed)).astype(np.float32) @ self.weights[rows] + self.bias
        return found

    def known_share(self, text: str) -> float:
        """Which share of the text's features was ever seen, 0 to 1."""
        features = self.features(text)
        return sum(feature in self.known for feature in features) / len(features) if features else 0.0


def prepare(texts: Sequence[str]) -> None:
    """Loads all that learning needs, by learning next to nothing, and reads what most of it will be learnt from,
    before somebody waits for what is learnt."""
    _learnt((concept_features, 1), ("keripik pisang", "label halal"), (0, 1))
    for text in texts:
        concept_features(text)  # what was read is remembered, and reading takes as long as learning


def _learnt(kind: tuple[Features, int], texts: Sequence[str], labels: Sequence[int]) -> Ranker:
    features, least = kind
    from sklearn.exceptions import ConvergenceWarning
    from sklearn.feature_extraction.text import TfidfVectorizer
    from sklearn.svm import LinearSVC

    weighing = TfidfVectorizer(analyzer=features, sublinear_tf=True, min_df=least, dtype=np.float32)
    warnings.simplefilter("ignore", ConvergenceWarning)  # it is stopped early on purpose
    learnt = LinearSVC(C=_COST, tol=_ENOUGH, max_iter=_ROUNDS, random_state=0)
    learnt.fit(weighing.fit_transform(texts), labels)
    return Ranker(
        features=features,
        known={feature: int(at) for feature, at in weighing.vocabulary_.items()},
        rarity=weighing.idf_.astype(np.float32),
        weights=np.ascontiguousarray(learnt.coef_.T, dtype=np.float32),
        bias=learnt.intercept_.astype(np.float32),
    )


def fit_all(texts: Sequence[str], labels: Sequence[int]) -> tuple[Ranker, ...]:
    """Every ranker, learnt from these texts (with labels numbered from 0) side by side."""
    with ThreadPoolExecutor(len(_FEATURES)) as threads:
        return tuple(threads.map(lambda one: _learnt(one, texts, labels), _FEATURES))

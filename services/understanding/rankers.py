"""The weak rankers that are joined: each a linear classifier over one kind of features of the words.

One-against-the-rest linear support vector machines (scikit-learn's LinearSVC) over TF-IDF weights: pieces of
words carry over typing errors and endings, stems and concepts carry over the words people choose.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor

import numpy as np
from numpy.typing import NDArray
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.svm import LinearSVC

from services.understanding.features import concept_features, pieces

Scores = NDArray[np.float32]

_FEATURES: tuple[tuple[Callable[[str], list[str]], int], ...] = ((pieces, 2), (concept_features, 1))
"""What each ranker looks at, and in how many questions a feature must stand to count."""
_COST = 1.0  # of a wrong side, for LinearSVC; 0.2 to 1 was tried, see docs/decisions


class Ranker:
    """One fitted ranker; `scores` gives a number for each label, larger is likelier."""

    def __init__(self, features: Callable[[str], list[str]], least: int) -> None:
        self._vectorizer = TfidfVectorizer(analyzer=features, sublinear_tf=True, min_df=least, dtype=np.float32)
        self._weights: NDArray[np.float32] = np.empty((0, 0), np.float32)
        self._bias: NDArray[np.float32] = np.empty(0, np.float32)

    def fit(self, texts: Sequence[str], labels: Sequence[int]) -> Ranker:
        """Learns which features speak for which label (numbered from 0)."""
        learnt = LinearSVC(C=_COST, tol=1e-2, max_iter=200).fit(self._vectorizer.fit_transform(texts), labels)
        # A row for each feature, so that a question reads only the rows of its own features.
        self._weights = np.ascontiguousarray(learnt.coef_.T, dtype=np.float32)
        self._bias = learnt.intercept_.astype(np.float32)
        return self

    def scores(self, text: str) -> Scores:
        """The distance from each label's boundary."""
        row = self._vectorizer.transform([text])
        found: Scores = row.data @ self._weights[row.indices] + self._bias
        return found

    def known_share(self, text: str) -> float:
        """Which share of the text's features was ever seen, 0 to 1."""
        features = self._vectorizer.analyzer(text)
        known = sum(feature in self._vectorizer.vocabulary_ for feature in features)
        return known / len(features) if features else 0.0


def fit_all(texts: Sequence[str], labels: Sequence[int]) -> tuple[Ranker, ...]:
    """Every ranker, learnt from these texts side by side."""
    rankers = [Ranker(features, least) for features, least in _FEATURES]
    with ThreadPoolExecutor(len(rankers)) as threads:
        return tuple(threads.map(lambda ranker: ranker.fit(texts, labels), rankers))

"""Sharing out one after the other, the best pair first: what the optimum is compared with. Not used by the bot."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray


def greedy(score: NDArray[np.float64], capacity: NDArray[np.int64]) -> list[tuple[int, int]]:
    """(row, column) pairs: always the best that is left of all."""
    rows, columns = np.nonzero(score)
    left, served, pairs = capacity.copy(), set[int](), []
    for place in np.argsort(-score[rows, columns], kind="stable").tolist():
        row, column = int(rows[place]), int(columns[place])
        if row not in served and left[column] > 0:
            served.add(row)
            left[column] -= 1
            pairs.append((row, column))
    return pairs

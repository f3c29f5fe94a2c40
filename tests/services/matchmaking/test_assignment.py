"""The optimum of a batch: that of trying everything, never below taking the best first, capacities kept."""

from __future__ import annotations

from collections import Counter

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from benchmarks.greedy import greedy
from services.batch_matching import assignment

Case = tuple[NDArray[np.float64], NDArray[np.int64]]


@st.composite
def cases(draw: st.DrawFn, most_rows: int, most_columns: int) -> Case:
    """A score, 0 where a pair is not possible, and capacities."""
    rows, columns = draw(st.integers(0, most_rows)), draw(st.integers(1, most_columns))
    scores = st.lists(st.just(0) | st.integers(1, 100), min_size=columns, max_size=columns)
    score = np.array([draw(scores) for _ in range(rows)], dtype=float).reshape(rows, columns)
    capacity = draw(st.lists(st.integers(0, 3), min_size=columns, max_size=columns))
    return score, np.array(capacity, dtype=np.int64)


def best_by_trying(score: NDArray[np.float64], left: tuple[int, ...], row: int = 0) -> float:
    """The highest total of all ways to share out the rows from this one on."""
    if row == len(score):
        return 0
    best = best_by_trying(score, left, row + 1)
    for column, free in enumerate(left):
        if free and score[row, column] > 0:
            used = (*left[:column], free - 1, *left[column + 1 :])
            best = max(best, float(score[row, column]) + best_by_trying(score, used, row + 1))
    return best


def total(score: NDArray[np.float64], pairs: list[tuple[int, int]]) -> float:
    return sum(float(score[pair]) for pair in pairs)


@settings(deadline=None)
@given(cases(4, 4))
def test_assignment_is_the_best_of_all(case: Case) -> None:
    score, capacity = case
    assert total(score, assignment(score, capacity)) == best_by_trying(score, tuple(capacity.tolist()))


@settings(deadline=None)
@given(cases(12, 8))
def test_assignment_is_never_below_greedy(case: Case) -> None:
    score, capacity = case
    assert total(score, assignment(score, capacity)) >= total(score, greedy(score, capacity))


@settings(deadline=None)
@given(cases(12, 8))
def test_assignment_keeps_what_is_possible(case: Case) -> None:
    score, capacity = case
    pairs = assignment(score, capacity)
    assert [pair for pair in pairs if score[pair] == 0] == []
    assert len({row for row, _ in pairs}) == len(pairs)
    assert [column for column, used in Counter(column for _, column in pairs).items() if used > capacity[column]] == []


def test_assignment_beats_greedy_where_the_best_pair_costs_too_much() -> None:
    score, capacity = np.array([[90.0, 80.0], [85.0, 0.0]]), np.array([1, 1])
    assert greedy(score, capacity) == [(0, 0)]
    assert assignment(score, capacity) == [(0, 1), (1, 0)]

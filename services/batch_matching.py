"""Many requests and many mentors at once, shared out so that all pairs together have the most points there can be.

The pairs are chosen by an exact solver (scipy's linear_sum_assignment) over the score of services.matching, in which
the producer's waiting time counts; a mentor stands there once for each session that is left. A pair that is not
possible counts nothing and is never chosen; every possible one counts, so nobody is left out who could be served
without loss to others. Then each pair gets its hour.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from models import NoMatch
from services.matchmaking.batch_points import Points, points_of
from services.matchmaking.batch_problem import Problem, problem_of

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

__all__ = ["Pair", "Problem", "Solution", "problem_of", "solve"]


@dataclass(frozen=True)
class Pair:
    """A request, the mentor who is proposed for it, and the hour."""

    request_id: int
    mentor_id: int
    score: float
    starts_at: datetime


@dataclass(frozen=True)
class Solution:
    """The pairs, best first, and why the other requests get nobody."""

    pairs: Sequence[Pair]
    unserved: Mapping[int, NoMatch]


def solve(problem: Problem) -> Solution:
    """The best that can be done for all together. Heavy: to be called in a thread, outside of any transaction."""
    if not problem.wanted or not problem.mentor_ids:
        return Solution([], dict.fromkeys(problem.request_ids, NoMatch.NO_TOPIC))
    points = points_of(problem)
    pairs = _with_hours(problem, points, assignment(points.score, points.capacity))
    served = {pair.request_id for pair in pairs}
    reasons = zip(problem.request_ids, points.why, strict=True)
    return Solution(pairs, {request: why for request, why in reasons if request not in served})


def assignment(score: NDArray[np.float64], capacity: NDArray[np.int64]) -> list[tuple[int, int]]:
    """(row, column) pairs with the highest total score: each row once, each column as often as it has capacity."""
    import numpy as np
    from scipy.optimize import linear_sum_assignment

    possible = score > 0
    rows = np.flatnonzero(possible.any(axis=1))
    columns = np.repeat(np.arange(score.shape[1]), np.minimum(capacity, possible.sum(axis=0)))
    chosen = linear_sum_assignment(score[np.ix_(rows, columns)], maximize=True)
    pairs = zip(rows[chosen[0]].tolist(), columns[chosen[1]].tolist(), strict=True)
    return [(row, column) for row, column in pairs if possible[row, column]]


def _with_hours(problem: Problem, points: Points, chosen: Sequence[tuple[int, int]]) -> list[Pair]:
    """Gives each pair its first hour; those with the fewest hours choose first. A pair left without one is left out."""
    diaries, pool = problem.diaries, problem.pool
    limits, taken = dict(diaries.limits), defaultdict[int, set[datetime]](set)
    common = []
    for row, column in chosen:
        wanted, mentor = problem.wanted[row], problem.mentor_ids[column]
        usual = pool.usual_hours(int(pool.at([mentor])[0]))
        hours = diaries.free_starts(mentor, wanted.producer_id, usual, wanted.hours, len(diaries.window.starts))
        common.append((hours, row, column))
    pairs = []
    for hours, row, column in sorted(common, key=lambda found: (len(found[0]), found[1])):
        mentor, producer = problem.mentor_ids[column], problem.wanted[row].producer_id
        both = taken[mentor] | taken[producer]
        start = next((hour for hour in hours if hour not in both and limits[mentor].allow(hour)), None)
        if start is None:
            continue
        limits[mentor] = limits[mentor].with_one_more(start)
        for person in (mentor, producer):
            taken[person].add(start)
        pairs.append(Pair(problem.request_ids[row], mentor, float(points.score[row, column]), start))
    return sorted(pairs, key=lambda pair: (-pair.score, pair.request_id))

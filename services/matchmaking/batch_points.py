"""The points of every pair of a batch at once, and who of the pairs is possible: the score of services.matching."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from content.rules.matching import matching_rules
from models import NoMatch
from services.matchmaking.batch_problem import Problem
from services.matchmaking.pool import bit
from services.matchmaking.score import possible, settled_points
from services.mentoring.booking import quarters
from services.mentors.availability import MEETING_LASTS
from services.mentors.limits import monday_of

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray


@dataclass(frozen=True)
class Points:
    """Rows are requests, columns mentors. `score` is 0 where a pair is not possible."""

    score: NDArray[np.float64]
    capacity: NDArray[np.int64]
    """How many offers a mentor may get at once: what is left of their emptiest week, less offers that wait."""
    why: Sequence[NoMatch]
    """What is told of each request, should it get nobody."""


def points_of(problem: Problem) -> Points:
    """The points of all pairs. Heavy: to be called in a thread."""
    import numpy as np

    rules, pool, at = matching_rules(), problem.pool, problem.pool.at(problem.mentor_ids)
    settled = np.zeros((len(problem.wanted), len(at)))
    fits = np.zeros(settled.shape, dtype=bool)
    for row, (wanted, asked) in enumerate(zip(problem.wanted, problem.asked, strict=True)):
        settled[row] = settled_points(pool, at, wanted, problem.now)
        fits[row] = possible(pool, wanted, asked)[at]
    hours = _Hours(problem, at)
    shared, load = hours.shared(), hours.load()
    many = rules.bounds.many_hours
    score = settled + rules.weights.hours * (np.minimum(shared, many) / many) + rules.weights.load * (1 - load)
    usual = fits & hours.are_shared_usually()
    return Points(
        score=np.where(fits & (shared > 0), score, 0),
        capacity=hours.capacity(),
        why=[_why(problem, row, fits[row].any(), usual[row].any()) for row in range(len(problem.wanted))],
    )


def _why(problem: Problem, row: int, somebody_fits: bool, somebody_usually_can: bool) -> NoMatch:
    pool, wanted = problem.pool, problem.wanted[row]
    if somebody_usually_can:
        return NoMatch.NO_CAPACITY
    if somebody_fits:
        return NoMatch.NO_TIME
    if possible(pool, wanted).any():
        return NoMatch.ASKED
    knows = pool.is_active & ((pool.topics & bit(wanted.topic)) > 0) & (pool.ids != wanted.producer_id)
    return NoMatch.NO_WAY if knows.any() else NoMatch.NO_TOPIC


class _Hours:
    """The free hours of all as matrices: one column for each full hour of the window."""

    def __init__(self, problem: Problem, at: NDArray[np.int64]) -> None:
        import numpy as np

        self._diaries, self._mentors = problem.diaries, problem.mentor_ids
        window = self._diaries.window
        days = [start.astimezone(window.zone).date() for start, _ in window.starts]
        self._days = sorted(set(days))
        self._day_of = np.array([self._days.index(day) for day in days])
        hours = [hour for _, hour in window.starts]
        self._usual = problem.pool.hours[at][:, hours]
        self._room = np.array(
            [[self._diaries.limits[mentor].room_on(day) for day in self._days] for mentor in self._mentors]
        ).reshape(len(self._mentors), len(self._days))
        self._wanted = np.array([[not each.hours or hour in each.hours for hour in hours] for each in problem.wanted])
        self._wanted = self._wanted.reshape(len(problem.wanted), len(hours))
        self._mentors_can = self._usual & (self._room[:, self._day_of] > 0)
        self._producers_can = self._wanted.copy()
        for can, people in (
            (self._mentors_can, self._mentors), (self._producers_can, [each.producer_id for each in problem.wanted])
        ):  # fmt: skip
            for row, person in enumerate(people):
                can[row, self._taken_hours(person)] = False

    def _taken_hours(self, person: int) -> list[int]:
        taken = self._diaries.taken.get(person)
        if not taken:
            return []
        starts = enumerate(self._diaries.window.starts)
        return [at for at, (start, _) in starts if not taken.isdisjoint(quarters(start, start + MEETING_LASTS))]

    def shared(self) -> NDArray[np.int64]:
        """How many free hours each producer shares with each mentor."""
        return _common(self._producers_can, self._mentors_can)

    def are_shared_usually(self) -> NDArray[np.bool_]:
        """Whether they would share any in weeks in which nothing is booked and nobody is away."""
        return _common(self._wanted, self._usual) > 0

    def load(self) -> NDArray[np.float64]:
        """How full the week of the first hour that both can is, 0 to 1."""
        import numpy as np

        found = np.zeros((len(self._producers_can), len(self._mentors_can)))
        mondays = [monday_of(day) for day in self._days]
        for monday in sorted(set(mondays), reverse=True):  # the first week is written last
            columns = np.flatnonzero([mondays[day] == monday for day in self._day_of])
            shared = _common(self._producers_can[:, columns], self._mentors_can[:, columns]) > 0
            start = self._diaries.window.starts[columns[0]][0]
            load = np.array([self._diaries.load_then(mentor, start) for mentor in self._mentors])
            found = np.where(shared, load, found)
        return found

    def capacity(self) -> NDArray[np.int64]:
        """What is left of each mentor's emptiest week, less the offers that wait."""
        import numpy as np

        offers = np.array([self._diaries.offers[mentor] for mentor in self._mentors], dtype=np.int64)
        left: NDArray[np.int64] = np.maximum(0, self._room.max(axis=1, initial=0) - offers)
        return left


def _common(one: NDArray[np.bool_], other: NDArray[np.bool_]) -> NDArray[np.int64]:
    import numpy as np

    counted: NDArray[np.int64] = np.rint(one.astype(np.float32) @ other.astype(np.float32).T).astype(np.int64)
    return counted

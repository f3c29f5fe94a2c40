"""The points of a mentor for a request: who is possible at all, and what speaks for each. Works on the pool alone.

What the pool cannot know, the hours that are still free and the load of the week, is counted at its best in
`could_reach` and settled by `points`.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache
from typing import TYPE_CHECKING, Any

from content.districts import DistrictFacts, district_book
from content.rules.matching import matching_rules
from models import Spoken, Way
from services.districts import distance_km
from services.matchmaking.pool import Pool, bit, place_of
from services.matchmaking.shapes import Wanted
from services.matchmaking.window import Window
from services.week import HOURS

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

_DAY = timedelta(days=1)


@dataclass(frozen=True)
class Candidate:
    """A mentor who may fit. `settled` are the points that cannot change, `could_reach` the most there can be."""

    mentor_id: int
    settled: float
    could_reach: float


def points(settled: float, free_hours: int, load: float) -> float:
    """The score, 0 to 100: `free_hours` are those that both can, `load` says how full the week is, 0 to 1."""
    rules = matching_rules()
    many = rules.bounds.many_hours
    return settled + rules.weights.hours * (min(free_hours, many) / many) + rules.weights.load * (1 - load)


def ranked(pool: Pool, wanted: Wanted, without: Collection[int], window: Window, now: datetime) -> Iterator[Candidate]:
    """Who is possible as far as the pool knows, by what they could reach, best first; of equals the smaller id."""
    import numpy as np

    rules = matching_rules()
    at = np.flatnonzero(possible(pool, wanted, without))
    shared = shared_hours(pool, at, wanted, window)
    at, shared = at[shared > 0], shared[shared > 0]
    settled = settled_points(pool, at, wanted, now)
    many = rules.bounds.many_hours
    could_reach = settled + rules.weights.hours * (np.minimum(shared, many) / many) + rules.weights.load
    for place in np.lexsort((pool.ids[at], -could_reach)).tolist():
        yield Candidate(int(pool.ids[at[place]]), float(settled[place]), float(could_reach[place]))


def possible(pool: Pool, wanted: Wanted, without: Collection[int] = ()) -> NDArray[np.bool_]:
    """Which mentors are in service, have the topic, and meet in this way (and there); never the producer."""
    import numpy as np

    found = pool.is_active & ((pool.topics & bit(wanted.topic)) > 0) & ((pool.ways & bit(wanted.way)) > 0)
    if wanted.way is Way.VISIT:
        found &= (pool.visits & bit(wanted.district_id)) > 0
    return found & ~np.isin(pool.ids, [wanted.producer_id, *without])


def shared_hours(pool: Pool, at: NDArray[np.int64], wanted: Wanted, window: Window) -> NDArray[np.int64]:
    """How many hours of the window each of these mentors shares with the producer by the usual week."""
    import numpy as np

    times = np.zeros(HOURS, dtype=np.float32)
    for hour, count in window.times(wanted.hours).items():
        times[hour] = count
    return (pool.hours[at].astype(np.float32) @ times).astype(np.int64)


def settled_points(pool: Pool, at: NDArray[np.int64], wanted: Wanted, now: datetime) -> NDArray[np.float64]:
    """The points of these mentors for all but free hours and load."""
    import numpy as np

    weights, bounds = matching_rules().weights, matching_rules().bounds
    focus = np.minimum(1, bounds.focused_topics / np.maximum(1, np.bitwise_count(pool.topics[at])))
    found = weights.topic * focus
    found += weights.cluster * (_has(pool.clusters[at], bit(wanted.cluster)) if wanted.cluster else 1)
    found += weights.district * (pool.home[at] == place_of(wanted.district_id))
    found += weights.distance * _nearness(wanted.district_id, wanted.way)[pool.home[at]]
    wish = wanted.language if wanted.language is not Spoken.INDONESIAN else None
    found += weights.language * (_has(pool.languages[at], bit(wish)) if wish else 1)
    found += weights.rating * (stars(pool.rating_sum[at], pool.rating_count[at]) - 1) / 4
    waited = max(0.0, (now - wanted.waiting_since) / _DAY)
    return found + weights.waiting * min(1.0, waited / bounds.full_waiting_days)


def stars(rating_sum: Any, rating_count: Any) -> Any:
    """The mean of the ratings, drawn towards the usual one while there are few; for numbers and for arrays."""
    bounds = matching_rules().bounds
    usual = bounds.usual_stars * bounds.usual_ratings
    return (rating_sum + usual) / (rating_count + bounds.usual_ratings)


@cache
def _nearness(district_id: int, way: Way) -> NDArray[np.float64]:
    """1 (near) to 0 (far) for a mentor of each district of the book, and 0 at the end for one that is not in it."""
    import numpy as np

    book = district_book().districts
    if way is not Way.VISIT:
        return np.ones(len(book) + 1)
    here = place_of(district_id)
    near = [_near(book[here], other) if here >= 0 else 0.0 for other in book]
    return np.array([*near, 0.0])


def _near(one: DistrictFacts, other: DistrictFacts) -> float:
    """Straight over the ground between the districts' middles; a remote one is farther than it looks."""
    bounds = matching_rules().bounds
    times = bounds.remote_times if one.is_remote or other.is_remote else 1
    return max(0.0, 1 - times * distance_km(one.middle, other.middle) / bounds.far_km)


def _has(masks: NDArray[np.int64], wanted: int) -> NDArray[np.bool_]:
    return (masks & wanted) > 0

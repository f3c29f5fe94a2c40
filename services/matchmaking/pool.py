"""The profiles of all mentors as arrays, kept in the process and renewed when a profile has changed.

Matching looks at every mentor for every request; from the tables that would be hundreds of thousands of rows each time.
One cheap question tells whether anything changed; then only the mentors whose `version` differs are read anew. numpy is
loaded when somebody is matched for the first time: a bot that never matches does without.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache, lru_cache, reduce
from operator import or_
from typing import TYPE_CHECKING, Any
from weakref import WeakKeyDictionary

from sqlalchemy import Engine, case, func, select
from sqlalchemy.ext.asyncio import AsyncSession

from content.districts import DistrictFacts, district_book
from models import (
    Mentor,
    MentorCluster,
    MentorDistrict,
    MentorExpertise,
    MentorHour,
    MentorLanguage,
    MentorState,
    MentorWay,
)
from services.week import HOURS

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

Stamp = tuple[Any, ...]
_READ_AT_ONCE = 500
"""Mentors asked for by their ids; when more than that have changed, everybody's rows are read."""


@dataclass(frozen=True)
class Pool:
    """One element of each array for one mentor, by rising id. Sets are bit masks: see `bit`."""

    stamp: Stamp
    ids: NDArray[np.int64]
    versions: NDArray[np.int64]
    is_active: NDArray[np.bool_]
    home: NDArray[np.int64]
    """The district, by its place in the book."""
    rating_sum: NDArray[np.int64]
    rating_count: NDArray[np.int64]
    topics: NDArray[np.int64]
    clusters: NDArray[np.int64]
    ways: NDArray[np.int64]
    languages: NDArray[np.int64]
    visits: NDArray[np.int64]
    hours: NDArray[np.bool_]
    """One row of 168 hours of the week for each mentor."""

    def usual_hours(self, at: int) -> frozenset[int]:
        """The hours of the week of the mentor at this place."""
        return frozenset(self.hours[at].nonzero()[0].tolist())

    def has(self, mentor_id: int) -> bool:
        """Whether somebody is a mentor at all."""
        return bool((self.ids == mentor_id).any())

    def at(self, mentor_ids: Sequence[int]) -> NDArray[np.int64]:
        """Where these mentors, who are in the pool, stand in the arrays."""
        found: NDArray[np.int64] = self.ids.searchsorted(mentor_ids)
        return found


_SETS = {
    "topics": (MentorExpertise.mentor_id, MentorExpertise.topic),
    "clusters": (MentorCluster.mentor_id, MentorCluster.cluster),
    "ways": (MentorWay.mentor_id, MentorWay.way),
    "languages": (MentorLanguage.mentor_id, MentorLanguage.language),
    "visits": (MentorDistrict.mentor_id, MentorDistrict.district_id),
}
_pools: WeakKeyDictionary[Engine, Pool] = WeakKeyDictionary()

_m = Mentor.__table__.c
_stamp = select(
    func.count(),
    func.sum(_m.version),
    func.sum(case((_m.state == MentorState.ACTIVE, _m.person_id), else_=0)),
    func.sum(_m.rating_count),
    func.sum(_m.rating_sum),
)
_rows = select(_m.person_id, _m.version, _m.state, _m.district_id, _m.rating_sum, _m.rating_count).order_by(
    _m.person_id
)


@lru_cache(maxsize=None, typed=True)
def bit(value: StrEnum | int) -> int:
    """The bit of a topic, cluster, way, language, or district (by its id) in its mask; 0 for an unknown district."""
    if isinstance(value, StrEnum):
        return 1 << list(type(value)).index(value)
    place = place_of(value)
    return 1 << place if place >= 0 else 0


@cache
def place_of(district_id: int) -> int:
    """Where a district stands in the book; -1 for one that is not in it (any more)."""
    return next((at for at, row in enumerate(district_book().districts) if row.id == district_id), -1)


def district_at(place: int) -> DistrictFacts | None:
    """The district at a place in the book."""
    return district_book().districts[place] if place >= 0 else None


async def pool_of(session: AsyncSession) -> Pool:
    """The pool as the database has it now."""
    connection = (await session.connection()).sync_connection
    assert connection is not None
    stamp: Stamp = tuple((await session.execute(_stamp)).one())
    pool = _pools.get(connection.engine)
    if pool is None or pool.stamp != stamp:
        _pools[connection.engine] = pool = await _renewed(session, pool, stamp)
    return pool


async def _renewed(session: AsyncSession, before: Pool | None, stamp: Stamp) -> Pool:
    import numpy as np

    rows = (await session.execute(_rows)).all()
    pool = _without_sets(rows, stamp)
    changed = np.ones(len(rows), dtype=bool)
    if before is not None and len(before.ids):
        at = np.minimum(np.searchsorted(before.ids, pool.ids), len(before.ids) - 1)
        changed = (before.ids[at] != pool.ids) | (before.versions[at] != pool.versions)
        for name in (*_SETS, "hours"):
            getattr(pool, name)[~changed] = getattr(before, name)[at[~changed]]
    only = pool.ids[changed].tolist()
    for name, (mentor_id, value) in _SETS.items():
        found = await _read(session, mentor_id, value, only)
        getattr(pool, name)[pool.at(list(found))] = [_mask(values) for values in found.values()]
    for mentor, hours in (await _read(session, MentorHour.mentor_id, MentorHour.hour_of_week, only)).items():
        pool.hours[pool.at([mentor]), hours] = True
    return pool


def _mask(values: Sequence[StrEnum | int]) -> int:
    return reduce(or_, map(bit, values))


async def _read(session: AsyncSession, mentor_id: Any, value: Any, only: Sequence[int]) -> dict[int, list[Any]]:
    """{mentor: values} of these mentors."""
    query = select(mentor_id, value)
    if len(only) <= _READ_AT_ONCE:
        query = query.where(mentor_id.in_(only))
    known, found = frozenset(only), defaultdict(list)
    for mentor, one in await session.execute(query):
        if mentor in known:
            found[mentor].append(one)
    return found


def _without_sets(rows: Sequence[Any], stamp: Stamp) -> Pool:
    import numpy as np

    def whole(values: Sequence[int]) -> NDArray[np.int64]:
        return np.array(values, dtype=np.int64)

    nothing = np.zeros(len(rows), dtype=np.int64)
    return Pool(
        stamp=stamp,
        ids=whole([row.person_id for row in rows]),
        versions=whole([row.version for row in rows]),
        is_active=np.array([row.state is MentorState.ACTIVE for row in rows], dtype=bool),
        home=whole([place_of(row.district_id) for row in rows]),
        rating_sum=whole([row.rating_sum for row in rows]),
        rating_count=whole([row.rating_count for row in rows]),
        topics=nothing,
        clusters=nothing.copy(),
        ways=nothing.copy(),
        languages=nothing.copy(),
        visits=nothing.copy(),
        hours=np.zeros((len(rows), HOURS), dtype=bool),
    )

"""Which mentors fit a request, and why: a documented score, with weights from content/rules/matching.yaml.

The page docs/reference/matching.md explains it. First everybody who cannot be is left out, and the best that each of
the others could reach is reckoned from the pool of profiles; then, best first, the free hours and the load are read
from the database until nobody left could still do better. So the answer is that of looking at everybody.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime
from itertools import islice
from zoneinfo import ZoneInfo

from sqlalchemy.ext.asyncio import AsyncSession

from content.rules.matching import matching_rules
from services.matchmaking.common_hours import diaries_of
from services.matchmaking.pool import Pool, pool_of
from services.matchmaking.reasons import helped_businesses, reasons_for
from services.matchmaking.score import Candidate, points, ranked
from services.matchmaking.shapes import Reason, Suggestion, Wanted
from services.matchmaking.window import Window

__all__ = ["MOST_SUGGESTED", "Reason", "Suggestion", "Wanted", "reasons_of", "suggest"]

MOST_SUGGESTED = 3
_LOOKED_AT = 16
"""How many candidates are looked at closely at a time."""


async def suggest(
    session: AsyncSession,
    wanted: Wanted,
    now: datetime,
    zone: ZoneInfo,
    *,
    without: Collection[int] = (),
    most: int = MOST_SUGGESTED,
) -> list[Suggestion]:
    """The best active mentors with a free common hour, best first; nobody of `without`, and never the producer."""
    if most < 1:
        return []
    window, pool = Window.after(now, zone), await pool_of(session)
    candidates = ranked(pool, wanted, without, window, now)
    best: list[tuple[float, int, datetime]] = []
    while some := list(islice(candidates, _LOOKED_AT)):
        if len(best) == most and some[0].could_reach < best[-1][0]:
            break
        best = sorted([*best, *await _settled(session, pool, some, wanted, window)], key=lambda f: (-f[0], f[1]))
        best = best[:most]
    helped = await helped_businesses(session, [mentor for _, mentor, _ in best], wanted.cluster)
    return [
        Suggestion(mentor, score, reasons_for(pool, mentor, wanted, helped.get(mentor, 0), starts), starts)
        for score, mentor, starts in best
    ]


async def reasons_of(session: AsyncSession, wanted: Wanted, mentor_id: int, starts_at: datetime) -> tuple[Reason, ...]:
    """What speaks for one mentor at this hour; nothing for somebody who is none."""
    pool = await pool_of(session)
    if not pool.has(mentor_id):
        return ()
    helped = await helped_businesses(session, [mentor_id], wanted.cluster)
    return reasons_for(pool, mentor_id, wanted, helped.get(mentor_id, 0), starts_at)


async def _settled(
    session: AsyncSession, pool: Pool, some: Sequence[Candidate], wanted: Wanted, window: Window
) -> list[tuple[float, int, datetime]]:
    """(score, mentor, first hour) of those who have a free hour."""
    ids = [each.mentor_id for each in some]
    diaries = await diaries_of(session, ids, [wanted.producer_id], window)
    many, found = matching_rules().bounds.many_hours, []
    for each, at in zip(some, pool.at(ids).tolist(), strict=True):
        mentor, usual = each.mentor_id, pool.usual_hours(at)
        if free := diaries.free_starts(mentor, wanted.producer_id, usual, wanted.hours, many):
            score = points(each.settled, len(free), diaries.load_then(mentor, free[0]))
            found.append((score, mentor, free[0]))
    return found

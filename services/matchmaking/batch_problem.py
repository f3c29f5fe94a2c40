"""What a batch is made of: the requests that wait, the mentors in service, their diaries, and the points of each pair.

Read in one go; after that nothing here needs the database, so that the reckoning can run in a thread.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from models import HelpRequest, Offer, RequestHour, RequestState
from services.matchmaking.common_hours import Diaries, diaries_of
from services.matchmaking.pool import Pool, pool_of
from services.matchmaking.shapes import Wanted
from services.matchmaking.window import Window

MOST_REQUESTS = 2_000
WAITS = (RequestState.WAITING, RequestState.STAFF)


@dataclass(frozen=True)
class Problem:
    """Requests by how long they wait, the longest first; mentors by id."""

    now: datetime
    pool: Pool
    diaries: Diaries
    request_ids: Sequence[int]
    wanted: Sequence[Wanted]
    asked: Sequence[frozenset[int]]
    """Who was asked about each request before, and is not asked again."""
    mentor_ids: Sequence[int]


async def problem_of(session: AsyncSession, now: datetime, zone: ZoneInfo) -> Problem:
    """Everything that waits now, the oldest MOST_REQUESTS of it."""
    pool, window = await pool_of(session), Window.after(now, zone)
    r = HelpRequest
    query = (
        select(r.id, r.producer_id, r.topic, r.cluster, r.district_id, r.way, r.language, r.opened_at)
        .where(r.state.in_(WAITS))
        .order_by(r.opened_at, r.id)
        .limit(MOST_REQUESTS)
    )
    rows = (await session.execute(query)).all()
    ids = [row.id for row in rows]
    hours, asked = defaultdict(set), defaultdict(set)
    h, o = RequestHour, Offer
    for request, hour in await session.execute(select(h.request_id, h.hour_of_week).where(h.request_id.in_(ids))):
        hours[request].add(hour)
    for request, mentor in await session.execute(select(o.request_id, o.mentor_id).where(o.request_id.in_(ids))):
        asked[request].add(mentor)
    mentors = pool.ids[pool.is_active].tolist()
    return Problem(
        now=now,
        pool=pool,
        diaries=await diaries_of(session, mentors, {row.producer_id for row in rows}, window),
        request_ids=ids,
        wanted=[
            Wanted(
                row.producer_id,
                row.topic,
                row.cluster,
                row.district_id,
                row.way,
                frozenset(hours[row.id]),
                row.language,
                row.opened_at,
            )
            for row in rows
        ],
        asked=[frozenset(asked[request]) for request in ids],
        mentor_ids=mentors,
    )

"""The free hours that a producer shares with each of many mentors: services.mentors.availability for many at once.

An hour that is being offered to a mentor, or to the producer, counts as taken until there is an answer.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import bindparam, select
from sqlalchemy.ext.asyncio import AsyncSession

from models import BookedQuarter, HelpRequest, Offer, OfferState
from services.matchmaking.window import Window
from services.mentoring.booking import quarters
from services.mentors.availability import MEETING_LASTS
from services.mentors.limits import Limits, limits_of_all

OPEN_OFFERS = (OfferState.WAITING, OfferState.COUNTERED)

# Built once, on the tables: see services.mentors.limits.
_q, _r, _o = BookedQuarter.__table__.c, HelpRequest.__table__.c, Offer.__table__.c
_booked = select(_q.person_id, _q.quarter).where(
    _q.person_id.in_(bindparam("people", expanding=True)),
    _q.quarter >= bindparam("from"),
    _q.quarter < bindparam("until"),
)
_to_mentors = select(_o.mentor_id, _o.starts_at).where(
    _o.mentor_id.in_(bindparam("mentors", expanding=True)), _o.state.in_(OPEN_OFFERS)
)
_for_producers = select(_r.producer_id, _o.starts_at).where(
    _r.producer_id.in_(bindparam("producers", expanding=True)), _r.id == _o.request_id, _o.state.in_(OPEN_OFFERS)
)


@dataclass(frozen=True)
class Diaries:
    """What stands in the way of sessions in a window: limits of mentors, and who is taken in which quarter."""

    window: Window
    limits: Mapping[int, Limits]
    offers: Counter[int]
    """How many offers each mentor has to answer."""
    taken: Mapping[int, frozenset[int]]

    def free_starts(
        self, mentor_id: int, producer_id: int, usual: Collection[int], wanted: Collection[int], most: int
    ) -> list[datetime]:
        """The first hours that both can; `usual` are the mentor's hours of the week, `wanted` those of the producer."""
        none: frozenset[int] = frozenset()
        taken = self.taken.get(mentor_id, none) | self.taken.get(producer_id, none)
        common = frozenset(usual).intersection(wanted) if wanted else frozenset(usual)
        found: list[datetime] = []
        for start, hour in self.window.starts:
            if len(found) == most:
                break
            if hour not in common or not taken.isdisjoint(quarters(start, start + MEETING_LASTS)):
                continue
            if self.limits[mentor_id].allow(start):
                found.append(start)
        return found

    def load_then(self, mentor_id: int, starts_at: datetime) -> float:
        """How full the mentor's week of this hour is, 0 to 1: by sessions in it and offers that wait."""
        limits = self.limits[mentor_id]
        return min(1.0, (limits.sessions_in_week(starts_at) + self.offers[mentor_id]) / limits.most_per_week)


async def diaries_of(
    session: AsyncSession, mentor_ids: Collection[int], producer_ids: Collection[int], window: Window
) -> Diaries:
    """The diaries of these mentors and producers."""
    limits = await limits_of_all(session, mentor_ids, window.earliest, window.latest, window.zone)
    taken: dict[int, set[int]] = defaultdict(set)
    span = quarters(window.earliest, window.latest + MEETING_LASTS)
    booked = {"people": [*mentor_ids, *producer_ids], "from": span.start, "until": span.stop}
    for person, quarter in await session.execute(_booked, booked):
        taken[person].add(quarter)
    offers = (await session.execute(_to_mentors, {"mentors": list(mentor_ids)})).all()
    others = (await session.execute(_for_producers, {"producers": list(producer_ids)})).all()
    for person, starts_at in (*offers, *others):
        taken[person].update(quarters(starts_at, starts_at + MEETING_LASTS))
    return Diaries(
        window,
        limits,
        offers=Counter(mentor for mentor, _ in offers),
        taken={person: frozenset(found) for person, found in taken.items()},
    )

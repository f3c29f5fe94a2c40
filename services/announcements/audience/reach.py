"""Who of an audience gets an announcement: who can be reached and has not stopped its topic, and in which chat."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import BigInteger, Select, cast, func, select
from sqlalchemy.ext.asyncio import AsyncSession

from models import Account, Business, NewsStop, NewsTopic
from services.announcements.audience.query import people_in
from services.announcements.audience.value import Audience
from services.reach import Line

_SPREAD, _PRIME = 48_271, 2_147_483_647
"""The minimal standard generator: neighbouring ids land far apart, the same way each time."""


@dataclass(frozen=True)
class Reach:
    """What an announcement to these people would mean: `people` = `reachable` + `unreachable` + `stopped`."""

    people: int
    reachable: int
    unreachable: int
    """They have no chat here, or blocked the bot."""
    stopped: int
    """They could be reached, and stopped announcements or this topic."""


async def reach_of(session: AsyncSession, audience: Audience, topic: NewsTopic, line: Line, now: datetime) -> Reach:
    """The counts, in one look."""
    people = people_in(audience, line, now).subquery()
    has_chat = people.c.id.in_(select(Account.person_id).where(line.is_open))
    has_stopped = people.c.id.in_(_stoppers(topic))
    seen = select(has_chat.label("has_chat"), has_stopped.label("has_stopped")).select_from(people).subquery()
    query = select(
        func.count(),
        func.count().filter(seen.c.has_chat, ~seen.c.has_stopped),
        func.count().filter(~seen.c.has_chat),
        func.count().filter(seen.c.has_chat, seen.c.has_stopped),
    ).select_from(seen)
    row = (await session.execute(query)).one()
    return Reach(*row)


def recipients_in(audience: Audience, topic: NewsTopic, line: Line, now: datetime) -> Select[int, int, int]:
    """(person_id, chat_id, position from 1 on) of everybody who gets it, each once, in the order in which they do.

    The order is the same each time and goes round the districts, so that the first few are people from all over.
    """
    people = people_in(audience, line, now).subquery()
    oldest = select(func.min(Account.id).label("id")).where(line.is_open).group_by(Account.person_id).subquery("oldest")
    homes = (
        select(Business.owner_id, func.min(Business.district_id).label("district_id"))
        .group_by(Business.owner_id)
        .subquery("homes")
    )
    place = cast(people.c.id, BigInteger) * _SPREAD % _PRIME
    turn = func.row_number().over(partition_by=homes.c.district_id, order_by=place)
    turns = (
        select(people.c.id.label("person_id"), Account.chat_id, place.label("place"), turn.label("turn"))
        .join(Account, Account.person_id == people.c.id)
        .join(oldest, oldest.c.id == Account.id)
        .outerjoin(homes, homes.c.owner_id == people.c.id)
        .where(people.c.id.not_in(_stoppers(topic)))
        .subquery("turns")
    )
    position = func.row_number().over(order_by=(turns.c.turn, turns.c.place))
    return select(turns.c.person_id, turns.c.chat_id, position.label("position"))


def _stoppers(topic: NewsTopic) -> Select[int]:
    """Who wants no announcements of this topic."""
    return select(NewsStop.person_id).where(NewsStop.topic.in_((topic, NewsTopic.ALL)))

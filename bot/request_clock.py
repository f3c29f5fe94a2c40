"""Requests never stand still: who is silent is reminded, then the next mentor is asked, and the producer hears of it.

Each request is a transaction of its own and is held meanwhile; what another clock or an answer holds is left to it.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from functools import partial

from sqlalchemy.ext.asyncio import AsyncSession

from bot.one_by_one import one_by_one
from bot.telling import tell_once
from durable import clock, outbox
from durable.database import Database
from handlers.mentor_requests import notices
from handlers.telling import Notice, key_in
from models import Offer, RequestState
from services import reach
from services.mentoring import due
from services.mentoring.lost_mentors import lost_mentors, requests_with_lost_mentors
from services.office_clock import OfficeClock
from services.reach import Line
from services.tickets import staff_chats


class RequestClock:
    """Call `tick` often: it looks first, and writes only when there is something to do."""

    def __init__(self, database: Database, bot: int, channel: str, office: OfficeClock) -> None:
        self._database, self._line, self._office = database, Line(bot, channel), office

    async def tick(self) -> None:
        """Does what is due now."""
        now = clock.now()
        async with self._database.read() as connection, AsyncSession(bind=connection) as session:
            to_move_on = await due.to_move_on(session, self._line, now)
            to_nudge = await due.counters_to_nudge(session, now)
            lost = await requests_with_lost_mentors(session, self._line, 1)
            nudged = await due.nudged_mentors(session, now)
            chats = await reach.chats(session, self._line, [producer for _, producer in nudged])
            keys = {
                f"{_nudged(offer_id)}:{key_in(chats[producer])}": offer_id
                for offer_id, producer in nudged
                if producer in chats
            }
            told = await outbox.those_there(connection, keys)
            untold = [offer_id for key, offer_id in keys.items() if key not in told]
        if lost:
            async with self._database.session() as session:
                await self._tell_staff_of_lost(session, now)
        for ids, do in ((to_move_on, self._move_on), (to_nudge, self._nudge_producer), (untold, self._tell_nudged)):
            await one_by_one(self._database, "request", ids, partial(do, now=now))

    async def _move_on(self, session: AsyncSession, request_id: int, now: datetime) -> None:
        moved = await due.move_on(session, request_id, self._line, now, self._office)
        if moved is None:
            return
        step, former = moved
        request = step.request
        key = f"request-step:{request.id}:{step.offer.id if step.offer else request.state}:{int(now.timestamp())}"
        await self._tell(session, request.producer_id, lambda: notices.moved_on(step, former, self._office), key, now)
        if request.state is RequestState.STAFF:
            await self._tell_staff(session, notices.for_staff, "requests-with-staff", now)
        await session.flush()

    async def _nudge_producer(self, session: AsyncSession, request_id: int, now: datetime) -> None:
        offer = await due.nudge_producer(session, request_id, now, self._office)
        if offer is not None:
            key = f"request-counter:{offer.id}:{int(now.timestamp())}"
            notice = lambda: notices.countered_again(offer, self._office)  # noqa: E731
            await self._tell(session, offer.request.producer_id, notice, key, now)
            await session.flush()

    async def _tell_nudged(self, session: AsyncSession, offer_id: int, now: datetime) -> None:
        offer = await session.get_one(Offer, offer_id)
        notice = lambda: notices.nudged(offer, self._office)  # noqa: E731
        await self._tell(session, offer.request.producer_id, notice, _nudged(offer_id), now)

    async def _tell_staff_of_lost(self, session: AsyncSession, now: datetime) -> None:
        names = await lost_mentors(session, self._line)
        await self._tell_staff(session, lambda: notices.lost_mentors(names), "mentors-lost", now)

    async def _tell(
        self, session: AsyncSession, person_id: int, notice: Callable[[], Notice], key: str, now: datetime
    ) -> None:
        chat = (await reach.chats(session, self._line, [person_id])).get(person_id)
        if chat is not None:
            await tell_once(session, self._line.bot, [chat], notice, key, now)

    async def _tell_staff(self, session: AsyncSession, notice: Callable[[], Notice], what: str, now: datetime) -> None:
        """At most once a day."""
        staff = [each.chat_id for each in await staff_chats(session, self._line.channel)]
        day = now.astimezone(self._office.zone).date()
        if staff:
            await tell_once(session, self._line.bot, staff, notice, f"{what}:{day.isoformat()}", now)


def _nudged(offer_id: int) -> str:
    return f"request-nudged:{offer_id}"

"""Classes go on by themselves: people are invited, freed seats find the next, and it is decided whether it is held.

Each class is a transaction of its own and is held meanwhile. What was decided and who was told of it are committed
together, so that of two clocks each person hears it from one, once.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from functools import partial

from sqlalchemy.ext.asyncio import AsyncSession

from bot.one_by_one import one_by_one
from bot.telling import tell_once
from bot.ticker import Ticker
from durable import clock
from durable.database import Database
from handlers.telling import Notice
from handlers.workshops import notices
from services.errors import WorkshopConflict
from services.office_clock import OfficeClock
from services.people import chats_of
from services.workshops import deciding, due, inviting, seats
from services.workshops.finding import locked, workshop_of

EVERY = timedelta(seconds=5)
_INVITED_AT_ONCE = 20


class WorkshopClock:
    """Call `tick` often: it looks first, and writes only when there is something to do."""

    def __init__(self, database: Database, bot: int, channel: str, office: OfficeClock) -> None:
        self._database, self._bot, self._channel, self._office = database, bot, channel, office

    def add_to(self, ticker: Ticker) -> None:
        """Sets it going."""
        ticker.every(EVERY, self.tick)

    async def tick(self) -> None:
        """Does what is due now."""
        now = clock.now()
        async with self._database.read() as connection, AsyncSession(bind=connection) as session:
            to_invite = await due.to_invite(session, now)
            to_fill = await due.to_fill(session, now, self._office)
            to_decide = await deciding.due(session, now)
        await one_by_one(self._database, "workshop", to_decide, partial(self._decide, now=now))
        await one_by_one(self._database, "workshop", to_fill, partial(self._fill, now=now))
        await one_by_one(self._database, "workshop", to_invite, partial(self._invite, now=now))

    async def _invite(self, session: AsyncSession, workshop_id: int, now: datetime) -> None:
        """A few at a time: nobody's answer waits for three hundred invitations."""
        workshop = await workshop_of(session, workshop_id)
        notice = partial(notices.invitation, workshop, self._office.zone)
        some = await inviting.to_invite(session, workshop, now, _INVITED_AT_ONCE)
        for seat in some:
            seat.invited_at = now
        await self._tell(session, [seat.person_id for seat in some], notice, f"workshop-invited:{workshop.id}", now)

    async def _fill(self, session: AsyncSession, workshop_id: int, now: datetime) -> None:
        workshop = await locked(session, workshop_id)
        late, offered = await seats.expire(session, workshop, now, self._office)
        at = int(now.timestamp())
        people = [seat.person_id for seat in late]
        await self._tell(
            session, people, partial(notices.expired, workshop), f"workshop-expired:{workshop_id}:{at}", now
        )
        for seat in offered:
            notice = partial(notices.offered, workshop, seat, self._office.zone)
            await self._tell(session, [seat.person_id], notice, f"workshop-offered:{workshop_id}:{at}", now)

    async def _decide(self, session: AsyncSession, workshop_id: int, now: datetime) -> None:
        try:
            decision = await deciding.decide(session, workshop_id, now)
        except WorkshopConflict:
            return  # another clock has decided, or somebody called it off
        workshop, zone, key = decision.workshop, self._office.zone, f"workshop-decided:{workshop_id}"
        if decision.is_held:
            told = partial(notices.confirmed, workshop, zone)
            to_mentor = partial(notices.confirmed_to_mentor, workshop, decision.taken, zone)
        else:
            told = partial(notices.not_held, workshop, zone)
            to_mentor = partial(notices.not_held_to_mentor, workshop, zone)
        await self._tell(session, [seat.person_id for seat in decision.seats], told, key, now)
        await self._tell(session, [workshop.mentor_id], to_mentor, key, now)

    async def _tell(
        self, session: AsyncSession, people: Sequence[int], notice: Callable[[], Notice], key: str, now: datetime
    ) -> None:
        await session.flush()
        chats = list((await chats_of(session, self._channel, people)).values())
        if chats:
            await tell_once(session, self._bot, chats, notice, key, now)

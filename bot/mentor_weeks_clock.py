"""What the clock does about mentors' time: opens the week on Sundays, counts silence, ends rests, asks back once.

It sends nothing: what there is to ask or to tell stands on the mentor's next card. Each mentor is one transaction, in
which all is looked at again, so that several clocks do each thing once.
"""

from __future__ import annotations

import logging
from collections.abc import Awaitable, Callable, Sequence
from datetime import datetime, timedelta

from sqlalchemy.ext.asyncio import AsyncSession

from bot.one_by_one import one_by_one
from bot.ticker import Ticker
from durable import clock
from durable.database import Database
from models import Mentor
from services.mentors import rest, weeks
from services.office_clock import OfficeClock

logger = logging.getLogger(__name__)

EVERY = timedelta(minutes=5)
_AT_ONCE = 200

Find = Callable[[AsyncSession], Awaitable[Sequence[Mentor]]]
Do = Callable[[AsyncSession, Mentor], Awaitable[object]]


class MentorWeeksClock:
    """Call `tick` often: what is due since midnight is done by the first call after it, also after an outage."""

    def __init__(self, database: Database, office: OfficeClock) -> None:
        self._database, self._zone = database, office.zone

    def add_to(self, ticker: Ticker) -> None:
        """Sets the job going."""
        ticker.every(EVERY, self.tick)

    async def tick(self) -> int:
        """Does what is due. Returns for how many mentors something was due."""
        now = clock.now()
        today = now.astimezone(self._zone).date()
        done = await self._each(
            lambda session: rest.rests_that_ended(session, today),
            lambda session, mentor: rest.end_rest(session, mentor, today),
        )
        done += await self._each(
            lambda session: rest.to_be_asked_back(session, today, self._zone),
            lambda session, mentor: rest.ask_back(session, mentor, now),
        )
        if today.weekday() == weeks.SUNDAY:
            done += await self._open_weeks(now)
        if done:
            logger.info("mentor_weeks_looked_at", extra={"mentors": done})
        return done

    async def _open_weeks(self, now: datetime) -> int:
        monday = weeks.asked_about(now.astimezone(self._zone).date())
        done = 0
        while opened := await self._each(
            lambda session: weeks.to_be_opened(session, monday, _AT_ONCE),
            lambda session, mentor: weeks.open_week(session, mentor, monday, now),
        ):
            done += opened
        return done

    async def _each(self, find: Find, do: Do) -> int:
        async with self._database.read() as connection, AsyncSession(bind=connection) as session:
            found = [mentor.person_id for mentor in await find(session)]

        async def look(session: AsyncSession, mentor_id: int) -> bool:
            await do(session, await session.get_one(Mentor, mentor_id))
            return True

        return len(await one_by_one(self._database, "mentor_week", found, look))

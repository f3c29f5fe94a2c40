"""Reckons the proposals that staff have asked for: read at once, solved in a thread, and only then written.

The reckoning of a large batch takes seconds; nobody's update waits for it, and no lock is held meanwhile.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable
from datetime import datetime, timedelta
from functools import partial

from sqlalchemy.ext.asyncio import AsyncSession

from bot.telling import tell_once
from bot.ticker import Ticker
from durable import clock
from durable.database import Database
from handlers.matching_desk.notices import not_reckoned, reckoned
from handlers.telling import Notice
from services.batch_matching import problem_of, solve
from services.matchmaking.proposals import finish_run, give_up, next_run
from services.office_clock import OfficeClock
from services.people import chats_of

logger = logging.getLogger(__name__)

EVERY = timedelta(seconds=1)


class MatchingClock:
    """Looks first; of several clocks at once one writes, and who asked is told once."""

    def __init__(self, database: Database, bot: int, channel: str, office: OfficeClock) -> None:
        self._database, self._bot, self._channel, self._office = database, bot, channel, office

    def add_to(self, ticker: Ticker) -> None:
        """Sets the job going."""
        ticker.every(EVERY, self.tick)

    async def tick(self) -> None:
        """Reckons what was asked for."""
        now = clock.now()
        async with self._database.read() as connection, AsyncSession(bind=connection) as session:
            run = await next_run(session)
            if run is None:
                return
            run_id, asked_by = run.id, run.asked_by_id
            problem = await problem_of(session, now, self._office.zone)
        try:
            solution = await asyncio.to_thread(solve, problem)
        except Exception as error:
            # What failed once fails again: a run that is tried for ever would keep staff from asking anew.
            logger.error("match_run_failed", extra={"run": run_id, "error": type(error).__name__})
            async with self._database.session() as session:
                if await give_up(session, run_id):
                    await self._tell(session, asked_by, run_id, not_reckoned, now)
            return
        async with self._database.session() as session:
            if await finish_run(session, run_id, solution, now):
                told = partial(reckoned, run_id, len(solution.pairs), len(solution.unserved))
                await self._tell(session, asked_by, run_id, told, now)

    async def _tell(
        self, session: AsyncSession, asked_by: int, run_id: int, told: Callable[[], Notice], now: datetime
    ) -> None:
        chats = await chats_of(session, self._channel, [asked_by])
        await tell_once(session, self._bot, list(chats.values()), told, f"match-run:{run_id}", now)

"""The worker: takes updates from the inbox, batch by batch, and hands their answers to the sender."""

from __future__ import annotations

import asyncio
import contextlib
import logging
from collections.abc import Awaitable, Callable

from bot.sender import Sender
from durable.application import BotApplication
from durable.database import Database
from durable.processing import BATCH, Apologise, DatabaseAway, blame_oldest, describe, process_batch

logger = logging.getLogger(__name__)

_AWAY_SECONDS = 1.0

Foresee = Callable[[int, int], Awaitable[None]]
"""(bot, how many updates) -> thinks about what waits, before the write lock is taken for it."""


class Worker:
    """Works whenever something waits. Any number of workers may run on PostgreSQL: chats are locked."""

    def __init__(
        self, database: Database, application: BotApplication, bot: int, apologise: Apologise, sender: Sender,
        poll_seconds: float, foresee: Foresee | None = None,
    ) -> None:  # fmt: skip
        self._database, self._application, self._bot = database, application, bot
        self._apologise, self._sender, self._poll_seconds = apologise, sender, poll_seconds
        self._foresee = foresee
        self._something_waits = asyncio.Event()
        self._limit = BATCH

    def wake(self) -> None:
        """Something was put into the inbox."""
        self._sender.expect_an_answer()
        self._something_waits.set()

    async def run(self) -> None:
        """Works until cancelled; a batch under way is then rolled back and done again by the next start."""
        while True:
            self._something_waits.clear()
            if await self._work_once() == 0:
                # Not wait_for: in Python 3.11 it can swallow a cancellation that meets the event.
                with contextlib.suppress(TimeoutError):
                    async with asyncio.timeout(self._poll_seconds):
                        await self._something_waits.wait()

    async def _work_once(self) -> int:
        """Works on one batch; returns how many updates it held."""
        try:
            await self._think_ahead()
            batch = await process_batch(self._database, self._application, self._bot, self._apologise, self._limit)
        except DatabaseAway as error:
            logger.warning("database_away", extra={"error": str(error)})
            await asyncio.sleep(_AWAY_SECONDS)
            return 0
        except Exception as error:
            await self._find_the_culprit(error)
            return 0
        self._limit = BATCH
        self._sender.offer(batch.calls)
        self._sender.wake(batch.woken_chats)
        return batch.handled

    async def _think_ahead(self) -> None:
        """Only saves time under the lock: what goes wrong here goes wrong again, and is told, where it matters."""
        if self._foresee is not None:
            with contextlib.suppress(Exception):
                await self._foresee(self._bot, self._limit)

    async def _find_the_culprit(self, error: Exception) -> None:
        """A batch failed at its end, where the fault has no name: go one by one, then blame that one."""
        logger.error("batch_failed", extra={"error": describe(error), "limit": self._limit})
        if self._limit > 1:
            self._limit = 1
            return
        try:
            await blame_oldest(self._database, self._bot, error, self._apologise)
        except Exception as second:
            # The database went away in this very moment; the update is tried again.
            logger.warning("nobody_blamed", extra={"error": type(second).__name__})
            await asyncio.sleep(_AWAY_SECONDS)

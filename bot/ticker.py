"""The ticker: APScheduler only ticks; the tables of due rows are the truth.

Every tick asks the database what is due and turns it into inbox or outbox rows in one transaction, under
unique keys. A missed tick costs nothing: the next one finds the same rows.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable
from datetime import timedelta
from zoneinfo import ZoneInfo

from apscheduler.schedulers.asyncio import AsyncIOScheduler
from apscheduler.triggers.interval import IntervalTrigger

from bot.daily import DailyJob, Job
from durable import clock, dispatch, inbox
from durable.database import Database
from durable.leases import LeaseKeeper

logger = logging.getLogger(__name__)


def _is_no_cut_off(record: logging.LogRecord) -> bool:
    """A tick that the end of the process meets before its first step was no error, whatever APScheduler says."""
    return record.exc_info is None or record.exc_info[0] is not asyncio.CancelledError


logging.getLogger("apscheduler.executors.default").addFilter(_is_no_cut_off)


class Ticker:
    """Runs jobs at their times while it holds the lease; a job that fails is logged and tried next time."""

    def __init__(
        self, database: Database, bot: int, lease: LeaseKeeper, zone: ZoneInfo, wake: Callable[[], None]
    ) -> None:
        self._database, self._bot, self._lease, self._wake = database, bot, lease, wake
        self._zone = zone
        self._often: list[tuple[timedelta, Job]] = []
        self._running: list[asyncio.Task[None]] = []
        self._scheduler = AsyncIOScheduler(
            timezone=zone,
            job_defaults={"coalesce": True, "max_instances": 1, "misfire_grace_time": None},
        )
        # Every process follows the clock, not only the one that ticks.
        self._scheduler.add_job(self._tried(self.follow_clock), IntervalTrigger(seconds=1))
        self.every(timedelta(seconds=1), self.expire_conversations)
        self.every(timedelta(hours=1), self.prune)

    def every(self, interval: timedelta, job: Job) -> None:
        """Adds a job that runs again and again."""
        self._scheduler.add_job(self._guarded(job), IntervalTrigger(seconds=interval.total_seconds()))

    def again_and_again(self, pause: timedelta, job: Job) -> None:
        """Adds a job that runs as long as the ticker does, with a pause after each run: however long one takes."""
        self._often.append((pause, self._guarded(job)))

    def daily(self, hour: int, minute: int, job: Job) -> None:
        """Adds a job for once a day, at this time in the office's zone or as soon as possible after it.

        When it last ran is kept in the database: a computer that is off at that time does it when it is on
        again, once, and of several processes only one does it.
        """
        self.every(timedelta(minutes=1), DailyJob(self._database, f"daily:{self._bot}", self._zone, hour, minute, job))

    def _guarded(self, job: Job) -> Job:
        tried = self._tried(job)

        async def run_if_ours() -> None:
            if self._lease.is_held:
                await tried()

        return run_if_ours

    def _tried(self, job: Job) -> Job:
        async def run() -> None:
            try:
                await job()
            except asyncio.CancelledError:
                # The process ends; the next one finds the same rows. APScheduler would call it an error.
                logger.info("tick_cut_off", extra={"job": _name(job)})
            except Exception as error:
                logger.error("tick_failed", extra={"job": _name(job), "error": type(error).__name__})

        return run

    def start(self) -> None:
        """Starts ticking on the running loop."""
        self._scheduler.start()
        self._running = [asyncio.create_task(_forever(pause, job)) for pause, job in self._often]

    def stop(self) -> None:
        """Stops ticking."""
        for task in self._running:
            task.cancel()
        if self._scheduler.running:
            self._scheduler.shutdown(wait=False)

    async def follow_clock(self) -> None:
        """Takes over the offset that another process may have set."""
        async with self._database.read() as connection:
            await clock.load_offset(connection)

    async def expire_conversations(self) -> None:
        """Ends conversations whose time is up, through the inbox."""
        async with self._database.write() as connection:
            expired = await inbox.expire_conversations(connection, self._bot, clock.now())
        if expired:
            self._wake()

    async def prune(self) -> None:
        """Empties what was kept only for delivery."""
        async with self._database.write() as connection:
            await inbox.prune(connection, clock.now())
            await dispatch.prune(connection, clock.now())


async def _forever(pause: timedelta, job: Job) -> None:
    this = asyncio.current_task()
    assert this is not None
    while not this.cancelling():  # a job that is cut off takes the cancellation for its own end
        await job()
        await asyncio.sleep(pause.total_seconds())


def _name(job: Job) -> str:
    return str(getattr(job, "__name__", type(job).__name__))

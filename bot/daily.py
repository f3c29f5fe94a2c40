"""A job for once a day, that a computer which was off at its time does later, and only once."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from durable import clock, values
from durable.database import Database

Job = Callable[[], Awaitable[object]]

_AFTER_A_FAILURE = 3600.0


def latest_due(now: datetime, hour: int, minute: int, zone: ZoneInfo) -> datetime:
    """The last instant not after `now` at which the clock in this zone showed this time."""
    local = now.astimezone(zone)
    today = local.replace(hour=hour, minute=minute, second=0, microsecond=0)
    return today if today <= local else today - timedelta(days=1)


class DailyJob:
    """Call it often: it runs its job when the time of day has come and it has not run since.

    A job that fails is tried again after an hour. On a new database the first run is the next one: there
    is nothing to make up for.
    """

    def __init__(self, database: Database, key: str, zone: ZoneInfo, hour: int, minute: int, job: Job) -> None:
        self._database, self._zone, self._hour, self._minute, self._job = database, zone, hour, minute, job
        self.__name__ = getattr(job, "__name__", "daily")
        self._key = f"{key}:{self.__name__}"
        self._not_before = 0.0

    async def __call__(self) -> None:
        """Runs the job if it is due. Raises what the job raises."""
        if clock.monotonic() < self._not_before:
            return
        due = latest_due(clock.now(), self._hour, self._minute, self._zone)
        async with self._database.read() as connection:
            ran = await values.read(connection, self._key)
        if ran is None:
            await self._note(due)
        elif datetime.fromisoformat(ran) < due:
            self._not_before = clock.monotonic() + _AFTER_A_FAILURE
            await self._job()
            self._not_before = 0.0
            await self._note(due)

    async def _note(self, due: datetime) -> None:
        async with self._database.write() as connection:
            await values.write(connection, self._key, due.isoformat())

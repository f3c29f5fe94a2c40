"""python -m benchmarks.reminders: how long after their minute reminders are in the outbox, on both databases.

The clock's time is moved, not slept: at each minute the real clock of reminders works on what is due, and each
reminder's lag is the real time until its batch is committed. To it comes at most the second until the clock looks.
"""

from __future__ import annotations

import argparse
import asyncio
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncSession

from benchmarks.machine import described
from benchmarks.reminder_rows import seed
from bot.first_start import load_lists
from bot.migrate import migrate
from bot.reminder_clock import EVERY, ReminderClock
from durable import clock
from durable.database import Database
from models import Reminder, ReminderState
from services.office_clock import WITA, OfficeClock
from tests.postgres import PostgresServer, PostgresUnavailable

BOT = 123456
MOST_LAG = 60.0
FIRST = datetime(2026, 11, 26, 9, 0, tzinfo=WITA).astimezone(UTC)


class TimedClock(ReminderClock):
    """The real one, which also notes when each batch was committed."""

    lags: list[float]
    began: float

    async def _remind(self, people: Sequence[int], now: datetime) -> int:
        count = await super()._remind(people, now)
        self.lags += [time.monotonic() - self.began] * count
        return count


@dataclass(frozen=True)
class Scenario:
    """So many reminders, due evenly over so many minutes."""

    title: str
    reminders: int
    minutes: int


async def measured(url: str, scenario: Scenario) -> list[float]:
    """The lag of every reminder, in seconds, on an empty database."""
    database = Database(url)
    try:
        await migrate(database, clock.now())
        await load_lists(database)
        starts = [
            FIRST + timedelta(hours=1, minutes=number % scenario.minutes) for number in range(scenario.reminders // 2)
        ]
        async with database.write() as connection:
            await seed(connection, "telegram", starts, FIRST - timedelta(days=1))
        reminding = TimedClock(database, BOT, "telegram", OfficeClock())
        reminding.lags = []
        with moved_clock() as at:
            for minute in range(scenario.minutes):
                at[0], reminding.began = FIRST + timedelta(minutes=minute), time.monotonic()
                await reminding.tick()
        async with database.read() as connection, AsyncSession(bind=connection) as session:
            query = select(func.count()).select_from(Reminder).where(Reminder.state == ReminderState.QUEUED)
            assert await session.scalar(query) == scenario.reminders
        return sorted(reminding.lags)
    finally:
        await database.close()


@contextmanager
def moved_clock() -> Iterator[list[datetime]]:
    """Within, the one clock stands where the first of the list says."""
    at, real = [FIRST], clock.now
    clock.now = lambda: at[0]
    try:
        yield at
    finally:
        clock.now = real


@contextmanager
def new_file() -> Iterator[str]:
    """An SQLite database of its own."""
    with tempfile.TemporaryDirectory() as folder:
        yield f"sqlite:///{(Path(folder) / 'office.db').as_posix()}"


@contextmanager
def new_server() -> Iterator[str]:
    """A PostgreSQL that writes every commit to disk. Raises PostgresUnavailable."""
    server = PostgresServer(durable=True)
    try:
        server.start()
        yield server.url()
    finally:
        server.stop()


def told(database: str, scenario: Scenario, lags: list[float]) -> str:
    """One line of the table; the lag with the second that may pass until the clock looks."""
    look = EVERY.total_seconds()
    p99 = lags[int(len(lags) * 0.99)] + look
    whole = lags[-1] + look
    mark = "" if whole <= MOST_LAG else "  WRONG: over a minute"
    return f"| {database} | {scenario.title} | {p99:.1f} s | {whole:.1f} s |{mark}"


def main() -> int:
    """0: all within a minute; 1: not; 2: no PostgreSQL."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.reminders", description=__doc__)
    parser.add_argument("--reminders", type=int, default=100_000, help="due within one hour (100000)")
    count = parser.parse_args().reminders
    scenarios = (
        Scenario(f"{count:,} over one hour", count, 60),
        Scenario(f"{count // 10:,} at one minute", count // 10, 1),
    )
    lines = []
    try:
        for scenario in scenarios:
            for database, empty in (("SQLite", new_file), ("PostgreSQL", new_server)):
                with empty() as url:
                    lines.append(told(database, scenario, asyncio.run(measured(url, scenario))))
                print(lines[-1], flush=True)
    except PostgresUnavailable as error:
        print(f"benchmarks: {error}", file=sys.stderr)
        return 2
    print(", ".join(f"{name}: {value}" for name, value in described().items()))
    return 1 if any("WRONG" in line for line in lines) else 0


if __name__ == "__main__":
    sys.exit(main())

"""The ticker: the table of due rows is the truth, so a missed tick is made up for once, by one process."""

from __future__ import annotations

import asyncio
import logging
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import func, select, update

from bot.daily import DailyJob, latest_due
from bot.ticker import Ticker
from durable import clock, inbox
from durable.database import Database
from durable.inbox import conversation_ids
from durable.leases import LeaseKeeper
from tests.driver import BOT

from .conftest import held_lease

WITA = ZoneInfo("Asia/Makassar")


class Time:
    """An instant that a test moves."""

    def __init__(self) -> None:
        self.now = datetime(2026, 3, 2, 1, 0, tzinfo=WITA)

    def at(self, day: int, hour: int, minute: int = 0) -> None:
        self.now = datetime(2026, 3, day, hour, minute, tzinfo=WITA)


@pytest.fixture
def time(monkeypatch: pytest.MonkeyPatch) -> Time:
    found = Time()
    monkeypatch.setattr(clock, "now", lambda: found.now.astimezone(UTC))
    monkeypatch.setattr(clock, "monotonic", lambda: found.now.timestamp())
    return found


class Counted:
    """A job that counts its runs, and fails when told."""

    __name__ = "back_up"

    def __init__(self) -> None:
        self.runs, self.fails = 0, False

    async def __call__(self) -> None:
        if self.fails:
            raise OSError("disk full")
        self.runs += 1


def daily(database: Database, job: Counted) -> DailyJob:
    return DailyJob(database, f"daily:{BOT}", WITA, 2, 15, job)


@pytest.mark.pitfall(10)
async def test_run_missed_while_the_computer_was_off_is_made_up_for_once(database: Database, time: Time) -> None:
    job = Counted()
    await daily(database, job)()
    time.at(2, 2, 15)
    await daily(database, job)()
    assert job.runs == 1
    time.at(5, 9)  # off for three nights
    again = daily(database, job)
    for _ in range(3):
        await again()
    assert job.runs == 2
    time.at(6, 2, 14)
    await again()
    assert job.runs == 2
    time.at(6, 2, 15)
    await again()
    assert job.runs == 3


@pytest.mark.pitfall(9)
async def test_several_processes_run_a_daily_job_once(database: Database, time: Time) -> None:
    job = Counted()
    processes = [daily(database, job) for _ in range(4)]
    for process in processes:
        await process()
    time.at(2, 3)
    for process in processes:
        await process()
    assert job.runs == 1


async def test_daily_job_that_fails_is_tried_again_after_an_hour(database: Database, time: Time) -> None:
    job = Counted()
    one = daily(database, job)
    await one()
    time.at(2, 2, 15)
    job.fails = True
    with pytest.raises(OSError, match="disk full"):
        await one()
    job.fails = False
    time.at(2, 3, 14)
    await one()
    assert job.runs == 0
    time.at(2, 3, 15)
    await one()
    assert job.runs == 1


@pytest.mark.pitfall(11)
@pytest.mark.parametrize("day", range(2, 9))  # Monday to Sunday
def test_daily_time_comes_on_every_day_of_the_week(day: int) -> None:
    before, after = (datetime(2026, 3, day, 2, minute, tzinfo=WITA) for minute in (14, 15))
    due = [latest_due(now.astimezone(UTC), 2, 15, WITA) for now in (before, after)]
    assert due == [after - timedelta(days=1), after]
    assert [found.strftime("%A %H:%M") for found in due] == [
        f"{(after - timedelta(days=1)):%A} 02:15",
        f"{after:%A} 02:15",
    ]


async def expired(database: Database) -> int:
    async with database.read() as connection:
        return await connection.scalar(select(func.count()).select_from(inbox.inbox)) or 0


@pytest.mark.pitfall(9)
@pytest.mark.pitfall(10)
async def test_time_outs_missed_in_downtime_come_once_from_several_clocks(database: Database) -> None:
    lease, woken = await held_lease(database, "ticker"), []
    async with database.write() as connection:
        await conversation_ids(connection, BOT, {11, 12})
        past = clock.now() - timedelta(days=2)
        await connection.execute(update(inbox.conversations).values(name="x", state="y", timeout_at=past))
    tickers = [Ticker(database, BOT, lease, WITA, lambda: woken.append(1)) for _ in range(4)]
    await asyncio.gather(*(ticker.expire_conversations() for ticker in tickers))
    assert (await expired(database), woken) == (2, [1])


async def test_only_the_holder_of_the_lease_ticks(database: Database) -> None:
    holder = await held_lease(database, "ticker")
    other = LeaseKeeper(BOT, "ticker", "b/1/x")
    runs: list[str] = []

    async def job(name: str) -> None:
        runs.append(name)

    for name, lease in (("holder", holder), ("other", other)):
        ticker = Ticker(database, BOT, lease, WITA, lambda: None)
        await ticker._guarded(lambda name=name: job(name))()
    assert runs == ["holder"]


async def test_job_that_fails_is_logged_without_its_words(database: Database, caplog: pytest.LogCaptureFixture) -> None:
    async def job() -> None:
        raise ValueError("Siti from Busang")

    ticker = Ticker(database, BOT, await held_lease(database, "ticker"), WITA, lambda: None)
    with caplog.at_level(logging.INFO):
        await ticker._guarded(job)()
    (record,) = caplog.records
    assert (record.getMessage(), record.job, record.error) == ("tick_failed", "job", "ValueError")
    assert "Siti" not in str(record.__dict__)


async def test_every_process_follows_the_clock(database: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock, "_offset", timedelta(0))
    async with database.write() as connection:
        await clock.move_forward(connection, timedelta(hours=3))
    monkeypatch.setattr(clock, "_offset", timedelta(0))  # a process that does not tick
    ticker = Ticker(database, BOT, LeaseKeeper(BOT, "ticker", "b/1/x"), WITA, lambda: None)
    ticker.start()
    async with asyncio.timeout(5):
        while clock._offset == timedelta(0):
            await asyncio.sleep(0.05)
    ticker.stop()
    assert clock._offset == timedelta(hours=3)


async def test_job_that_runs_again_and_again_waits_for_its_own_end(database: Database) -> None:
    runs: list[float] = []

    async def slow() -> None:
        runs.append(clock.monotonic())
        await asyncio.sleep(0.05)
        if len(runs) == 2:
            raise OSError("disk full")

    ticker = Ticker(database, BOT, await held_lease(database, "ticker"), WITA, lambda: None)
    ticker.again_and_again(timedelta(seconds=0.02), slow)
    ticker.start()
    while len(runs) < 4:
        await asyncio.sleep(0.01)
    ticker.stop()
    seen = len(runs)
    await asyncio.sleep(0.2)
    assert len(runs) == seen
    assert all(later - earlier >= 0.07 for earlier, later in pairwise(runs))


async def test_tick_that_is_stopped_before_it_begins_is_no_error(
    database: Database, caplog: pytest.LogCaptureFixture
) -> None:
    ticker = Ticker(database, BOT, LeaseKeeper(BOT, "ticker"), WITA, lambda: None)
    ticker.start()
    executor = ticker._scheduler._lookup_executor("default")
    job = ticker._scheduler.get_jobs()[0]
    ticker.stop()  # from the loop's next turn on
    executor.submit_job(job, [datetime.now(UTC)])
    await asyncio.sleep(0.01)
    assert [record.message for record in caplog.records if record.levelno >= logging.ERROR] == []

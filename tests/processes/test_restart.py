"""Stopped and started again: what people wrote meanwhile is answered, once; and one poller at a time."""

from __future__ import annotations

import asyncio
import random
import signal
from pathlib import Path

import asyncpg
import pytest

from benchmarks.fleet import Fleet, OfficeProcess, bot_settings
from benchmarks.load import Expect, LoadServer, Say, Script
from benchmarks.registered import judge
from benchmarks.scripts.ours import producer, registration
from bot.poller import FOREIGN_POLLER_SECONDS, Poller
from durable import clock
from durable.bot_api import BotApi
from durable.database import Database
from durable.leases import LeaseKeeper
from tests.bot_api_double import bot_api_double, refuses
from tests.processes.inbox import all_is_marked, until, updates_by_state

ONE_LINE = Script("one line", (Say("/daftar"), Expect("Izin menyimpan data")))
STOP_SECONDS = 5.0


async def stop(bot: OfficeProcess) -> None:
    """Ends a bot as systemd and Ctrl-C do; it says goodbye with exit code 0."""
    bot.signal(signal.SIGTERM)
    assert await bot.ended(STOP_SECONDS) == 0
    assert "Traceback" not in bot.written()


@pytest.mark.pitfall(1)
async def test_what_was_written_while_the_bot_was_stopped_is_answered(sqlite_url: str, tmp_path: Path) -> None:
    producers = [producer(number) for number in range(10)]
    async with LoadServer(delay=(0.005, 0.02)) as server:
        with OfficeProcess(tmp_path / "bot.log", bot_settings(server, sqlite_url)) as bot:
            await server.first_poll(20)
            for answers in producers[:6]:
                server.add_people(registration(answers), 1)
            await until(lambda: server.tally.acts > 30)
            await stop(bot)  # in mid-talk
            for answers in producers[6:]:
                server.add_people(registration(answers), 1)
            bot.start()
            await server.finished(20)
            verdict = await judge(server, sqlite_url, producers, kills=0)
    assert verdict.faults == []
    assert (verdict.right, verdict.twice) == (10, 0)  # a clean end repeats nothing either


@pytest.mark.pitfall(2)
@pytest.mark.pitfall(4)
async def test_each_of_ten_starts_handles_what_is_new_once(sqlite_url: str, tmp_path: Path) -> None:
    chance = random.Random(4)
    async with LoadServer() as server:
        with OfficeProcess(tmp_path / "bot.log", bot_settings(server, sqlite_url)) as bot:
            for start in range(10):
                server.add_people(ONE_LINE, 2)  # the stopped bot finds them
                if start:
                    bot.start()
                await until(lambda: bot.written().count("bot_runs") == bot.starts)
                # Now it is in a long poll, or about to begin one: people write in the instant in which it stops.
                await asyncio.sleep(chance.uniform(0, 0.2))
                server.add_people(ONE_LINE, 2)
                await asyncio.sleep(chance.uniform(0, 0.02))
                await stop(bot)
            bot.start()
            await server.finished(20)
            await until(lambda: server.unconfirmed == 0)
            await stop(bot)
        states = await updates_by_state(sqlite_url)
    assert server.tally.acts == 40
    assert states == {"done": 40}
    assert (server.tally.messages_sent, server.tally.twice) == (40, [])


async def test_second_bot_on_one_sqlite_file_ends_with_a_line(sqlite_url: str, tmp_path: Path) -> None:
    async with LoadServer() as server:
        settings = bot_settings(server, sqlite_url)
        with OfficeProcess(tmp_path / "first.log", settings) as first:
            await server.first_poll(20)
            with OfficeProcess(tmp_path / "second.log", settings) as second:
                assert await second.ended(15) == 1
                assert second.written() == (
                    "Another bot is already running on this database: stop it first, or use PostgreSQL for several.\n"
                )
            assert first.is_running


@pytest.mark.pitfall(26)
async def test_of_two_bots_one_polls_and_the_other_takes_over(postgresql_url: str, tmp_path: Path) -> None:
    loop = asyncio.get_running_loop()
    async with LoadServer(keep_calls=True) as server:
        with Fleet(server, postgresql_url, tmp_path, 2, seed=1) as fleet:
            await until(lambda: all("bot_runs" in bot.written() for bot in fleet.bots), 30)
            for how in (signal.SIGTERM, signal.SIGKILL):
                server.add_people(ONE_LINE, 5)
                await server.finished(15)
                await all_is_marked(postgresql_url)
                (holder,) = [bot for bot in fleet.bots if bot.pid == await poller_of(postgresql_url)]
                polls = server.tally.calls["getupdates", 200]
                ended_at = loop.time()
                holder.signal(how)
                await holder.ended(STOP_SECONDS)
                server.add_people(ONE_LINE, 5)
                await server.finished(20)
                print(f"after {how.name}: the next poll {loop.time() - ended_at:.1f} s later")
                assert server.tally.calls["getupdates", 200] > polls
                assert loop.time() - ended_at < 10
                holder.start()
                await until(lambda holder=holder: holder.written().count("bot_runs") == holder.starts, 20)  # type: ignore[misc]
        assert server.tally.calls["getupdates", 409] == 0
    assert (server.tally.messages_sent, server.tally.finished, server.tally.twice) == (20, 20, [])


async def poller_of(url: str) -> int:
    """The process that holds the poller's lease."""
    connection = await asyncpg.connect(url)
    try:
        holder = await connection.fetchval("select holder from leases where job = 'poller'")
    finally:
        await connection.close()
    return int(holder.split("/")[1])


@pytest.mark.pitfall(26)
async def test_foreign_poller_is_said_in_one_line(sqlite_url: str, tmp_path: Path) -> None:
    async with LoadServer() as server:
        with OfficeProcess(tmp_path / "bot.log", bot_settings(server, sqlite_url)) as bot:
            await server.first_poll(20)
            foreign = BotApi(server.url, "123456:same-bot")
            await foreign.call("getUpdates", b'{"timeout": 0}')
            await foreign.close()
            await until(lambda: "another_poller" in bot.written())
            await asyncio.sleep(0.5)
            assert bot.is_running
            assert bot.written().count("another_poller") == 1
            await stop(bot)


@pytest.mark.pitfall(26)
async def test_foreign_poller_is_waited_for(sqlite_url: str) -> None:
    said = "Conflict: terminated by other getUpdates request; make sure that only one bot instance is running"
    assert FOREIGN_POLLER_SECONDS == 30.0
    async with bot_api_double() as double:
        database, api = Database(sqlite_url), BotApi(double.root, "7000001:x")
        try:
            poller = Poller(database, api, 7000001, LeaseKeeper(7000001, "poller"), lambda: None)
            poller._noted_at = clock.monotonic()  # the tables are not needed here
            double.script.append(refuses(409, said))
            assert [await poller.poll_once(0), await poller.poll_once(0)] == [FOREIGN_POLLER_SECONDS, 0.0]
        finally:
            await api.close()
            await database.close()

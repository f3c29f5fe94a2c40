"""Whole bots as processes: the two peers, and one that is killed and disturbed."""

from __future__ import annotations

import asyncio
import sqlite3
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from benchmarks.bot_process import BotProcess
from benchmarks.contenders import CONTENDERS, ROOT, TOKEN
from benchmarks.load import Expect, Fault, FaultKind, LoadServer, Say, Script
from benchmarks.machine import Cores
from benchmarks.measure import measure
from benchmarks.plan import AT_ONCE, DELAYED, Plan
from benchmarks.scripts.six_questions import SIX_QUESTIONS

PEERS = {contender.key: contender for contender in CONTENDERS if contender.lock is not None}
STUBBORN = [sys.executable, str(Path(__file__).with_name("stubborn_bot.py"))]
TALK = Script(
    "three answers",
    tuple(step for word in ("satu", "dua", "tiga") for step in (Say(word), Expect(f"^terima: {word}$"))),
)


async def until(reached: Callable[[], bool]) -> None:
    """Looks until it is so; fails after ten seconds."""
    async with asyncio.timeout(10):
        while not reached():
            await asyncio.sleep(0.002)


@pytest.mark.parametrize("key", ["ptb", "aiogram"])
async def test_everyone_registers_once_with_a_peer(key: str, tmp_path: Path) -> None:
    async with LoadServer() as server:
        settings = PEERS[key].settings(server.url, tmp_path)
        with BotProcess(PEERS[key].command(None), settings, ROOT, tmp_path / "log", None) as bot:
            await server.first_poll(15)
            server.add_people(SIX_QUESTIONS, 10, loops=2)
            talks = await server.finished(15)
            memory, cpu = bot.memory_mib(), bot.cpu_seconds()
    assert [talk.broken for talk in talks] == [None] * 20
    tally = server.tally
    assert (tally.acts, tally.replies, tally.updates_delivered, len(tally.latencies)) == (140, 140, 140, 140)
    assert (tally.buttons_pressed, tally.buttons_answered, tally.twice, tally.refusals) == (40, 40, [], {})
    rows = sqlite3.connect(tmp_path / "peer.db").execute("SELECT business FROM registrations").fetchall()
    assert sorted(rows) == sorted((talk.said[2],) for talk in talks)
    assert memory > 10
    assert cpu > 0.05


async def test_nothing_is_lost_when_a_bot_that_confirms_late_is_killed_and_disturbed(tmp_path: Path) -> None:
    kills, people = 4, 15
    disturbed = frozenset({"sendMessage"})
    faults = [
        Fault(FaultKind.TOO_MANY, 0.05, disturbed, retry_after=0),
        Fault(FaultKind.BAD_GATEWAY, 0.05),
        Fault(FaultKind.RESET, 0.05),
        Fault(FaultKind.HANG, 0.02, disturbed),
    ]
    async with LoadServer(faults=faults, delay=(0.005, 0.01)) as server:
        settings = {"BOT_API_URL": server.url, "BOT_TOKEN": TOKEN}
        server.add_people(TALK, people, loops=2)
        for _ in range(kills):
            enough = server.tally.messages_sent + 8
            with BotProcess(STUBBORN, settings, tmp_path, tmp_path / "log", None):
                await until(lambda enough=enough: server.tally.messages_sent >= enough)  # type: ignore[misc]
        with BotProcess(STUBBORN, settings, tmp_path, tmp_path / "log", None):
            talks = await server.finished(15)
    assert [talk.broken for talk in talks] == [None] * (2 * people)
    assert server.tally.faults.total() >= 5
    assert server.tally.updates_delivered_again >= kills
    # A kill repeats at most the answers between two confirmations (here up to 5); each at most once.
    assert len(server.tally.twice) <= kills * 5


async def test_lost_answers_make_a_bot_that_asks_again_send_twice(tmp_path: Path) -> None:
    async with LoadServer(faults=[Fault(FaultKind.LOST_REPLY, 0.3, frozenset({"sendMessage"}))]) as server:
        settings = {"BOT_API_URL": server.url, "BOT_TOKEN": TOKEN}
        with BotProcess(STUBBORN, settings, tmp_path, tmp_path / "log", None):
            server.add_people(TALK, 10)
            await server.finished(10)
            await until(lambda: server.unconfirmed == 0)
    assert server.tally.faults["lost_reply"] > 0
    assert len(server.tally.twice) == server.tally.faults["lost_reply"]


async def test_a_run_gives_every_figure_and_leaves_nothing_behind(tmp_path: Path) -> None:
    plan = Plan(people=5, warm_up=0.3, longest_warm_up=1, window=0.6)
    for scenario in (AT_ONCE, DELAYED):
        run = await measure(PEERS["ptb"], Path(sys.executable), scenario, 1, plan, Cores(None, None, ""), tmp_path)
        assert run.failed is None
        assert 0 < run.p50_ms <= run.p95_ms <= run.p99_ms
        assert min(run.updates_per_s, run.registrations_per_s, run.cpu_s_per_1000, run.peak_mib) > 0
        assert (run.broken, run.stuck, run.sent_twice, run.refused_calls) == (0, 0, 0, {})
        least = 40 if scenario is DELAYED else 0
        assert run.p50_ms > least
    assert [path.name for path in tmp_path.iterdir()] == ["ptb.log"]


async def test_a_bot_that_does_not_start_is_told_with_its_last_words(tmp_path: Path) -> None:
    broken = CONTENDERS[0].__class__("ours", "broken", TALK, None, ("-c", "raise SystemExit('no token')"))
    run = await measure(broken, None, AT_ONCE, 1, Plan(), Cores(None, None, ""), tmp_path)
    assert run.failed == "it ended before it asked for updates: no token"

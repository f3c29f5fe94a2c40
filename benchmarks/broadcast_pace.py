"""A broadcast against a server that enforces Telegram's limits, while people chat with the bot."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

from benchmarks import broadcast_rows
from benchmarks.bot_process import BotProcess
from benchmarks.contenders import CONTENDERS, ROOT
from benchmarks.load import LoadServer
from benchmarks.load.calls import Call
from benchmarks.load.limits import OVER_ALL, Limits, bucket, window
from benchmarks.load.script import Expect, Press, Say, Script, Step, Think
from benchmarks.machine import Cores
from benchmarks.measure import percentile
from benchmarks.scripts.ours import REGISTRATION
from durable.database import Database

BOT = 123456
OURS = CONTENDERS[-1]
COUNTED = ("send", "edit", "copy", "delete")


LEAST_SHARE = 0.97
MOST_SLOWER = 1.5
"""Of the rate that the limit lets pass, and of the idle p95 of answers."""


@dataclass(frozen=True)
class Scenario:
    """What the server refuses, and how long its road is."""

    title: str
    limits: Callable[[], Limits]
    delay: tuple[float, float]


SCENARIOS = tuple(
    Scenario(f"{counted}, {road}", limits, delay)
    for limits, counted in ((bucket, "a bucket of 30"), (window, "30 in any second"))
    for delay, road in (((0.04, 0.08), "40-80 ms away"), ((0.0, 0.0), "answered at once"))
)


@dataclass
class Paced:
    """What one broadcast measured; times in milliseconds, rates in messages a second while it ran."""

    per_second: float
    broadcast_per_second: float
    refused: int
    marked: int
    idle_p50: float
    idle_p95: float
    p50: float
    p95: float
    answers: int
    fullest_second: int

    @property
    def share(self) -> float:
        """Of what the limit lets pass."""
        return self.per_second / OVER_ALL

    @property
    def slower(self) -> float:
        """p95 of answers beside the idle one."""
        return self.p95 / self.idle_p95


def unhurried(script: Script, shortest: float = 2.0, longest: float = 8.0) -> Script:
    """The same talk by somebody who thinks before each answer.

    Its last act is answered with four messages: what counts there, as everywhere else, is when the first one comes.
    """
    steps: list[Step] = []
    for step in script.steps[:-1]:
        steps += [Think(shortest, longest), step] if isinstance(step, Say | Press) else [step]
    return replace(script, steps=(*steps, Expect(".")))


async def paced(
    scenario: Scenario, url: str, people: int, chatting: int, idle_seconds: float, cores: Cores, out: Path
) -> Paced:
    """Lets people chat, first alone and then while the bot tells everybody one thing."""
    async with LoadServer(delay=scenario.delay, keep_calls=True, limits=scenario.limits()) as server:
        author, *chats = server.add_readers(1 + people)
        await broadcast_rows.prepare(url, BOT, author, chats)
        settings = OURS.settings(server.url, out) | {"DATABASE_URL": url, "SEND_RATE": str(OVER_ALL)}
        settings |= {"QUIET_HOURS": "00:00-00:00"}
        with BotProcess(OURS.command(None), settings, ROOT, out / "ours.log", cores.bot):
            await server.first_poll(60)
            server.add_people(unhurried(REGISTRATION), chatting, loops=0, ramp=3.0, timeout=120)
            await asyncio.sleep(10)
            server.new_window()
            await asyncio.sleep(idle_seconds)
            idle = sorted(server.new_window().latencies)
            marked = await _announced(url, people, 2.5 * people / OVER_ALL + 60)
            during = server.new_window()
        return _figures(server.calls, set(chats), idle, sorted(during.latencies), marked)


async def _announced(url: str, people: int, seconds: float) -> int:
    """Announces, and waits until everybody is marked; but not longer than so many seconds. How many are marked."""
    database = Database(url)
    try:
        await broadcast_rows.announce(database)
        until = time.monotonic() + seconds
        while (marked := await broadcast_rows.marked(database, people)) < people and time.monotonic() < until:
            await asyncio.sleep(0.25)
        return marked
    finally:
        await database.close()


def _figures(calls: list[Call], told: set[int], idle: list[float], during: list[float], marked: int) -> Paced:
    passed = [call for call in calls if call.status == 200 and call.method.startswith(COUNTED)]
    told_at = [call.at for call in passed if call.chat_id in told]
    first, last = told_at[0], told_at[-1]
    times = [call.at for call in passed if first <= call.at <= last]
    return Paced(
        per_second=(len(times) - 1) / (last - first),
        broadcast_per_second=(len(told_at) - 1) / (last - first),
        refused=sum(call.status == 429 for call in calls),
        marked=marked,
        idle_p50=1000 * percentile(idle, 0.5),
        idle_p95=1000 * percentile(idle, 0.95),
        p50=1000 * percentile(during, 0.5),
        p95=1000 * percentile(during, 0.95),
        answers=len(during),
        fullest_second=fullest_second(times),
    )


def fullest_second(times: list[float]) -> int:
    """The most messages that passed in any one second."""
    most = start = 0
    for end, at in enumerate(times):
        while times[start] <= at - 1.0:
            start += 1
        most = max(most, end - start + 1)
    return most

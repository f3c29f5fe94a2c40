"""One run: one bot, one scenario, one window of time."""

from __future__ import annotations

import asyncio
import math
import shutil
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from benchmarks.bot_process import BotProcess
from benchmarks.contenders import ROOT, Contender
from benchmarks.load import LoadServer
from benchmarks.machine import Cores
from benchmarks.plan import Plan, Scenario

LOOK_EVERY = 0.5
STUCK_AFTER = 2.0


@dataclass
class Run:
    """What one run measured. `failed` says in one line why there are no figures.

    `registrations_estimated`: the window was too short for whole registrations (fewer finished than there are
    people), so the rate is the updates answered per second divided by the updates of one registration.
    `stuck`: people who at the end had waited twice as long as the slowest reply of the run, and over two seconds.
    """

    bot: str
    scenario: str
    repetition: int
    failed: str | None = None
    registrations_per_s: float = 0.0
    registrations_estimated: bool = False
    updates_per_s: float = 0.0
    p50_ms: float = 0.0
    p95_ms: float = 0.0
    p99_ms: float = 0.0
    cpu_s_per_1000: float = 0.0
    peak_mib: float = 0.0
    bot_share: float = 0.0
    server_share: float = 0.0
    finished: int = 0
    broken: int = 0
    stuck: int = 0
    sent_twice: int = 0
    refused_calls: dict[str, int] = field(default_factory=dict)
    first_break: str | None = None


async def measure(
    contender: Contender, python: Path | None, scenario: Scenario, repetition: int, plan: Plan, cores: Cores, out: Path
) -> Run:
    """Starts the bot, lets people speak to it, measures a window, kills the bot."""
    run = Run(contender.key, scenario.key, repetition)
    folder = Path(tempfile.mkdtemp(prefix="run-", dir=out))
    log = out / f"{contender.key}.log"
    try:
        async with LoadServer(delay=scenario.delay, seed=repetition) as server:
            settings = contender.settings(server.url, folder)
            with BotProcess(contender.command(python), settings, ROOT, log, cores.bot) as bot:
                run.failed = await _started(server, bot, plan)
                if run.failed is None:
                    await _warm_up(server, contender, plan)
                    await _window(server, bot, contender, plan, run)
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    return run


async def _started(server: LoadServer, bot: BotProcess, plan: Plan) -> str | None:
    """None when the bot asks for updates, else what went wrong."""
    end = time.monotonic() + plan.start_timeout
    while time.monotonic() < end:
        try:
            await server.first_poll(0.2)
            return None
        except TimeoutError:
            if not bot.is_running:
                return f"it ended before it asked for updates: {bot.last_words()}"
    return f"it did not ask for updates within {plan.start_timeout:.0f} s: {bot.last_words()}"


async def _warm_up(server: LoadServer, contender: Contender, plan: Plan) -> None:
    server.add_people(contender.script, plan.people, loops=0, ramp=plan.warm_up / 2, timeout=plan.reply_timeout)
    began = time.monotonic()
    while (passed := time.monotonic() - began) < plan.longest_warm_up:
        if passed >= plan.warm_up and server.tally.replies >= plan.people:
            return
        await asyncio.sleep(0.05)


async def _window(server: LoadServer, bot: BotProcess, contender: Contender, plan: Plan, run: Run) -> None:
    before = server.new_window()
    cpu, own_cpu, began = bot.cpu_seconds(), time.process_time(), time.monotonic()
    while time.monotonic() - began < plan.window:
        await asyncio.sleep(min(LOOK_EVERY, plan.window - (time.monotonic() - began)))
        run.peak_mib = max(run.peak_mib, bot.memory_mib())
    seconds = time.monotonic() - began
    if not bot.is_running:
        run.failed = f"it ended while it was measured: {bot.last_words()}"
        return
    cpu, own_cpu = bot.cpu_seconds() - cpu, time.process_time() - own_cpu
    counted = server.new_window()
    run.bot_share, run.server_share = cpu / seconds, own_cpu / seconds
    run.finished, run.broken = counted.finished, counted.broken + before.broken
    run.sent_twice = len(counted.twice) + len(before.twice)
    run.refused_calls = counted.refusals
    broken = [talk for talk in server.talks() if talk.broken]
    run.first_break = broken[0].broken if broken else None
    slowest = max([*before.latencies, *counted.latencies], default=0.0)
    run.stuck = len(server.waiting_longer_than(max(STUCK_AFTER, 2 * slowest)))
    if not counted.replies:
        run.failed = f"nobody got a reply in {seconds:.0f} s. {run.first_break or server.people[0].where()}"
        return
    run.updates_per_s = counted.replies / seconds
    run.registrations_estimated = counted.finished < plan.people
    by_updates = run.updates_per_s / contender.script.acts
    run.registrations_per_s = by_updates if run.registrations_estimated else counted.finished / seconds
    run.cpu_s_per_1000 = 1000 * cpu / counted.replies
    latencies = sorted(1000 * seconds for seconds in counted.latencies)
    run.p50_ms, run.p95_ms, run.p99_ms = (percentile(latencies, share) for share in (0.50, 0.95, 0.99))


def percentile(ordered: Sequence[float], share: float) -> float:
    """The smallest value that at least this share of the ordered values does not exceed."""
    return ordered[max(0, math.ceil(share * len(ordered)) - 1)]

"""python -m benchmarks.broadcast: one announcement to 10,000 people, at Telegram's limits and without limits."""

from __future__ import annotations

import argparse
import asyncio
import os
import shutil
import statistics
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from benchmarks.__main__ import OUT, loop_factory
from benchmarks.broadcast_pace import LEAST_SHARE, MOST_SLOWER, SCENARIOS, Paced, Scenario, paced
from benchmarks.broadcast_speed import TRANSPORTS, Speed, ours, peer
from benchmarks.load.limits import OVER_ALL
from benchmarks.machine import Cores, described, pin, share_out
from benchmarks.reminders import new_server

LIMITS_TITLE = (
    "sent/s (of 30)  broadcast/s  429  fullest second  marked         answers idle p50, p95     meanwhile p50, p95"
)


def arguments() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.broadcast", description=__doc__)
    parser.add_argument(
        "--quick", action="store_true", help="some five minutes: 600 people at the limits, 2 repetitions"
    )
    parser.add_argument("--people", type=int, default=10_000, help="who get the announcement (10000)")
    parser.add_argument("--chatting", type=int, default=20, help="people who chat meanwhile (20)")
    parser.add_argument("--idle", type=float, default=60.0, help="seconds in which only they are there (60)")
    parser.add_argument("--repetitions", type=int, default=5, help="of the part without limits (5)")
    parser.add_argument("--only", choices=("limits", "speed"), help="one of the two parts")
    return parser


@contextmanager
def new_folder() -> Iterator[Path]:
    """Gone afterwards, with its databases."""
    folder = Path(tempfile.mkdtemp(prefix="run-", dir=OUT))
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def planned(options: argparse.Namespace) -> argparse.Namespace:
    """With what the quick way changes."""
    options.people_paced = options.people
    if options.quick:
        options.people_paced, options.idle, options.repetitions = 600, 20.0, 2
    return options


async def limits(options: argparse.Namespace, cores: Cores) -> bool:
    """Prints a line for each way in which the server counts. Whether all was reached."""
    print(
        f"\nAt Telegram's limits: {options.people_paced:,} people, {options.chatting} chatting\n{'':44}{LIMITS_TITLE}"
    )
    reached = True
    for scenario in SCENARIOS:
        with new_folder() as folder:
            found = await paced(
                scenario, _file(folder), options.people_paced, options.chatting, options.idle, cores, OUT
            )
        print(told_of_limits(scenario, found, options.people_paced), flush=True)
        reached &= is_reached(found, options.people_paced)
    return reached


def is_reached(found: Paced, people: int) -> bool:
    """All of what is asked of it."""
    return not (found.refused or found.share < LEAST_SHARE or found.marked < people or found.slower > MOST_SLOWER)


def told_of_limits(scenario: Scenario, found: Paced, people: int) -> str:
    """One line of the table."""
    mark = "" if is_reached(found, people) else "  NOT REACHED"
    return (
        f"{scenario.title:44}{found.per_second:5.2f} ({found.share:6.1%}) {found.broadcast_per_second:11.2f} "
        f"{found.refused:5} {found.fullest_second:14} {found.marked:8,} "
        f"{found.idle_p50:12.0f} ms, {found.idle_p95:4.0f} ms {found.p50:9.0f} ms, {found.p95:4.0f} ms "
        f"x{found.slower:.2f}{mark}"
    )


async def speed(options: argparse.Namespace, cores: Cores) -> bool:
    """Prints medians with their spread, and ours beside the best peers. Whether all was reached."""
    print(f"\nWithout limits: {options.people:,} people, {options.repetitions} repetitions, medians (least..greatest)")
    found: dict[str, list[Speed]] = {}
    for _ in range(options.repetitions):  # outermost, so that a slow minute of the machine hits all alike
        for transport in TRANSPORTS:
            # Five times slower, so that a fifth of the people take as long.
            people = options.people // 5 if transport.key == "httpx" else options.people
            _note(found, await peer(transport, people, cores, OUT))
        with new_folder() as folder:
            _note(found, await ours("ours, SQLite, every row marked", _file(folder), options.people, cores, folder))
    for title, runs in found.items():
        print(f"{title:44}{_spread(runs, lambda run: run.per_second):>24} messages/s "
              f"{_spread(runs, lambda run: run.cpu_us):>16} us CPU each", flush=True)  # fmt: skip
    own = next(runs for title, runs in found.items() if title.startswith("ours"))
    for kind in ("httpx", "aiohttp"):
        best = max((runs for title, runs in found.items() if kind in title), key=lambda runs: _median(runs))
        ratios = [mine.per_second / theirs.per_second for mine, theirs in zip(own, best, strict=True)]
        print(f"ours / {best[0].title}: {statistics.median(ratios):.2f} ({min(ratios):.2f}..{max(ratios):.2f})")
    is_faster = statistics.median(ratios) >= 1
    return is_faster and all(run.marked == options.people for run in own)


async def on_postgresql(options: argparse.Namespace, cores: Cores) -> None:
    """The same on a database that writes every commit to disk; the bot's CPU only."""
    with new_server() as url, new_folder() as folder:
        run = await ours("ours, PostgreSQL, every row marked", url, options.people, cores, folder)
    print(f"{run.title:44}{run.per_second:24,.0f} messages/s {run.cpu_us:16.0f} us CPU each (the bot's), once")


def _note(found: dict[str, list[Speed]], run: Speed) -> None:
    print(f"  {run.title}: {run.per_second:,.0f} messages/s, {run.cpu_us:.0f} us CPU each", flush=True)
    found.setdefault(run.title, []).append(run)


def _median(runs: Sequence[Speed]) -> float:
    return statistics.median(run.per_second for run in runs)


def _spread(runs: Sequence[Speed], value: Callable[[Speed], float]) -> str:
    values = sorted(map(value, runs))
    return f"{statistics.median(values):,.0f} ({values[0]:,.0f}..{values[-1]:,.0f})"


def _file(folder: Path) -> str:
    return f"sqlite:///{(folder / 'office.db').as_posix()}"


async def measure(options: argparse.Namespace, cores: Cores) -> bool:
    """Whether all that was measured reached what is asked of it."""
    OUT.mkdir(exist_ok=True)
    reached = True
    if options.only != "speed":
        reached &= await limits(options, cores)
    if options.only != "limits":
        reached &= await speed(options, cores)
        await on_postgresql(options, cores)
    return reached


def main() -> int:
    """0: all was reached; 1: something was not, its line says so."""
    options = planned(arguments().parse_args())
    cores = share_out()
    pin(os.getpid(), cores.server)
    print(", ".join(f"{name}: {value}" for name, value in described().items()), cores.told, sep="; ")
    print(f"{OVER_ALL} messages a second over all chats, one a second in each.")
    with asyncio.Runner(loop_factory=loop_factory) as runner:
        return 0 if runner.run(measure(options, cores)) else 1


if __name__ == "__main__":
    sys.exit(main())

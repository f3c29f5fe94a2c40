"""python -m benchmarks: our bot beside the same registration in python-telegram-bot and aiogram."""

from __future__ import annotations

import argparse
import asyncio
import os
import sys
import time
from dataclasses import replace
from pathlib import Path

from benchmarks import results
from benchmarks.contenders import CONTENDERS, ROOT, Contender
from benchmarks.environments import EnvironmentFailed, python_of
from benchmarks.machine import Cores, described, pin, share_out
from benchmarks.measure import Run, measure
from benchmarks.plan import FULL, QUICK, SCENARIOS, Plan
from benchmarks.report import report
from benchmarks.summary import Summary

OUT = ROOT / "bench-out"
KEYS = [contender.key for contender in CONTENDERS]


def arguments() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("--quick", action="store_true", help="under a minute: does it work? (not for comparing)")
    parser.add_argument("--only", metavar="BOTS", help=f"comma-separated, of {', '.join(KEYS)}")
    parser.add_argument("--people", type=int, help="people at once (200; quick: 40)")
    parser.add_argument("--repetitions", type=int, help="runs of each bot in each scenario (3; quick: 1)")
    parser.add_argument("--window", type=float, metavar="SECONDS", help="measured time of a run (12; quick: 2)")
    parser.add_argument("--report", type=Path, metavar="JSON", help="measure nothing, show the figures of this file")
    parser.add_argument("--write-docs", action="store_true", help=f"put the report into {results.PAGE.name} as well")
    return parser


def chosen(wanted: str | None) -> list[Contender]:
    """The bots named by --only. Raises ValueError with what can be named."""
    names = wanted.split(",") if wanted else KEYS
    unknown = [name for name in names if name not in KEYS]
    if unknown:
        raise ValueError(f"--only: {', '.join(unknown)} is unknown; choose of {', '.join(KEYS)}")
    return [contender for contender in CONTENDERS if contender.key in names]


def planned(options: argparse.Namespace) -> Plan:
    """The plan with what the command line changes. Raises ValueError."""
    given = {name: getattr(options, name) for name in ("people", "repetitions", "window")}
    wrong = [name for name, value in given.items() if value is not None and value <= 0]
    if wrong:
        raise ValueError(f"--{wrong[0]} must be more than 0")
    changes = {name: value for name, value in given.items() if value is not None}
    return replace(QUICK if options.quick else FULL, **changes)


def loop_factory() -> asyncio.AbstractEventLoop:
    """uvloop where there is one: the load server should stay far from its limit."""
    try:
        import uvloop
    except ImportError:
        return asyncio.new_event_loop()
    return uvloop.new_event_loop()


async def measure_all(contenders: list[Contender], plan: Plan, cores: Cores) -> list[Run]:
    """Every bot in every scenario; repetitions outermost, so that a slow minute of the machine hits all alike."""
    pythons = {bot.key: python_of(bot.lock, OUT) if bot.lock else None for bot in contenders}
    runs = []
    for repetition in range(1, plan.repetitions + 1):
        for scenario in SCENARIOS:
            for bot in contenders:
                run = await measure(bot, pythons[bot.key], scenario, repetition, plan, cores, OUT)
                told = run.failed or f"{run.updates_per_s:.0f} updates/s, {run.cpu_s_per_1000:.2f} CPU s/1000"
                print(f"{repetition}/{plan.repetitions} {scenario.key}, {bot.title}: {told}", flush=True)
                runs.append(run)
    return runs


def main() -> int:
    """0: all was measured (met or not); 1: a bot gave no figures; 2: a wrong option or file."""
    options = arguments().parse_args()
    try:
        if options.report:
            head, summary = results.load(options.report)
        else:
            contenders, plan = chosen(options.only), planned(options)
            OUT.mkdir(exist_ok=True)
            cores = share_out()
            pin(os.getpid(), cores.server)
            began = time.monotonic()
            with asyncio.Runner(loop_factory=loop_factory) as runner:
                summary = Summary(runner.run(measure_all(contenders, plan, cores)))
            head = {"measured": time.strftime("%Y-%m-%d %H:%M"), "took": f"{time.monotonic() - began:.0f} s"}
            head |= {"machine": described(), "cores": cores.told, "plan": vars(plan)}
            saved = OUT / f"{time.strftime('%Y%m%d-%H%M%S')}.json"
            results.save(saved, head, summary)
            print(f"\nKept in {saved.relative_to(ROOT)}")
        text = report(summary, head)
        print("\n" + text)
        if options.write_docs:
            results.write_into_page(text)
    except (ValueError, EnvironmentFailed, results.ResultsUnreadable) as error:
        print(f"benchmarks: {error}", file=sys.stderr)
        return 2
    except KeyboardInterrupt:
        return 130
    return 1 if any(run.failed for run in summary.runs) else 0


if __name__ == "__main__":
    sys.exit(main())

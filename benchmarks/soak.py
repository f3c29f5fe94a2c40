"""python -m benchmarks.soak: many people register while the bot is killed again and again, and on a bad line."""

from __future__ import annotations

import argparse
import asyncio
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass, field
from pathlib import Path

import asyncpg

from benchmarks.fleet import Fleet
from benchmarks.load import Fault, FaultKind, LoadServer
from benchmarks.registered import Verdict, judge
from benchmarks.scripts.ours import producer, registration
from tests.postgres import PostgresServer, PostgresUnavailable

BAD_LINE = (
    Fault(FaultKind.TOO_MANY, 0.05),
    Fault(FaultKind.BAD_GATEWAY, 0.05),
    Fault(FaultKind.RESET, 0.02),
    Fault(FaultKind.HANG, 0.02, hang_seconds=2.0),
    Fault(FaultKind.LOST_REPLY, 0.005),
)
DELAY = (0.02, 0.06)  # seconds of network: without it everybody would be done between two kills
LONGEST_STEP = 120.0  # seconds a person waits before giving up
REPORT_EVERY = 5.0


@dataclass(frozen=True)
class Ordeal:
    """One part of the soak: so many bot processes on one kind of database, killed so often, on a good or bad line."""

    title: str
    on_postgresql: bool
    size: int
    kills: int
    faults: tuple[Fault, ...] = ()


@dataclass
class Result:
    """What became of an ordeal; `lost` counts answers of the API that were lost after the call was carried out."""

    ordeal: Ordeal
    verdict: Verdict
    seconds: float
    longest_wait: float
    silences: list[float] = field(default_factory=list)
    lost: int = 0

    @property
    def faults(self) -> list[str]:
        """Everything that is wrong, one line each."""
        found = list(self.verdict.faults)
        if self.ordeal.faults and self.verdict.twice > self.lost:
            found.append(f"{self.verdict.twice} messages twice, but only {self.lost} answers were lost")
        return found


def ordeals(kills: int) -> list[Ordeal]:
    """All parts, in their order."""
    return [
        Ordeal("SQLite, one process, killed", False, 1, kills),
        Ordeal("PostgreSQL, two workers, killed", True, 2, kills),
        Ordeal("SQLite, a bad line", False, 1, 0, BAD_LINE),
    ]


@contextmanager
def empty_database(ordeal: Ordeal, folder: Path) -> Iterator[str]:
    """The URL of a database for one ordeal. Raises PostgresUnavailable."""
    if not ordeal.on_postgresql:
        yield f"sqlite:///{(folder / 'soak.db').as_posix()}"
        return
    server = PostgresServer(durable=True)
    try:
        server.start()
        yield server.url()
    finally:
        server.stop()


async def undergo(ordeal: Ordeal, people: int, seed: int, url: str, folder: Path) -> Result:
    """Runs one ordeal to its end and judges it. Raises TimeoutError that says who hangs where."""
    producers = [producer(number) for number in range(people)]
    scripts = [registration(answers) for answers in producers]
    acts = sum(script.acts for script in scripts)
    began = time.monotonic()
    async with LoadServer(delay=DELAY, faults=ordeal.faults, keep_calls=True, seed=seed) as server:
        with Fleet(server, url, folder, ordeal.size, seed) as fleet:
            await server.first_poll(60)
            for script in scripts:
                server.add_people(script, 1, timeout=LONGEST_STEP)
            reporting = asyncio.create_task(report_progress(server, fleet, ordeal, people))
            try:
                await fleet.kill_at_random(ordeal.kills, acts)
                await server.finished(LONGEST_STEP + people)
            finally:
                reporting.cancel()
            fleet.check_that_all_run()
            verdict = await judge(server, url, producers, ordeal.kills, lost_replies=bool(ordeal.faults))
            lost = sum(call.status == 0 and bool(call.text) for call in server.calls if call.method == "sendmessage")
            longest = max(server.tally.latencies, default=0.0)
            return Result(ordeal, verdict, time.monotonic() - began, longest, fleet.silences(), lost)


async def report_progress(server: LoadServer, fleet: Fleet, ordeal: Ordeal, people: int) -> None:
    """A line every few seconds, until cancelled."""
    while True:
        await asyncio.sleep(REPORT_EVERY)
        tally = server.tally
        print(
            f"  {ordeal.title}: {tally.finished} of {people} registered, {len(fleet.kills)} of {ordeal.kills} kills, "
            f"{tally.faults.total()} faults, {len(tally.twice)} messages twice",
            flush=True,
        )


def table(results: list[Result]) -> str:
    """The counts of all ordeals."""
    head = (
        "",
        "people",
        "right",
        "updates done",
        "answers missing",
        "unsent",
        "twice",
        "silence s",
        "wait s",
        "took s",
    )
    rows = [head]
    for result in results:
        verdict = result.verdict
        silence = f"{max(result.silences):.1f}" if result.silences else "-"
        rows.append((
            result.ordeal.title, str(verdict.people), str(verdict.right), f"{verdict.done} of {verdict.updates}",
            str(verdict.missing_answers), str(verdict.unsent), str(verdict.twice), silence,
            f"{result.longest_wait:.1f}", f"{result.seconds:.0f}",
        ))  # fmt: skip
    widths = [max(len(row[at]) for row in rows) for at in range(len(head))]
    return "\n".join("  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)) for row in rows)


def arguments() -> argparse.ArgumentParser:
    """The command line."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.soak", description=__doc__)
    parser.add_argument("--people", type=int, default=200, help="people who register at once (200)")
    parser.add_argument("--kills", type=int, default=20, help="times the bot is killed with SIGKILL (20)")
    parser.add_argument("--seed", type=int, default=1, help="draws other instants and faults (1)")
    parser.add_argument("--keep", type=Path, metavar="FOLDER", help="keep databases and logs of the bots here")
    return parser


def main() -> int:
    """0: nothing lost, no business written twice; 1: something was, or it could not be measured; 2: wrong option."""
    options = arguments().parse_args()
    if options.people < 1 or options.kills < 0:
        print("--people must be at least 1 and --kills at least 0", file=sys.stderr)
        return 2
    results: list[Result] = []
    broken: list[str] = []
    with nullcontext(options.keep) if options.keep else tempfile.TemporaryDirectory() as kept:
        for number, ordeal in enumerate(ordeals(options.kills), 1):
            print(f"{ordeal.title}: {options.people} people, {ordeal.kills} kills", flush=True)
            folder = Path(kept) / f"{number}"
            folder.mkdir(parents=True, exist_ok=True)
            try:
                with empty_database(ordeal, folder) as url:
                    results.append(asyncio.run(undergo(ordeal, options.people, options.seed, url, folder)))
            except KeyboardInterrupt:
                return 130
            except (PostgresUnavailable, TimeoutError, AssertionError, asyncpg.PostgresError, OSError) as error:
                broken.append(f"{ordeal.title}: {error}")
    print("\n" + table(results) + "\n")
    for result in results:
        broken += [f"{result.ordeal.title}: {fault}" for fault in result.faults]
    for line in broken[:50]:
        print(f"WRONG  {line}")
    print("Something is wrong." if broken else "Nothing was lost, and no business was written twice.")
    return 1 if broken else 0


if __name__ == "__main__":
    sys.exit(main())

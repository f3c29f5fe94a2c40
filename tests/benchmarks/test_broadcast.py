"""The measured broadcast itself: whole and small."""

from __future__ import annotations

from pathlib import Path

from benchmarks.broadcast import is_reached
from benchmarks.broadcast_pace import Paced, unhurried
from benchmarks.broadcast_speed import Transport, ours, peer
from benchmarks.load import Expect, Press, Say, Think
from benchmarks.machine import Cores
from benchmarks.scripts.ours import REGISTRATION

ANY = Cores(None, None, "")
GOOD = Paced(29.2, 24.0, 0, 100, 80.0, 150.0, 90.0, 190.0, 50, 30)


async def test_everybody_is_told_and_marked_by_us_and_told_by_a_peer(tmp_path: Path) -> None:
    run = await ours("ours", f"sqlite:///{tmp_path}/office.db", 60, ANY, tmp_path)
    assert (run.sent, run.marked) == (60, 60)
    run = await peer(Transport("aiohttp", 8), 60, ANY, tmp_path)
    assert (run.sent, run.marked) == (60, None)
    assert min(run.per_second, run.cpu_us) > 0


def test_whoever_is_in_no_hurry_thinks_before_each_act() -> None:
    steps = unhurried(REGISTRATION).steps
    acts = [at for at, step in enumerate(steps) if isinstance(step, Say | Press)]
    assert len(acts) == REGISTRATION.acts
    assert all(isinstance(steps[at - 1], Think) for at in acts)
    assert steps[-1] == Expect(".")


def test_reached_is_all_of_it() -> None:
    worse = {"per_second": 29.0, "refused": 1, "marked": 99, "p95": 226.0}
    assert is_reached(GOOD, 100)
    assert [is_reached(Paced(**{**vars(GOOD), name: value}), 100) for name, value in worse.items()] == [False] * 4

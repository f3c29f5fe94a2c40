"""The same talk on a bad line: refusals, errors, resets, silence and lost answers; everybody finishes."""

from __future__ import annotations

from pathlib import Path

import pytest

from benchmarks.fleet import Fleet
from benchmarks.load import Fault, FaultKind, LoadServer
from benchmarks.registered import judge
from benchmarks.scripts.ours import producer, registration

PEOPLE = 30
PRODUCERS = [producer(number) for number in range(PEOPLE)]
FAULTS = [
    Fault(FaultKind.TOO_MANY, 0.05),
    Fault(FaultKind.BAD_GATEWAY, 0.05),
    Fault(FaultKind.RESET, 0.02),
    Fault(FaultKind.HANG, 0.02, hang_seconds=2.0),
    Fault(FaultKind.LOST_REPLY, 0.005),
]


@pytest.mark.pitfall(16)
@pytest.mark.pitfall(17)
async def test_everybody_finishes_on_a_bad_line(sqlite_url: str, tmp_path: Path) -> None:
    async with LoadServer(delay=(0.005, 0.02), faults=FAULTS, keep_calls=True, seed=5) as server:
        with Fleet(server, sqlite_url, tmp_path, 1, seed=5) as fleet:
            await server.first_poll(30)
            for answers in PRODUCERS:
                server.add_people(registration(answers), 1, timeout=40)
            await server.finished(45)
            fleet.check_that_all_run()
            verdict = await judge(server, sqlite_url, PRODUCERS, kills=0, lost_replies=True)
        lost = sum(call.status == 0 and bool(call.text) for call in server.calls if call.method == "sendmessage")
    tally = server.tally
    print(f"{verdict}; faults {dict(tally.faults)}; {lost} messages arrived without the bot knowing; waits up to "
          f"{max(tally.latencies):.1f} s")  # fmt: skip
    assert verdict.faults == []
    assert (verdict.right, verdict.missing_answers, verdict.done) == (PEOPLE, 0, verdict.updates)
    assert min(tally.faults[kind] for kind in ("429", "502", "reset", "hang")) > 0
    # What arrived twice is what arrived while its answer was lost, and nothing else.
    assert verdict.twice == lost
    assert tally.calls_before_retry_after == 0

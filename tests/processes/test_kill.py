"""People register at once while the bot is killed at random instants: nothing is lost, nothing is written twice."""

from __future__ import annotations

from pathlib import Path

import pytest

from benchmarks.fleet import Fleet
from benchmarks.load import LoadServer
from benchmarks.registered import Verdict, judge
from benchmarks.scripts.ours import producer, registration

PEOPLE, KILLS = 20, 4
PRODUCERS = [producer(number) for number in range(PEOPLE)]
SCRIPTS = [registration(answers) for answers in PRODUCERS]
LONGEST_SILENCE = 12.0  # seconds; a lease that nobody takes over would cost thirty


async def killed_while_people_register(database_url: str, folder: Path, size: int, seed: int) -> Verdict:
    """Everybody registers with a fleet of `size` processes; a word that is answered is never repeated by a person."""
    async with LoadServer(delay=(0.01, 0.04), keep_calls=True, seed=seed) as server:
        with Fleet(server, database_url, folder, size, seed) as fleet:
            await server.first_poll(30)
            for script in SCRIPTS:
                server.add_people(script, 1, ramp=0, timeout=40)
            await fleet.kill_at_random(KILLS, sum(script.acts for script in SCRIPTS))
            await server.finished(45)
            fleet.check_that_all_run()
            verdict = await judge(server, database_url, PRODUCERS, KILLS)
            silences = fleet.silences()
    print(f"{size} process(es): {verdict}; silences after the kills {[round(gap, 2) for gap in silences]} s")
    assert len(fleet.kills) == KILLS
    assert server.tally.updates_delivered == sum(script.acts for script in SCRIPTS)
    assert max(silences) < LONGEST_SILENCE
    return verdict


@pytest.mark.pitfall(25)
@pytest.mark.pitfall(30)
async def test_everybody_has_one_right_business_after_kills_on_sqlite(sqlite_url: str, tmp_path: Path) -> None:
    verdict = await killed_while_people_register(sqlite_url, tmp_path, size=1, seed=7)
    assert verdict.faults == []
    assert (verdict.right, verdict.missing_answers, verdict.done) == (PEOPLE, 0, verdict.updates)


@pytest.mark.pitfall(25)
@pytest.mark.pitfall(30)
async def test_everybody_has_one_right_business_after_kills_of_two_workers(postgresql_url: str, tmp_path: Path) -> None:
    verdict = await killed_while_people_register(postgresql_url, tmp_path, size=2, seed=11)
    assert verdict.faults == []
    assert (verdict.right, verdict.missing_answers, verdict.done) == (PEOPLE, 0, verdict.updates)

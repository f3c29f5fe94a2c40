"""What an announcement would mean: how many, who for example, until when, at what cost."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, time, timedelta

import pytest
from sqlalchemy import update

from durable.database import Database
from models import NewsTopic, Person
from services.announcements.audience import Audience, Reach
from services.announcements.dry_run import DryRun, Pace, dry_run, finished_at
from services.office_clock import WITA, OfficeClock
from tests.databases import Fresh
from tests.prepared import all_tables
from tests.services.announcements.random_people import LINE, Somebody, write

OFFICE = OfficeClock()
ALWAYS = replace(OFFICE, quiet_hours=(time(0), time(0)))


def at(hour: int, minute: int = 0, day: int = 23) -> datetime:
    return datetime(2026, 11, day, hour, minute, tzinfo=WITA)


@pytest.mark.parametrize(
    ("begins", "takes", "office", "done"),
    [
        (at(10), timedelta(minutes=5), OFFICE, at(10, 5)),
        (at(20), timedelta(hours=1), OFFICE, at(21)),
        (at(20), timedelta(hours=1, seconds=30), OFFICE, at(6, 0, 24) + timedelta(seconds=30)),
        (at(20), timedelta(hours=17), OFFICE, at(7, 0, 25)),
        (at(23), timedelta(minutes=5), OFFICE, at(6, 5, 24)),
        (at(23), timedelta(minutes=5), ALWAYS, at(23, 5)),
        (at(3), timedelta(0), OFFICE, at(6)),
        (at(9), timedelta(hours=20), replace(OFFICE, quiet_hours=(time(12), time(13))), at(6, 0, 24)),
        (at(12, 30), timedelta(hours=1), replace(OFFICE, quiet_hours=(time(12), time(13))), at(14)),
    ],
)
def test_sending_rests_in_the_quiet_hours(
    begins: datetime, takes: timedelta, office: OfficeClock, done: datetime
) -> None:
    assert finished_at(begins.astimezone(UTC), takes, office) == done


@pytest.mark.parametrize(
    ("pace", "takes", "stars"),
    [
        (Pace(30), 10, 0),
        (Pace(30, is_paid=True), 10, 0),
        (Pace(20), 15, 0),
        (Pace(60, is_paid=True), 5, 15),
        (Pace(300, is_paid=True), 1, 27),
        (Pace(60), 5, 0),
        (Pace(0), 0, 0),
        (Pace(0, is_paid=True), 0, 0),
    ],
)
def test_the_rate_says_how_long_it_takes_and_what_is_paid(pace: Pace, takes: int, stars: float) -> None:
    assert (pace.takes(300), pace.stars(300)) == (timedelta(seconds=takes), pytest.approx(stars))


async def test_a_dry_run_tells_all_of_it(fresh: Fresh, kind_of_database: str) -> None:
    now, database = at(20, 59), Database(fresh(kind_of_database, all_tables))
    village = [Somebody(number) for number in range(1, 6)] + [Somebody(6, stops=frozenset({NewsTopic.ALL}))]
    async with database.session() as session:
        await write(session, village)
        await session.execute(update(Person).where(Person.id == 2).values(name=None))

        async def tried(audience: Audience, messages: int, send_at: datetime | None = None) -> DryRun:
            return await dry_run(
                session, audience, NewsTopic.MARKET, messages, send_at, LINE, Pace(0.1), OFFICE, now
            )  # fmt: skip

        found = await tried(Audience(), 2)
        assert found.reach == Reach(people=6, reachable=5, unreachable=0, stopped=1)
        assert len(found.names) == 3
        assert {*found.names} < {f"Orang {number}" for number in (1, 3, 4, 5)}
        assert (found.begins_at, found.ends_at, found.stars) == (now, at(6, 0, 24) + timedelta(seconds=40), 0)
        assert (await tried(Audience(), 1, at(9, 0, 24))).ends_at == at(9, 0, 24) + timedelta(seconds=50)
        assert (await tried(Audience(), 1, at(9, 0, 22))).begins_at == now
        nobody = await tried(Audience(producers=True), 1)
        assert (nobody.reach, nobody.names) == (Reach(0, 0, 0, 0), [])
    await database.close()

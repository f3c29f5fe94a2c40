"""500 producers race for 50 hours of five mentors, over four processes on PostgreSQL: nobody is booked twice."""

from __future__ import annotations

import asyncio
import json
import sys
from collections import Counter
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.settings import ROOT
from durable import clock
from durable.database import Base, Database
from models import (
    BookedQuarter,
    Expertise,
    HelpRequest,
    Meeting,
    Offer,
    OfferState,
    Person,
    RequestState,
    RoleKind,
    Way,
)
from services import people, roles
from services.reference_data import load_reference_data
from tests.mentoring_rows import SANGATTA_UTARA, add_mentor

MENTORS, HOURS, PROCESSES = 5, 10, 4
ON_THE_HOUR, HALF_AN_HOUR_APART = (0,), (0, 30)


@pytest.mark.parametrize(
    ("producers", "minutes"), [(500, ON_THE_HOUR), (150, HALF_AN_HOUR_APART)], ids=["same_hours", "overlapping_hours"]
)
async def test_producers_race_for_hours_and_nobody_is_booked_twice(
    postgresql_url: str, producers: int, minutes: tuple[int, ...]
) -> None:
    database = Database(postgresql_url)
    await _fill(database, producers, minutes)
    came = await _race(postgresql_url)
    async with database.session() as session:
        meetings = list(await session.scalars(select(Meeting)))
        _check(came, meetings, producers, minutes)
        assert await session.scalar(select(func.count()).select_from(BookedQuarter)) == 8 * len(meetings)
        states = Counter(await session.scalars(select(Offer.state)))
        assert states == {OfferState.ACCEPTED: len(meetings), OfferState.WAITING: producers - len(meetings)}
        agreed = select(func.count()).where(HelpRequest.state == RequestState.AGREED)
        assert await session.scalar(agreed) == len(meetings)
    await database.close()


def _check(came: Counter[str], meetings: list[Meeting], producers: int, minutes: tuple[int, ...]) -> None:
    assert (came["booked"], came["booked"] + came["taken"]) == (len(meetings), producers)
    if minutes == ON_THE_HOUR:
        assert len(meetings) == MENTORS * HOURS
    for side in ("mentor_id", "producer_id"):
        ends: dict[int, datetime] = {}
        for meeting in sorted(meetings, key=lambda each: each.starts_at):
            person = getattr(meeting, side)
            assert ends.get(person, meeting.starts_at) <= meeting.starts_at
            ends[person] = meeting.ends_at


async def _race(url: str) -> Counter[str]:
    """All processes begin at the same moment."""
    pipe = asyncio.subprocess.PIPE
    racers = [
        await asyncio.create_subprocess_exec(
            sys.executable, "-m", "tests.processes.booking_racer", url, str(number), str(PROCESSES),
            cwd=ROOT, stdin=pipe, stdout=pipe,
        )
        for number in range(PROCESSES)
    ]  # fmt: skip
    for racer in racers:
        assert racer.stdout is not None
        assert await racer.stdout.readline() == b"ready\n"
    outputs = await asyncio.gather(*(racer.communicate(b"go\n") for racer in racers))
    assert [racer.returncode for racer in racers] == [0] * PROCESSES
    return sum((Counter(json.loads(output)) for output, _ in outputs), Counter())


async def _fill(database: Database, producers: int, minutes: tuple[int, ...]) -> None:
    """Every producer is offered an hour of one mentor; of 500 ten want each."""
    async with database.write() as connection:
        await connection.run_sync(Base.metadata.create_all)
    now = clock.now()
    first = (now + timedelta(days=3)).astimezone(UTC).replace(minute=0, second=0, microsecond=0)
    async with database.session() as session:
        await load_reference_data(session)
        mentors = [await _a_mentor(session, number, now) for number in range(MENTORS)]
        session.add_all(_an_offer(number, mentors, first, minutes, now) for number in range(producers))


async def _a_mentor(session: AsyncSession, number: int, now: datetime) -> int:
    person = await people.ensure_person(session, "telegram", 1000 + number, now)
    await roles.give(session, person, RoleKind.MENTOR, None, now)
    return (await add_mentor(session, person, now)).person_id


def _an_offer(number: int, mentors: list[int], first: datetime, minutes: tuple[int, ...], now: datetime) -> Offer:
    at = number // MENTORS
    request = HelpRequest(
        producer=Person(created_at=now, roles=[], consents=[]), district_id=SANGATTA_UTARA, hours=[],
        topic=Expertise.PACKAGING, way=Way.PHONE, state=RequestState.OFFERED, opened_at=now,
    )  # fmt: skip
    starts_at = first + timedelta(hours=at % HOURS, minutes=minutes[at // HOURS % len(minutes)])
    return Offer(
        request=request, mentor_id=mentors[number % MENTORS], state=OfferState.WAITING, starts_at=starts_at,
        offered_at=now,
    )  # fmt: skip

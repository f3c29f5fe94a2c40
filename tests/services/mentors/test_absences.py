"""Days off: noted once, never overlapping, never in the past."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from durable.database import Base, Database
from models import MeetingState, Mentor, MentorAbsence, Person
from services.errors import AbsenceConflict, AbsenceMissing, MomentRefused
from services.mentors.absences import absences_of, add_absence, delete_absence, sessions_within
from services.office_clock import WITA
from services.people import ensure_person
from services.reference_data import load_reference_data
from tests.mentoring_rows import a_meeting, a_mentor
from tests.services.conftest import OFFICE_TABLES

TODAY = date(2026, 11, 23)


def on(day: int) -> date:
    return TODAY + timedelta(days=day)


async def kept(session: AsyncSession, mentor: Mentor) -> list[tuple[date, date]]:
    return [(each.first_on, each.last_on) for each in await absences_of(session, mentor.person_id, TODAY)]


async def test_days_off_are_kept_in_order(session: AsyncSession, mentor: Mentor) -> None:
    before = mentor.version
    await add_absence(session, mentor, on(30), on(40), TODAY)
    await add_absence(session, mentor, on(-3), on(0), TODAY)
    await add_absence(session, mentor, on(1), on(1), TODAY)
    assert await kept(session, mentor) == [(on(-3), on(0)), (on(1), on(1)), (on(30), on(40))]
    assert mentor.version == before + 3


@pytest.mark.parametrize(("first", "last"), [(9, 10), (15, 16), (12, 12), (5, 25), (10, 15)])
async def test_overlapping_days_are_refused(session: AsyncSession, mentor: Mentor, first: int, last: int) -> None:
    await add_absence(session, mentor, on(10), on(15), TODAY)
    before = mentor.version
    with pytest.raises(AbsenceConflict):
        await add_absence(session, mentor, on(first), on(last), TODAY)
    assert await kept(session, mentor) == [(on(10), on(15))]
    assert mentor.version == before


async def test_days_that_touch_do_not_overlap(session: AsyncSession, mentor: Mentor) -> None:
    for first, last in ((10, 15), (16, 20), (5, 9)):
        await add_absence(session, mentor, on(first), on(last), TODAY)
    assert len(await kept(session, mentor)) == 3


async def test_mentors_may_be_away_at_once(
    session: AsyncSession, mentor: Mentor, new_person: Callable[..., Awaitable[Person]]
) -> None:
    other = await a_mentor(session, await new_person())
    await add_absence(session, mentor, on(1), on(2), TODAY)
    await add_absence(session, other, on(1), on(2), TODAY)
    assert await kept(session, other) == [(on(1), on(2))]


@pytest.mark.parametrize(
    ("first", "last", "reason"),
    [(-5, -1, "refused_moment_past"), (3, 2, "refused_days_order"), (360, 367, "refused_moment_far")],
)
async def test_days_that_cannot_be(session: AsyncSession, mentor: Mentor, first: int, last: int, reason: str) -> None:
    with pytest.raises(MomentRefused) as refused:
        await add_absence(session, mentor, on(first), on(last), TODAY)
    assert refused.value.reason == reason
    assert await kept(session, mentor) == []


async def test_days_off_are_taken_back(session: AsyncSession, mentor: Mentor) -> None:
    absence = await add_absence(session, mentor, on(1), on(2), TODAY)
    await delete_absence(session, mentor, absence.id)
    assert await kept(session, mentor) == []
    with pytest.raises(AbsenceMissing):
        await delete_absence(session, mentor, absence.id)


async def test_others_days_off_are_not_there(
    session: AsyncSession, mentor: Mentor, new_person: Callable[..., Awaitable[Person]]
) -> None:
    other = await a_mentor(session, await new_person())
    absence = await add_absence(session, mentor, on(1), on(2), TODAY)
    for number in (absence.id, 999_999, None):
        with pytest.raises(AbsenceMissing):
            await delete_absence(session, other, number)
    assert await kept(session, mentor) == [(on(1), on(2))]


async def test_sessions_within(session: AsyncSession, mentor: Mentor, producer: Person) -> None:
    def at(day: int, hour: int) -> datetime:
        return (datetime(2026, 11, 23, tzinfo=WITA) + timedelta(days=day, hours=hour)).astimezone(UTC)

    inside = [await a_meeting(session, mentor.person_id, producer.id, at(day, 7)) for day in (1, 2)]
    await a_meeting(session, mentor.person_id, producer.id, at(0, 23))
    await a_meeting(session, mentor.person_id, producer.id, at(3, 0))
    await a_meeting(session, mentor.person_id, producer.id, at(1, 9), MeetingState.CANCELLED)
    found = await sessions_within(session, mentor.person_id, on(1), on(2), at(0, 12), WITA)
    assert list(found) == inside
    assert list(await sessions_within(session, mentor.person_id, on(1), on(2), at(1, 8), WITA)) == inside[1:]


async def test_of_two_at_once_that_overlap_one_wins(database_url: str) -> None:
    database = Database(database_url)
    async with database.write() as connection:
        await connection.run_sync(Base.metadata.create_all, tables=OFFICE_TABLES)
    async with database.session() as session:
        await load_reference_data(session)
        person = await ensure_person(session, "telegram", 7, datetime(2026, 11, 1, tzinfo=UTC))
        await a_mentor(session, person)

    async def away(first: int) -> None:
        async with database.session() as session:
            await add_absence(session, await session.get_one(Mentor, person.id), on(first), on(first + 5), TODAY)

    ends = await asyncio.gather(*(away(first) for first in range(1, 6)), return_exceptions=True)
    assert [type(end) for end in ends if end is not None] == [AbsenceConflict] * 4
    async with database.session() as session:
        assert len(list(await session.scalars(select(MentorAbsence.id)))) == 1
    await database.close()

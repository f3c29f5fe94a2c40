"""When a mentor can: the usual week, and all that takes hours away from it."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import event
from sqlalchemy.ext.asyncio import AsyncSession

from models import (
    Expertise,
    MeetingState,
    Mentor,
    MentorAbsence,
    MentorWeek,
    Pace,
    Person,
    Way,
    Workshop,
    WorkshopState,
)
from services.errors import FieldRefused
from services.mentoring import booking
from services.mentors.availability import can_take, free_starts, set_hours, weekly_hours
from services.mentors.limits import most_in_week
from services.office_clock import WITA
from services.week import Part, hours_of
from tests.mentoring_rows import a_meeting

MONDAY = datetime(2026, 11, 23, tzinfo=WITA)
NewPerson = Callable[..., Awaitable[Person]]


def at(day: int, hour: int, minute: int = 0) -> datetime:
    """An instant that so many days after the first Monday it is this hour of the office's zone."""
    return (MONDAY + timedelta(days=day, hours=hour, minutes=minute)).astimezone(UTC)


MONDAY_AFTERNOON = hours_of(0, Part.AFTERNOON)
FIRST_WEEK = [at(0, 15), at(0, 16), at(0, 17)]
SECOND_WEEK = [at(7, 15), at(7, 16), at(7, 17)]


async def starts(
    session: AsyncSession, mentor: Mentor, producer: Person, *, wanted: frozenset[int] = frozenset(), days: int = 7,
    earliest: datetime = MONDAY, **more: int,
) -> list[datetime]:  # fmt: skip
    return await free_starts(session, mentor.person_id, producer.id, wanted, earliest, at(days, 0), WITA, **more)


async def test_hours_are_kept_and_changed(session: AsyncSession, mentor: Mentor) -> None:
    assert await weekly_hours(session, mentor.person_id) == MONDAY_AFTERNOON
    before = mentor.version
    assert await set_hours(session, mentor, [16, 40]) is True
    assert await weekly_hours(session, mentor.person_id) == {16, 40}
    assert mentor.version == before + 1


async def test_same_hours_change_nothing(session: AsyncSession, mentor: Mentor) -> None:
    before = mentor.version
    assert await set_hours(session, mentor, MONDAY_AFTERNOON) is False
    assert mentor.version == before


@pytest.mark.parametrize("hour", [-1, 168])
async def test_hour_outside_the_week_is_refused(session: AsyncSession, mentor: Mentor, hour: int) -> None:
    with pytest.raises(FieldRefused):
        await set_hours(session, mentor, [hour])
    assert await weekly_hours(session, mentor.person_id) == MONDAY_AFTERNOON


async def test_usual_week(session: AsyncSession, mentor: Mentor, producer: Person) -> None:
    assert await starts(session, mentor, producer, days=14) == FIRST_WEEK + SECOND_WEEK


async def test_no_hours_no_starts(session: AsyncSession, mentor: Mentor, producer: Person) -> None:
    await set_hours(session, mentor, [])
    assert await starts(session, mentor, producer) == []


async def test_only_wanted_hours(session: AsyncSession, mentor: Mentor, producer: Person) -> None:
    assert await starts(session, mentor, producer, wanted=frozenset({16, 40})) == [at(0, 16)]
    assert await starts(session, mentor, producer, wanted=frozenset({40})) == []


async def test_most(session: AsyncSession, mentor: Mentor, producer: Person) -> None:
    assert await starts(session, mentor, producer, days=14, most=4) == [*FIRST_WEEK, SECOND_WEEK[0]]


@pytest.mark.parametrize(
    ("earliest", "expected"),
    [(at(0, 15), FIRST_WEEK), (at(0, 15, 1), FIRST_WEEK[1:]), (at(0, 17, 59), []), (at(8, 0), [])],
)
async def test_starts_only_after_the_earliest(
    session: AsyncSession, mentor: Mentor, producer: Person, earliest: datetime, expected: list[datetime]
) -> None:
    assert await starts(session, mentor, producer, earliest=earliest) == expected


async def test_absence_has_both_ends(session: AsyncSession, mentor: Mentor, producer: Person) -> None:
    await set_hours(session, mentor, {16, 24 + 16, 48 + 16, 72 + 16})
    session.add(MentorAbsence(mentor_id=mentor.person_id, first_on=date(2026, 11, 24), last_on=date(2026, 11, 25)))
    assert await starts(session, mentor, producer) == [at(0, 16), at(3, 16)]
    assert await can_take(session, mentor.person_id, at(2, 9), WITA) is False
    assert await can_take(session, mentor.person_id, at(3, 9), WITA) is True


async def test_absence_is_of_the_local_day(session: AsyncSession, mentor: Mentor, producer: Person) -> None:
    """Seven in the morning is still the day before in UTC."""
    await set_hours(session, mentor, {7})
    session.add(MentorAbsence(mentor_id=mentor.person_id, first_on=date(2026, 11, 23), last_on=date(2026, 11, 23)))
    assert await starts(session, mentor, producer, days=14) == [at(7, 7)]


async def test_week_without_sessions(session: AsyncSession, mentor: Mentor, producer: Person) -> None:
    session.add(MentorWeek(mentor_id=mentor.person_id, monday=date(2026, 11, 23), pace=Pace.NONE))
    assert await starts(session, mentor, producer, days=14) == SECOND_WEEK
    assert await can_take(session, mentor.person_id, at(6, 16), WITA) is False


@pytest.mark.parametrize(
    ("most", "pace", "expected"),
    [(1, Pace.LESS, 1), (2, Pace.LESS, 1), (5, Pace.LESS, 2), (5, Pace.FULL, 5), (5, Pace.NONE, 0)],
)
def test_pace(most: int, pace: Pace, expected: int) -> None:
    assert most_in_week(most, pace) == expected


async def test_week_of_less_is_half_full_sooner(session: AsyncSession, mentor: Mentor, producer: Person) -> None:
    session.add(MentorWeek(mentor_id=mentor.person_id, monday=date(2026, 11, 23), pace=Pace.LESS))
    await a_meeting(session, mentor.person_id, producer.id, at(1, 9))
    assert await starts(session, mentor, producer, days=14) == SECOND_WEEK


@pytest.mark.parametrize(
    ("states", "expected"),
    [
        ([MeetingState.SCHEDULED], FIRST_WEEK),
        ([MeetingState.SCHEDULED, MeetingState.HELD], []),
        ([MeetingState.HELD, MeetingState.CANCELLED, MeetingState.NO_SHOW], FIRST_WEEK),
    ],
)
async def test_full_week(
    session: AsyncSession, mentor: Mentor, producer: Person, states: list[MeetingState], expected: list[datetime]
) -> None:
    for day, state in enumerate(states, 1):
        await a_meeting(session, mentor.person_id, producer.id, at(day, 9), state)
    assert await starts(session, mentor, producer, days=14) == expected + SECOND_WEEK


async def test_full_month_ends_with_the_month(session: AsyncSession, mentor: Mentor, producer: Person) -> None:
    """30 November is a Monday; the next of them is in December."""
    mentor.most_per_month = 2
    for day in (-21, -14):
        await a_meeting(session, mentor.person_id, producer.id, at(day, 9), MeetingState.HELD)
    assert await starts(session, mentor, producer, days=21) == [at(14, 15), at(14, 16), at(14, 17)]


async def test_week_counts_across_the_month(session: AsyncSession, mentor: Mentor, producer: Person) -> None:
    """A session on Thursday 3 December counts for the week that begins on 30 November."""
    for day in (10, 11):
        await a_meeting(session, mentor.person_id, producer.id, at(day, 9))
    assert await starts(session, mentor, producer, days=8, earliest=at(7, 0)) == []


@pytest.mark.parametrize("whose", ["mentor", "producer"])
async def test_booked_hour_of_either(
    session: AsyncSession, mentor: Mentor, producer: Person, new_person: NewPerson, whose: str
) -> None:
    """A session from half past three takes two of the three hours."""
    other, mentor.most_per_week = await new_person(), 5
    pair = (mentor.person_id, other.id) if whose == "mentor" else (other.id, producer.id)
    await a_meeting(session, *pair, at(0, 15, 30))
    assert await starts(session, mentor, producer) == [at(0, 17)]


async def test_last_hour_is_looked_at_to_its_end(session: AsyncSession, mentor: Mentor, producer: Person) -> None:
    await a_meeting(session, mentor.person_id, producer.id, at(0, 17, 45))
    assert await free_starts(session, mentor.person_id, producer.id, (), at(0, 0), at(0, 17, 1), WITA) == FIRST_WEEK[:2]


async def test_session_that_moves_is_not_in_its_own_way(
    session: AsyncSession, mentor: Mentor, producer: Person
) -> None:
    mentor.most_per_week = 1
    meeting = await a_meeting(session, mentor.person_id, producer.id, at(0, 16))
    assert await starts(session, mentor, producer) == []
    assert await starts(session, mentor, producer, moving=meeting.id) == FIRST_WEEK
    assert await can_take(session, mentor.person_id, at(0, 16), WITA) is False
    assert await can_take(session, mentor.person_id, at(0, 16), WITA, moving=meeting.id) is True


async def test_workshop_takes_time_too(session: AsyncSession, mentor: Mentor, producer: Person) -> None:
    """Its quarters have no meeting: a moving one must not free them."""
    workshop = Workshop(
        mentor_id=mentor.person_id, opened_by_id=mentor.person_id, topic=Expertise.PACKAGING, title="Kemasan",
        seats=5, least=2, starts_at=at(0, 15), ends_at=at(0, 17), decides_at=at(-1, 0), way=Way.VISIT,
        state=WorkshopState.INVITING, opened_at=at(-7, 0),
    )  # fmt: skip
    session.add(workshop)
    await session.flush()
    await booking.take(session, [mentor.person_id], at(0, 15), at(0, 17), workshop_id=workshop.id)
    meeting = await a_meeting(session, mentor.person_id, producer.id, at(3, 9))
    assert await starts(session, mentor, producer, moving=meeting.id) == [at(0, 17)]


async def test_any_hour_can_be_proposed(session: AsyncSession, mentor: Mentor) -> None:
    assert await can_take(session, mentor.person_id, at(5, 21), WITA) is True


async def test_hours_are_full_ones_of_a_zone_between_hours(
    session: AsyncSession, mentor: Mentor, producer: Person
) -> None:
    kathmandu = ZoneInfo("Asia/Kathmandu")
    found = await free_starts(session, mentor.person_id, producer.id, (), at(0, 0), at(7, 0), kathmandu)
    assert [start.astimezone(kathmandu).strftime("%a %H.%M") for start in found] == [
        "Mon 15.00", "Mon 16.00", "Mon 17.00",
    ]  # fmt: skip


async def test_few_queries(session: AsyncSession, mentor: Mentor, producer: Person) -> None:
    await session.flush()
    connection = await session.connection()
    asked: list[str] = []
    event.listen(connection.sync_connection, "before_cursor_execute", lambda *told: asked.append(told[2]))
    await starts(session, mentor, producer, days=28)
    assert len(asked) == 6

"""The rows of reminders: written once, moved with their session, dropped with it."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from models import DropReason, Meeting, Occasion, Person, Reminder, ReminderState, ReminderWishes, RoleKind
from services.office_clock import WITA, OfficeClock
from services.reminders import planning
from tests.mentoring_rows import BUSANG, add_meeting, add_mentor, add_seat, add_workshop

OFFICE = OfficeClock()
NOW = datetime(2026, 11, 23, 10, 0, tzinfo=WITA)
START = datetime(2026, 11, 26, 10, 0, tzinfo=WITA)
DAY, HOUR, RATE = Occasion.DAY_BEFORE, Occasion.HOUR_BEFORE, Occasion.RATE
PENDING, QUEUED, DROPPED = ReminderState.PENDING, ReminderState.QUEUED, ReminderState.DROPPED

NewPerson = Callable[..., Awaitable[Person]]
Row = tuple[int, Occasion, datetime, ReminderState]


@pytest.fixture
async def meeting(session: AsyncSession, new_person: NewPerson) -> Meeting:
    """Between a mentor and a producer, on Thursday at 10."""
    mentor, producer = await new_person(RoleKind.MENTOR), await new_person()
    await add_mentor(session, mentor, NOW)
    return await add_meeting(session, mentor, producer, START, NOW)


async def rows(session: AsyncSession, *states: ReminderState) -> list[Row]:
    """(person, occasion, due, state) of all rows in these states, in order."""
    query = select(Reminder).where(Reminder.state.in_(states or list(ReminderState))).order_by(Reminder.id)
    found = await session.scalars(query.execution_options(populate_existing=True))
    return [(row.person_id, row.occasion, row.due_at.astimezone(WITA), row.state) for row in found]


async def queue(session: AsyncSession, occasion: Occasion) -> None:
    """The clock has put the reminders of an occasion into the outbox."""
    for row in await session.scalars(select(Reminder).where(Reminder.occasion == occasion)):
        row.state, row.closed_at = QUEUED, NOW
    await session.flush()


def usual(meeting: Meeting, start: datetime = START) -> list[Row]:
    """What is pending of a session with nothing in the way."""
    day, hour, after = start - timedelta(days=1), start - timedelta(hours=1), start + timedelta(hours=2)
    return [
        (meeting.mentor_id, DAY, day, PENDING), (meeting.mentor_id, HOUR, hour, PENDING),
        (meeting.producer_id, DAY, day, PENDING), (meeting.producer_id, HOUR, hour, PENDING),
        (meeting.producer_id, RATE, after, PENDING),
    ]  # fmt: skip


async def test_booking_plans_for_both_and_asks_only_the_producer_afterwards(
    session: AsyncSession, meeting: Meeting
) -> None:
    await planning.plan_meeting(session, meeting, NOW, OFFICE)
    assert await rows(session) == usual(meeting)


async def test_planning_again_changes_nothing(session: AsyncSession, meeting: Meeting) -> None:
    for _ in range(2):
        await planning.plan_meeting(session, meeting, NOW, OFFICE)
    assert await rows(session) == usual(meeting)


async def test_what_has_passed_at_the_booking_is_left_out(session: AsyncSession, meeting: Meeting) -> None:
    await planning.plan_meeting(session, meeting, START - timedelta(hours=3), OFFICE)
    assert await rows(session) == [row for row in usual(meeting) if row[1] is not DAY]


@pytest.mark.pitfall(12)
async def test_move_drops_the_old_hour_and_plans_the_new_one(session: AsyncSession, meeting: Meeting) -> None:
    await planning.plan_meeting(session, meeting, NOW, OFFICE)
    meeting.starts_at, meeting.ends_at = START + timedelta(days=1), START + timedelta(days=1, hours=1)
    await planning.plan_meeting(session, meeting, NOW, OFFICE)
    assert await rows(session, PENDING) == usual(meeting, meeting.starts_at)
    reasons = await session.scalars(select(Reminder.drop_reason).where(Reminder.state == DROPPED))
    assert list(reasons) == [DropReason.OFF] * 5


async def test_move_back_revives_the_old_rows_but_not_what_was_said(session: AsyncSession, meeting: Meeting) -> None:
    await planning.plan_meeting(session, meeting, NOW, OFFICE)
    await queue(session, DAY)
    for start in (START + timedelta(days=1), START):
        meeting.starts_at, meeting.ends_at = start, start + timedelta(hours=1)
        await planning.plan_meeting(session, meeting, NOW, OFFICE)
    assert await rows(session, PENDING) == [row for row in usual(meeting) if row[1] is not DAY]
    assert await rows(session, QUEUED) == [(*row[:3], QUEUED) for row in usual(meeting) if row[1] is DAY]


async def test_cancelled_session_reminds_nobody(session: AsyncSession, meeting: Meeting) -> None:
    await planning.plan_meeting(session, meeting, NOW, OFFICE)
    await queue(session, DAY)
    await planning.drop_meeting(session, meeting.id, NOW)
    assert await rows(session) == [(*row[:3], QUEUED if row[1] is DAY else DROPPED) for row in usual(meeting)]


async def test_district_of_each_side_counts_for_that_side(
    session: AsyncSession, new_person: NewPerson, new_business: Callable[..., Awaitable[object]]
) -> None:
    mentor, producer = await new_person(RoleKind.MENTOR), await new_person()
    await add_mentor(session, mentor, NOW)
    await new_business(producer, district_id=BUSANG)
    meeting = await add_meeting(session, mentor, producer, START, NOW)
    await planning.plan_meeting(session, meeting, NOW, OFFICE)
    due = {(row[0], row[1]): START - row[2] for row in await rows(session) if row[1] is not RATE}
    assert due == {
        (mentor.id, DAY): timedelta(hours=24), (mentor.id, HOUR): timedelta(hours=1),
        (producer.id, DAY): timedelta(hours=48), (producer.id, HOUR): timedelta(hours=3),
    }  # fmt: skip


async def test_remote_mentor_is_reminded_earlier(session: AsyncSession, new_person: NewPerson) -> None:
    mentor, producer = await new_person(RoleKind.MENTOR), await new_person()
    await add_mentor(session, mentor, NOW, district_id=BUSANG)
    meeting = await add_meeting(session, mentor, producer, START, NOW)
    await planning.plan_meeting(session, meeting, NOW, OFFICE)
    assert [(row[0] == mentor.id, START - row[2]) for row in await rows(session) if row[1] is HOUR] == [
        (True, timedelta(hours=3)),
        (False, timedelta(hours=1)),
    ]


async def test_follow_ups_are_planned_for_the_producer(session: AsyncSession, meeting: Meeting) -> None:
    for _ in range(2):
        await planning.plan_follow_ups(session, meeting, meeting.ends_at, OFFICE)
    assert await rows(session) == [
        (meeting.producer_id, Occasion.TRIED_7, datetime(2026, 12, 3, 10, tzinfo=WITA), PENDING),
        (meeting.producer_id, Occasion.TRIED_30, datetime(2026, 12, 26, 10, tzinfo=WITA), PENDING),
    ]


async def test_class_reminds_mentor_and_seats_before_it(session: AsyncSession, new_person: NewPerson) -> None:
    mentor, wati, dewi = await new_person(RoleKind.MENTOR), await new_person(), await new_person()
    await add_mentor(session, mentor, NOW)
    workshop = await add_workshop(session, mentor, START, NOW)
    for person in (mentor, wati, dewi):
        await planning.plan_seat(session, workshop, person.id, NOW, OFFICE)
    assert [row[:2] for row in await rows(session, PENDING)] == [
        (person.id, occasion) for person in (mentor, wati, dewi) for occasion in (DAY, HOUR)
    ]
    await planning.drop_workshop(session, workshop.id, NOW, person_id=wati.id)
    assert {row[0] for row in await rows(session, PENDING)} == {mentor.id, dewi.id}
    await planning.drop_workshop(session, workshop.id, NOW)
    assert await rows(session, PENDING) == []


async def test_seat_taken_again_is_reminded_again(session: AsyncSession, new_person: NewPerson) -> None:
    mentor, wati = await new_person(RoleKind.MENTOR), await new_person()
    await add_mentor(session, mentor, NOW)
    workshop = await add_workshop(session, mentor, START, NOW)
    await planning.plan_seat(session, workshop, wati.id, NOW, OFFICE)
    await planning.drop_workshop(session, workshop.id, NOW, person_id=wati.id)
    await planning.plan_seat(session, workshop, wati.id, NOW, OFFICE)
    assert [row[1] for row in await rows(session)] == [DAY, HOUR]
    assert await rows(session, DROPPED) == []


async def wishes(session: AsyncSession, person_id: int, **wished: object) -> None:
    """What the person wishes from now on, with what is pending planned again."""
    await session.merge(ReminderWishes(person_id=person_id, changed_at=NOW, **wished))
    await session.flush()
    await planning.plan_again(session, person_id, NOW, OFFICE)


async def test_changed_window_moves_what_is_pending_of_that_person(session: AsyncSession, meeting: Meeting) -> None:
    await planning.plan_meeting(session, meeting, NOW, OFFICE)
    await planning.plan_follow_ups(session, meeting, NOW, OFFICE)
    await queue(session, DAY)
    await wishes(session, meeting.producer_id, signal_from=18, signal_until=21)
    assert [row[1:] for row in await rows(session, PENDING) if row[0] == meeting.producer_id] == [
        (HOUR, datetime(2026, 11, 25, 20, 45, tzinfo=WITA), PENDING),
        (RATE, datetime(2026, 11, 26, 18, 0, tzinfo=WITA), PENDING),
        (Occasion.TRIED_7, datetime(2026, 12, 3, 18, 0, tzinfo=WITA), PENDING),
        (Occasion.TRIED_30, datetime(2026, 12, 26, 18, 0, tzinfo=WITA), PENDING),
    ]
    assert [row for row in await rows(session, PENDING) if row[0] == meeting.mentor_id] == [usual(meeting)[1]]


async def test_turned_off_is_dropped_and_turned_on_again_comes_back(
    session: AsyncSession, meeting: Meeting, new_person: NewPerson
) -> None:
    await planning.plan_meeting(session, meeting, NOW, OFFICE)
    workshop = await add_workshop(session, await session.get_one(Person, meeting.mentor_id), START, NOW)
    seat = await session.get_one(Person, meeting.producer_id)
    await add_seat(session, workshop, seat, NOW)
    await planning.plan_seat(session, workshop, seat.id, NOW, OFFICE)
    before = await rows(session, PENDING)
    await wishes(session, seat.id, wants_day_before=False, wants_hour_before=True)
    assert await rows(session, PENDING) == [row for row in before if row[:2] != (seat.id, DAY)]
    reasons = await session.scalars(select(Reminder.drop_reason).where(Reminder.state == DROPPED))
    assert list(reasons) == [DropReason.NOT_WANTED] * 2
    await wishes(session, seat.id, wants_day_before=True, wants_hour_before=True)
    assert await rows(session, PENDING) == before


async def test_wishes_known_before_the_booking_are_kept(session: AsyncSession, meeting: Meeting) -> None:
    await wishes(session, meeting.mentor_id, wants_day_before=False, wants_hour_before=False)
    await planning.plan_meeting(session, meeting, NOW, OFFICE)
    assert {row[0] for row in await rows(session)} == {meeting.producer_id}


async def test_overdue_reminder_survives_changed_wishes(session: AsyncSession, meeting: Meeting) -> None:
    """The clock was away at its moment: it is still to be told."""
    await planning.plan_meeting(session, meeting, NOW, OFFICE)
    await session.merge(ReminderWishes(person_id=meeting.producer_id, changed_at=NOW, signal_from=18, signal_until=21))
    await session.flush()
    await planning.plan_again(session, meeting.producer_id, START - timedelta(hours=12), OFFICE)
    assert usual(meeting)[2] in await rows(session, PENDING)

"""What comes next, over all that the clocks look at."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy.ext.asyncio import AsyncSession

from durable import outbox
from durable.tables import Kind
from models import (
    Expertise,
    HelpRequest,
    MeetingState,
    Mentor,
    MentorCard,
    MentorHour,
    Occasion,
    Offer,
    OfferState,
    Person,
    Reminder,
    ReminderState,
    RequestState,
    SeatState,
    Side,
    Way,
    WorkshopState,
)
from services.due import next_due
from services.office_clock import OfficeClock
from tests.mentoring_rows import SANGATTA_UTARA, add_meeting, add_mentor, add_seat, add_workshop
from tests.services.conftest import NOW
from tests.services.mentoring.booked import NewPerson

OFFICE = OfficeClock()
HOUR, DAY = timedelta(hours=1), timedelta(days=1)
SOON = NOW + 3 * HOUR
"""NOW is a Saturday, noon, in the office's zone."""
SUNDAY_EVENING = datetime(2026, 11, 22, 19, tzinfo=OFFICE.zone)


@pytest.fixture
async def session(session: AsyncSession) -> AsyncSession:
    """With the engine's table of what is to be sent."""
    await (await session.connection()).run_sync(outbox.outbox.create)
    return session


async def _request(session: AsyncSession, producer: Person, state: RequestState, **more: object) -> HelpRequest:
    request = HelpRequest(producer_id=producer.id, district_id=SANGATTA_UTARA, topic=Expertise.LABEL, way=Way.CHAT,
                          state=state, opened_at=NOW, **more)  # fmt: skip
    session.add(request)
    await session.flush()
    return request


async def _offer(session: AsyncSession, new_person: NewPerson, state: OfferState, **more: object) -> Offer:
    mentor = await add_mentor(session, await new_person(), NOW, card_hour=8)
    request = await _request(session, await new_person(), RequestState.OFFERED)
    offer = Offer(request_id=request.id, mentor_id=mentor.person_id, state=state, starts_at=NOW + 9 * DAY,
                  offered_at=NOW, **more)  # fmt: skip
    session.add(offer)
    await session.flush()
    return offer


async def test_nothing_waits_in_an_empty_office(session: AsyncSession) -> None:
    assert await next_due(session, NOW, OFFICE) is None


async def test_pending_reminders_count_the_earliest_first(session: AsyncSession, new_person: NewPerson) -> None:
    mentor, producer = await new_person(), await new_person()
    meeting = await add_meeting(session, mentor, producer, NOW + 5 * DAY, NOW, mentor_told_at=NOW, room_opened_at=NOW)
    for occasion, due, state in (
        (Occasion.HOUR_BEFORE, NOW + 2 * DAY, ReminderState.PENDING),
        (Occasion.DAY_BEFORE, SOON, ReminderState.PENDING),
        (Occasion.RATE, NOW - HOUR, ReminderState.PENDING),
        (Occasion.TRIED_7, NOW + HOUR, ReminderState.QUEUED),
    ):
        closed_at = NOW if state is ReminderState.QUEUED else None
        row = Reminder(person_id=producer.id, occasion=occasion, meeting_id=meeting.id, starts_at=meeting.starts_at)
        row.due_at, row.useful_until, row.state, row.closed_at = due, due + DAY, state, closed_at
        session.add(row)
    await session.flush()
    assert await next_due(session, NOW, OFFICE) == SOON


async def test_a_chat_room_opens_before_its_session(session: AsyncSession, new_person: NewPerson) -> None:
    await add_meeting(session, await new_person(), await new_person(), SOON, NOW, mentor_told_at=NOW)
    assert await next_due(session, NOW, OFFICE) == SOON - timedelta(minutes=15)


async def test_a_cancelled_session_opens_no_room(session: AsyncSession, new_person: NewPerson) -> None:
    ended = {"state": MeetingState.CANCELLED, "cancelled_at": NOW}
    await add_meeting(session, await new_person(), await new_person(), SOON, NOW, **ended)
    assert await next_due(session, NOW, OFFICE) is None


async def test_a_proposed_move_ends(session: AsyncSession, new_person: NewPerson) -> None:
    moving = {"moved_by": Side.MENTOR, "moved_to": NOW + 4 * DAY, "move_ends_at": SOON, "mentor_told_at": NOW}
    await add_meeting(session, await new_person(), await new_person(), NOW + 3 * DAY, NOW, **moving)
    assert await next_due(session, NOW, OFFICE) == SOON


async def test_a_producer_is_reminded_of_the_mentors_hour(session: AsyncSession, new_person: NewPerson) -> None:
    await _offer(session, new_person, OfferState.COUNTERED, told_at=NOW, nudge_at=SOON, expires_at=NOW + DAY)
    assert await next_due(session, NOW, OFFICE) == SOON


async def test_an_offer_expires_after_its_reminder(session: AsyncSession, new_person: NewPerson) -> None:
    await _offer(session, new_person, OfferState.WAITING, told_at=NOW - DAY, nudge_at=NOW - HOUR, nudged_at=NOW,
                 expires_at=SOON)  # fmt: skip
    assert await next_due(session, NOW, OFFICE) == SOON


async def test_the_waiting_list_is_looked_at_again(session: AsyncSession, new_person: NewPerson) -> None:
    await _request(session, await new_person(), RequestState.WAITING, step_due_at=SOON)
    assert await next_due(session, NOW, OFFICE) == SOON


async def test_a_class_is_decided_on_and_a_kept_seat_ends(session: AsyncSession, new_person: NewPerson) -> None:
    mentor = await add_mentor(session, await new_person(), NOW)
    workshop = await add_workshop(session, mentor.person, NOW + 9 * DAY, NOW, state=WorkshopState.INVITING,
                                  decides_at=NOW + 5 * HOUR, mentor_told_at=NOW)  # fmt: skip
    assert await next_due(session, NOW, OFFICE) == NOW + 5 * HOUR
    seat = await add_seat(session, workshop, await new_person(), NOW)
    seat.state, seat.offer_ends_at = SeatState.OFFERED, SOON
    await session.flush()
    assert await next_due(session, NOW, OFFICE) == SOON


async def test_what_waits_for_the_morning_counts(session: AsyncSession) -> None:
    connection = await session.connection()
    await outbox.send_later(connection, 1, 5, "sendMessage", {"chat_id": 5}, kind=Kind.NOTICE, now=SOON)
    assert await next_due(session, NOW, OFFICE) == SOON


async def test_a_new_offer_comes_with_the_mentors_next_card(session: AsyncSession, new_person: NewPerson) -> None:
    offer = await _offer(session, new_person, OfferState.WAITING)
    early = datetime(2026, 11, 23, 6, tzinfo=OFFICE.zone)
    assert await next_due(session, early, OFFICE) == early + 2 * HOUR
    session.add(MentorCard(mentor_id=offer.mentor_id, sent_on=early.date(), sent_at=early, names=""))
    await session.flush()
    assert await next_due(session, early, OFFICE) == early + 2 * HOUR + DAY


async def test_a_card_keeps_the_quiet_hours(session: AsyncSession, new_person: NewPerson) -> None:
    offer = await _offer(session, new_person, OfferState.WAITING)
    (await session.get_one(Mentor, offer.mentor_id)).card_hour = 3
    await session.flush()
    monday = datetime(2026, 11, 23, 1, tzinfo=OFFICE.zone)
    assert await next_due(session, monday, OFFICE) == monday.replace(hour=6)


async def test_a_mentor_is_reminded_by_the_card_after_the_time_to_answer(
    session: AsyncSession, new_person: NewPerson
) -> None:
    nudge_at = datetime(2026, 11, 24, 9, tzinfo=OFFICE.zone)
    await _offer(session, new_person, OfferState.WAITING, told_at=NOW, nudge_at=nudge_at, expires_at=nudge_at + DAY)
    assert await next_due(session, NOW, OFFICE) == datetime(2026, 11, 25, 8, tzinfo=OFFICE.zone)


@pytest.mark.parametrize(
    ("now", "asked"),
    [
        (NOW, SUNDAY_EVENING),
        (SUNDAY_EVENING, SUNDAY_EVENING + timedelta(days=7)),
        (datetime(2026, 11, 23, 1, tzinfo=UTC), SUNDAY_EVENING + timedelta(days=7)),
    ],
)
async def test_mentors_are_asked_about_their_week_on_sunday(
    session: AsyncSession, new_person: NewPerson, now: datetime, asked: datetime
) -> None:
    mentor = await add_mentor(session, await new_person(), NOW, card_hour=19)
    assert await next_due(session, now, OFFICE) is None
    session.add(MentorHour(mentor_id=mentor.person_id, hour_of_week=8))
    await session.flush()
    assert await next_due(session, now, OFFICE) == asked

"""What nobody says a word about does not wait for ever."""

from __future__ import annotations

from datetime import timedelta

from sqlalchemy.ext.asyncio import AsyncSession

from models import HelpRequest, Outcome, RequestState, Side
from services.mentoring.outcome import settle
from services.mentoring.unanswered import ASKED_FOR, close_unanswered
from tests.mentoring_rows import add_meeting, add_mentor, add_seat, add_workshop
from tests.services.conftest import NOW
from tests.services.mentoring.booked import AFTER, NewPerson, a_meeting

LONG_AFTER = AFTER + ASKED_FOR


async def test_silent_session_closes_its_request_after_two_weeks(session: AsyncSession, new_person: NewPerson) -> None:
    meeting = await a_meeting(session, new_person)
    assert await close_unanswered(session, meeting.ends_at + ASKED_FOR - timedelta(seconds=1), 10) == []
    assert await close_unanswered(session, LONG_AFTER, 10) == [meeting.request_id]
    assert await close_unanswered(session, LONG_AFTER, 10) == []
    assert (meeting.request.state, meeting.request.closed_at) == (RequestState.CLOSED, LONG_AFTER)
    await settle(session, meeting, Side.PRODUCER, Outcome.MENTOR_MISSED, LONG_AFTER)
    assert meeting.request.state is RequestState.CLOSED


async def test_session_that_was_told_of_is_left(session: AsyncSession, new_person: NewPerson) -> None:
    meeting = await a_meeting(session, new_person)
    await settle(session, meeting, Side.PRODUCER, Outcome.MENTOR_MISSED, AFTER)
    assert await close_unanswered(session, LONG_AFTER, 10) == []
    assert meeting.request.state is RequestState.WAITING


async def test_silent_class_closes_the_requests_of_its_seats(session: AsyncSession, new_person: NewPerson) -> None:
    mentor, producer = await new_person(), await new_person()
    await add_mentor(session, mentor, NOW)
    request = (await add_meeting(session, mentor, producer, NOW + timedelta(days=90), NOW)).request_id
    workshop = await add_workshop(session, mentor, NOW - ASKED_FOR - timedelta(hours=3), NOW)
    seat = await add_seat(session, workshop, producer, NOW)
    seat.request_id = request
    await session.flush()
    assert await close_unanswered(session, NOW, 10) == [request]
    assert (await session.get_one(HelpRequest, request)).state is RequestState.CLOSED

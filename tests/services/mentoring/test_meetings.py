"""Sessions are booked once, seen by two, and cancelled with a next step."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncSession

from models import BookedQuarter, ChangeReason, Meeting, MeetingState, RequestState, RoleKind, Side
from services.errors import BookedConflict, MeetingConflict, MeetingMissing, MomentRefused, RequestConflict
from services.mentoring import meetings
from tests.services.conftest import NOW
from tests.services.mentoring.booked import OFFICE, TOMORROW, NewPerson, a_meeting, a_mentor, a_request


async def booked_quarters(session: AsyncSession) -> int:
    return await session.scalar(select(func.count()).select_from(BookedQuarter)) or 0


async def test_schedule_books_an_hour_of_both(session: AsyncSession, new_person: NewPerson) -> None:
    meeting = await a_meeting(session, new_person)
    assert (meeting.ends_at - meeting.starts_at, meeting.state) == (timedelta(hours=1), MeetingState.SCHEDULED)
    assert (meeting.mentor_person.name, meeting.producer.name) == ("Bu Dewi", "Siti")
    assert meeting.request.state is RequestState.AGREED
    assert await booked_quarters(session) == 8


@pytest.mark.parametrize("minutes", [-45, 0, 45])
async def test_schedule_refuses_an_hour_that_overlaps(
    session: AsyncSession, new_person: NewPerson, minutes: int
) -> None:
    first = await a_meeting(session, new_person)
    other = await a_request(session, new_person, "Rahmat")
    starts_at = TOMORROW + timedelta(minutes=minutes)
    with pytest.raises(BookedConflict):
        async with session.begin_nested():
            await meetings.schedule(session, other, first.mentor_id, starts_at, NOW, OFFICE)
    assert await booked_quarters(session) == 8
    await session.refresh(other)
    assert other.state is RequestState.OFFERED


async def test_schedule_takes_a_request_once(session: AsyncSession, new_person: NewPerson) -> None:
    first = await a_meeting(session, new_person)
    later = TOMORROW + timedelta(hours=3)
    with pytest.raises(RequestConflict):
        await meetings.schedule(session, first.request, first.mentor_id, later, NOW, OFFICE)


async def test_schedule_refuses_an_hour_gone_by(session: AsyncSession, new_person: NewPerson) -> None:
    mentor, request = await a_mentor(session, new_person), await a_request(session, new_person)
    with pytest.raises(MomentRefused):
        await meetings.schedule(session, request, mentor.person_id, NOW, NOW, OFFICE)


async def test_own_meeting_is_seen_by_its_two_sides_alone(session: AsyncSession, new_person: NewPerson) -> None:
    meeting = await a_meeting(session, new_person)
    assert await meetings.own_meeting(session, meeting.mentor_person, meeting.id) == (meeting, Side.MENTOR)
    assert await meetings.own_meeting(session, meeting.producer, meeting.id) == (meeting, Side.PRODUCER)
    strangers = [None, await new_person(), await new_person(RoleKind.ADMIN), await new_person(RoleKind.MENTOR)]
    for stranger in strangers:
        with pytest.raises(MeetingMissing):
            await meetings.own_meeting(session, stranger, meeting.id)
    for number in (None, 0, meeting.id + 1):
        with pytest.raises(MeetingMissing):
            await meetings.own_meeting(session, meeting.producer, number)


async def test_mentor_who_cancels_opens_the_request_again(session: AsyncSession, new_person: NewPerson) -> None:
    meeting = await a_meeting(session, new_person)
    await meetings.cancel(session, meeting, Side.MENTOR, ChangeReason.ILL, NOW)
    assert (meeting.state, meeting.cancelled_by, meeting.changed_reason) == (
        MeetingState.CANCELLED, Side.MENTOR, ChangeReason.ILL,
    )  # fmt: skip
    assert meeting.request.state is RequestState.WAITING
    assert await booked_quarters(session) == 0


async def test_producer_who_cancels_ends_the_request(session: AsyncSession, new_person: NewPerson) -> None:
    meeting = await a_meeting(session, new_person)
    await meetings.cancel(session, meeting, Side.PRODUCER, ChangeReason.SOLVED, NOW)
    assert (meeting.request.state, meeting.request.closed_at) == (RequestState.CANCELLED, NOW)


async def test_cancel_twice_or_after_the_beginning_is_refused(session: AsyncSession, new_person: NewPerson) -> None:
    meeting = await a_meeting(session, new_person)
    with pytest.raises(MeetingConflict) as begun:
        await meetings.cancel(session, meeting, Side.PRODUCER, ChangeReason.BUSY, TOMORROW)
    assert begun.value.reason == "refused_meeting_begun"
    await meetings.cancel(session, meeting, Side.PRODUCER, ChangeReason.BUSY, NOW)
    with pytest.raises(MeetingConflict):
        await meetings.cancel(session, meeting, Side.MENTOR, ChangeReason.BUSY, NOW)
    assert meeting.cancelled_by is Side.PRODUCER


async def test_mentor_who_goes_away_leaves_what_has_begun(session: AsyncSession, new_person: NewPerson) -> None:
    coming = await a_meeting(session, new_person)
    request = await a_request(session, new_person, "Rahmat")
    begun = await meetings.schedule(session, request, coming.mentor_id, TOMORROW - timedelta(hours=2), NOW, OFFICE)
    other = await a_meeting(session, new_person)
    now = TOMORROW - timedelta(hours=1)
    gone = await meetings.cancel_all_of_mentor(session, coming.mentor_id, ChangeReason.SUSPENDED, now)
    assert gone == [coming]
    states = {meeting.id: meeting.state for meeting in await session.scalars(select(Meeting))}
    assert states == {
        coming.id: MeetingState.CANCELLED, begun.id: MeetingState.SCHEDULED, other.id: MeetingState.SCHEDULED,
    }  # fmt: skip

"""Another hour is proposed, agreed on, refused, or lapses; the old hour holds until there is a yes."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from models import BookedQuarter, ChangeReason, Meeting, Side
from services.errors import BookedConflict, Conflict, MeetingConflict, MomentRefused, OfficeError
from services.mentoring import booking, meetings, moving
from tests.services.conftest import NOW
from tests.services.mentoring.booked import OFFICE, TOMORROW, NewPerson, a_meeting, a_request

LATER = TOMORROW + timedelta(hours=3)


async def quarters_of(session: AsyncSession, meeting: Meeting) -> set[int]:
    query = select(BookedQuarter.quarter).where(BookedQuarter.meeting_id == meeting.id)
    return set(await session.scalars(query))


async def proposed(session: AsyncSession, new_person: NewPerson, to: datetime = LATER) -> Meeting:
    meeting = await a_meeting(session, new_person)
    await moving.propose_move(session, meeting, Side.MENTOR, to, ChangeReason.ROAD, NOW)
    return meeting


async def test_old_hour_holds_until_the_other_side_agrees(session: AsyncSession, new_person: NewPerson) -> None:
    meeting = await proposed(session, new_person)
    assert (meeting.starts_at, meeting.moved_to, meeting.sequence) == (TOMORROW, LATER, 0)
    assert await quarters_of(session, meeting) == set(booking.quarters(TOMORROW, TOMORROW + timedelta(hours=1)))
    await moving.agree_move(session, meeting, Side.PRODUCER, NOW, OFFICE)
    assert (meeting.starts_at, meeting.moved_to, meeting.sequence) == (LATER, None, 1)
    assert await quarters_of(session, meeting) == set(booking.quarters(LATER, LATER + timedelta(hours=1)))


async def test_hour_that_overlaps_the_old_one_is_no_conflict(session: AsyncSession, new_person: NewPerson) -> None:
    meeting = await proposed(session, new_person, TOMORROW + timedelta(minutes=30))
    await moving.agree_move(session, meeting, Side.PRODUCER, NOW, OFFICE)
    assert len(await quarters_of(session, meeting)) == 4


async def test_hour_taken_meanwhile_is_refused_and_the_old_one_stays(
    session: AsyncSession, new_person: NewPerson
) -> None:
    meeting = await proposed(session, new_person)
    request = await a_request(session, new_person, "Rahmat")
    await meetings.schedule(session, request, meeting.mentor_id, LATER, NOW, OFFICE)
    with pytest.raises(BookedConflict):
        async with session.begin_nested():
            await moving.agree_move(session, meeting, Side.PRODUCER, NOW, OFFICE)
    await session.refresh(meeting)
    assert meeting.starts_at == TOMORROW
    assert await quarters_of(session, meeting) == set(booking.quarters(TOMORROW, TOMORROW + timedelta(hours=1)))
    with pytest.raises(BookedConflict):
        await moving.propose_move(session, meeting, Side.PRODUCER, LATER, ChangeReason.BUSY, NOW)


async def test_other_side_may_propose_yet_another_hour(session: AsyncSession, new_person: NewPerson) -> None:
    meeting = await proposed(session, new_person)
    other = LATER + timedelta(hours=2)
    await moving.propose_move(session, meeting, Side.PRODUCER, other, ChangeReason.BUSY, NOW)
    with pytest.raises(MeetingConflict):
        await moving.agree_move(session, meeting, Side.PRODUCER, NOW, OFFICE)
    await moving.agree_move(session, meeting, Side.MENTOR, NOW, OFFICE)
    assert meeting.starts_at == other


async def test_refused_move_leaves_the_old_hour(session: AsyncSession, new_person: NewPerson) -> None:
    meeting = await proposed(session, new_person)
    await moving.refuse_move(session, meeting)
    assert (meeting.starts_at, meeting.moved_by, meeting.moved_to, meeting.move_ends_at) == (TOMORROW, None, None, None)
    with pytest.raises(MeetingConflict):
        await moving.refuse_move(session, meeting)
    with pytest.raises(MeetingConflict):
        await moving.agree_move(session, meeting, Side.PRODUCER, NOW, OFFICE)


@pytest.mark.parametrize(
    ("to", "now", "reason"),
    [
        (NOW, NOW, "refused_moment"),
        (NOW - timedelta(days=1), NOW, "refused_moment"),
        (TOMORROW, NOW, "refused_moment_same"),
        (LATER, TOMORROW, "refused_meeting_begun"),
    ],
)
async def test_hour_that_cannot_be_proposed(
    session: AsyncSession, new_person: NewPerson, to: datetime, now: datetime, reason: str
) -> None:
    meeting = await a_meeting(session, new_person)
    with pytest.raises((MomentRefused, Conflict)) as refused:
        await moving.propose_move(session, meeting, Side.PRODUCER, to, ChangeReason.BUSY, now)
    assert isinstance(refused.value, OfficeError)
    assert (refused.value.reason, meeting.moved_to) == (reason, None)


async def test_proposal_lapses_two_hours_before_the_old_hour(session: AsyncSession, new_person: NewPerson) -> None:
    meeting = await proposed(session, new_person)
    end = TOMORROW - timedelta(hours=2)
    assert meeting.move_ends_at == end
    assert await moving.is_any_lapsed(session, end - timedelta(seconds=1)) is False
    assert await moving.lapse_moves(session, end - timedelta(seconds=1)) == []
    with pytest.raises(MeetingConflict) as over:
        await moving.agree_move(session, meeting, Side.PRODUCER, end, OFFICE)
    assert over.value.reason == "refused_move_over"
    assert await moving.is_any_lapsed(session, end) is True
    assert await moving.lapse_moves(session, end) == [moving.Lapsed(meeting, Side.MENTOR, LATER)]
    assert await moving.lapse_moves(session, end) == []
    assert (meeting.starts_at, meeting.moved_by) == (TOMORROW, None)


async def test_proposal_of_the_last_hour_can_be_answered_until_it_begins(
    session: AsyncSession, new_person: NewPerson
) -> None:
    meeting = await a_meeting(session, new_person)
    late = TOMORROW - timedelta(hours=1)
    await moving.propose_move(session, meeting, Side.PRODUCER, LATER, ChangeReason.ILL, late)
    assert meeting.move_ends_at == TOMORROW
    await moving.agree_move(session, meeting, Side.MENTOR, TOMORROW - timedelta(minutes=1), OFFICE)
    assert meeting.starts_at == LATER


async def test_proposal_of_an_earlier_hour_lapses_when_it_comes(session: AsyncSession, new_person: NewPerson) -> None:
    earlier = TOMORROW - timedelta(hours=5)
    meeting = await proposed(session, new_person, earlier)
    assert meeting.move_ends_at == earlier
    assert await moving.lapse_moves(session, earlier) == [moving.Lapsed(meeting, Side.MENTOR, earlier)]

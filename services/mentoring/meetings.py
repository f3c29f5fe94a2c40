"""A session from its booking to its end: every act names who did it, when, and why."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from models import ChangeReason, HelpRequest, Meeting, MeetingState, MentorState, Person, RequestState, Side
from services.errors import MeetingConflict, MeetingMissing, MentorMissing, MomentRefused
from services.mentoring import booking
from services.mentoring.states import MEETING, REQUEST, MeetingEvent, RequestEvent
from services.mentors.availability import MEETING_LASTS
from services.mentors.locking import held_state
from services.office_clock import OfficeClock
from services.reminders import planning
from services.roles import Act, allowed

LOCK = {"key_share": True}
"""Holds a row against changes, and not against rows of others that only name it."""


async def schedule(
    session: AsyncSession,
    request: HelpRequest,
    mentor_id: int,
    starts_at: datetime,
    now: datetime,
    office: OfficeClock,
) -> Meeting:
    """Books a session of one hour for mentor and producer, with its reminders.

    Raises BookedConflict, RequestConflict when the request is settled meanwhile, MomentRefused for an hour gone by,
    MentorMissing for a mentor who is out of service by now.
    """
    await session.refresh(request, ["state"], with_for_update=LOCK)  # of two yes at once the second finds it agreed
    state = REQUEST.after(request.state, RequestEvent.BOOK)
    if starts_at <= now:
        raise MomentRefused
    if await held_state(session, mentor_id) not in (MentorState.ACTIVE, MentorState.RESTING):
        raise MentorMissing
    meeting = Meeting(
        request=request, mentor_id=mentor_id, producer_id=request.producer_id, topic=request.topic, way=request.way,
        starts_at=starts_at, ends_at=starts_at + MEETING_LASTS, state=MEETING.start, booked_at=now,
        actions=[], ratings=[],
    )  # fmt: skip
    session.add(meeting)
    await session.flush()
    await booking.take(session, both(meeting), meeting.starts_at, meeting.ends_at, meeting_id=meeting.id)
    request.state = state
    await session.refresh(meeting, ["mentor_person", "producer"])
    await planning.plan_meeting(session, meeting, now, office)
    return meeting


async def own_meeting(session: AsyncSession, person: Person | None, meeting_id: int | None) -> tuple[Meeting, Side]:
    """The session as it stands now, locked, and the side on which this person is; raises MeetingMissing otherwise."""
    meeting = None
    if person is not None and meeting_id is not None:
        meeting = await session.get(Meeting, meeting_id, with_for_update=LOCK, populate_existing=True)
    if person is None or meeting is None or not allowed(person, Act.CHANGE_MEETING, meeting):
        raise MeetingMissing
    return meeting, Side.MENTOR if meeting.mentor_id == person.id else Side.PRODUCER


async def cancel(session: AsyncSession, meeting: Meeting, side: Side, reason: ChangeReason, now: datetime) -> None:
    """Ends a session before it begins: its time is free again, its reminders are dropped. Raises MeetingConflict.

    When the mentor cancels, the request is open again (WAITING), and the clock asks the next mentor; when the producer
    does, it ends.
    """
    state = after_ahead(meeting, MeetingEvent.CANCEL, now)
    end_move(meeting)
    meeting.state, meeting.cancelled_by, meeting.cancelled_at, meeting.changed_reason = state, side, now, reason
    meeting.sequence += 1
    await booking.release(session, meeting_id=meeting.id)
    await planning.drop_meeting(session, meeting.id, now)
    await open_or_end_request(session, meeting.request, side, now)
    await session.flush()


async def cancel_all_of_mentor(
    session: AsyncSession, mentor_id: int, reason: ChangeReason, now: datetime
) -> list[Meeting]:
    """Cancels every coming session of a mentor who went away; gives them: their requests are open again."""
    coming = select(Meeting).where(
        Meeting.mentor_id == mentor_id, Meeting.state == MeetingState.SCHEDULED, Meeting.starts_at > now
    )
    locked = coming.order_by(Meeting.id).with_for_update(key_share=True).execution_options(populate_existing=True)
    meetings = list(await session.scalars(locked))
    for meeting in meetings:
        await cancel(session, meeting, Side.MENTOR, reason, now)
    return meetings


def after_ahead(meeting: Meeting, event: MeetingEvent, now: datetime) -> MeetingState:
    """Where an event leads that can only happen before the session begins. Raises MeetingConflict."""
    state = MEETING.after(meeting.state, event)
    if now >= meeting.starts_at:
        raise MeetingConflict("refused_meeting_begun")
    return state


def both(meeting: Meeting) -> tuple[int, int]:
    """The ids of the two people."""
    return meeting.mentor_id, meeting.producer_id


def end_move(meeting: Meeting) -> None:
    """Takes back a proposed other hour, if there is one."""
    meeting.moved_by = meeting.moved_to = meeting.move_ends_at = None


async def open_or_end_request(session: AsyncSession, request: HelpRequest, because_of: Side, now: datetime) -> None:
    """After a session that did not come about: a producer's absence ends the request, a mentor's opens it again.

    The clock finds it waiting, asks the next mentor and tells the producer.
    """
    if request.state is not RequestState.AGREED:
        return  # it was cancelled itself, or has found another answer
    if because_of is Side.MENTOR:
        request.state, request.step_due_at = REQUEST.after(request.state, RequestEvent.REOPEN), None
    else:
        request.state, request.closed_at = REQUEST.after(request.state, RequestEvent.CANCEL), now

"""Putting a session off: one side proposes another hour, the other says yes or no, the old hour holds meanwhile."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from models import ChangeReason, Meeting, Side
from models.meetings import QUARTER_SECONDS
from services.errors import BookedConflict, MeetingConflict, MomentRefused
from services.mentoring import booking, requests, rooms
from services.mentoring.hours import FARTHEST, HORIZON, SHORT_LEAD, are_free, free_of_day
from services.mentoring.meetings import after_ahead, both, end_move
from services.mentoring.states import MEETING, MeetingEvent
from services.mentors.availability import MEETING_LASTS, free_starts
from services.office_clock import OfficeClock
from services.reminders import planning
from services.week import Part

LAPSES_BEFORE = timedelta(hours=2)
"""So long before the old hour a proposal that nobody answered lapses: both then know that the old hour holds."""


@dataclass(frozen=True)
class Lapsed:
    """A proposal that nobody answered in time."""

    meeting: Meeting
    by: Side
    to: datetime


async def free_hours(
    session: AsyncSession, meeting: Meeting, now: datetime, office: OfficeClock, *, most: int = 6
) -> list[datetime]:
    """Hours to which the session could go, other than those it is at or may be at already. Raises MeetingConflict."""
    after_ahead(meeting, MeetingEvent.PROPOSE_MOVE, now)
    known = {meeting.starts_at, meeting.moved_to}
    found = await free_starts(
        session, meeting.mentor_id, meeting.producer_id, requests.hours_wanted(meeting.request), now + SHORT_LEAD,
        now + HORIZON, office.zone, most=most + len(known), moving=meeting.id,
    )  # fmt: skip
    return [each for each in found if each not in known][:most]


async def free_hours_of(
    session: AsyncSession, meeting: Meeting, day: date, part: Part | None, now: datetime, office: OfficeClock
) -> list[datetime]:
    """The hours of one day (or part of it) to which the session could go. Raises MomentRefused when there is none."""
    on_that_day = await free_of_day(session, both(meeting), day, part, now, office.zone, but=meeting.id)
    found = [each for each in on_that_day if each != meeting.starts_at]
    if not found:
        raise MomentRefused("refused_no_hour_free")
    return found


async def propose_move(
    session: AsyncSession, meeting: Meeting, side: Side, starts_at: datetime, reason: ChangeReason, now: datetime
) -> None:
    """Asks the other side for another hour, in place of what was proposed before.

    Raises MeetingConflict, MomentRefused for an hour that is over or the same, BookedConflict where one is booked.
    One that comes late, such as from the reminder an hour before, can be answered until the session begins; none
    longer than until its own hour.
    """
    after_ahead(meeting, MeetingEvent.PROPOSE_MOVE, now)
    if not now < starts_at <= now + FARTHEST:
        raise MomentRefused
    if starts_at == meeting.starts_at:
        raise MomentRefused("refused_moment_same")
    if starts_at.timestamp() % QUARTER_SECONDS:
        raise MomentRefused("refused_not_a_quarter")
    if not await are_free(session, both(meeting), starts_at, now, but=meeting.id):
        raise BookedConflict  # a look without a promise: the key decides when the other side agrees
    usual = meeting.starts_at - LAPSES_BEFORE
    meeting.moved_by, meeting.moved_to, meeting.changed_reason = side, starts_at, reason
    meeting.move_ends_at = min(usual if now < usual else meeting.starts_at, starts_at)
    await session.flush()


async def agree_move(session: AsyncSession, meeting: Meeting, side: Side, now: datetime, office: OfficeClock) -> None:
    """The other side's yes: the session is at the new hour, with new reminders. Raises MeetingConflict, BookedConflict.

    What was done until the BookedConflict goes with the transaction or savepoint that it ends.
    """
    MEETING.after(meeting.state, MeetingEvent.AGREE_MOVE)
    starts_at = meeting.moved_to
    if starts_at is None or meeting.moved_by is side:
        raise MeetingConflict
    if meeting.move_ends_at is None or now >= meeting.move_ends_at or now >= starts_at:
        raise MeetingConflict("refused_move_over")
    await booking.release(session, meeting_id=meeting.id)
    await booking.take(session, both(meeting), starts_at, starts_at + MEETING_LASTS, meeting_id=meeting.id)
    meeting.starts_at, meeting.ends_at, meeting.sequence = starts_at, starts_at + MEETING_LASTS, meeting.sequence + 1
    end_move(meeting)
    await rooms.renew(session, meeting)
    await session.flush()
    await planning.plan_meeting(session, meeting, now, office)


async def refuse_move(session: AsyncSession, meeting: Meeting) -> None:
    """The other side's no, or the proposal is taken back: the old hour holds. Raises MeetingConflict."""
    MEETING.after(meeting.state, MeetingEvent.REFUSE_MOVE)
    if meeting.moved_by is None:
        raise MeetingConflict
    end_move(meeting)
    await session.flush()


async def lapse_moves(session: AsyncSession, now: datetime, most: int = 100) -> list[Lapsed]:
    """Ends the proposals whose time is over; gives them. Of two clocks at once each gets others."""
    query = select(Meeting).where(Meeting.moved_by.is_not(None), Meeting.move_ends_at <= now)
    locked = query.order_by(Meeting.move_ends_at).limit(most).with_for_update(skip_locked=True)
    found = []
    for meeting in await session.scalars(locked.execution_options(populate_existing=True)):
        if meeting.moved_by is not None and meeting.moved_to is not None:
            found.append(Lapsed(meeting, meeting.moved_by, meeting.moved_to))
            end_move(meeting)
    await session.flush()
    return found


async def is_any_lapsed(session: AsyncSession, now: datetime) -> bool:
    """Whether there is something to do for `lapse_moves`."""
    query = select(Meeting.id).where(Meeting.moved_by.is_not(None), Meeting.move_ends_at <= now)
    return await session.scalar(query.limit(1)) is not None

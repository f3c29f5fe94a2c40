"""What reminders are about, loaded for many at once, and whether each still has something to say."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from models import (
    DropReason,
    FollowUp,
    Meeting,
    MeetingRating,
    MeetingState,
    Occasion,
    Side,
    Workshop,
    WorkshopState,
)
from services.reminders.due import Due
from services.reminders.rules import BEFORE

_DAYS = {Occasion.TRIED_7: 7, Occasion.TRIED_30: 30}
_UNSETTLED = (MeetingState.SCHEDULED, MeetingState.HELD)
_AHEAD = (WorkshopState.INVITING, WorkshopState.CONFIRMED)


@dataclass(frozen=True)
class Subjects:
    """Sessions and classes by id, and what producers have answered about their sessions already."""

    meetings: dict[int, Meeting]
    workshops: dict[int, Workshop]
    answered: frozenset[tuple[int, Occasion]]

    def meeting(self, due: Due) -> Meeting | None:
        """The session, if it is about one."""
        return self.meetings.get(due.meeting_id or 0)

    def workshop(self, due: Due) -> Workshop | None:
        """The class, if it is about one."""
        return self.workshops.get(due.workshop_id or 0)

    def drop_reason(self, due: Due, now: datetime) -> DropReason | None:
        """Why it is not to be sent any more; None when it is."""
        if due.useful_until <= now:
            return DropReason.TOO_LATE
        return None if self._is_on(due) else DropReason.OFF

    def _is_on(self, due: Due) -> bool:
        workshop = self.workshop(due)
        if workshop is not None:
            return workshop.state in _AHEAD and workshop.starts_at == due.starts_at
        meeting = self.meeting(due)
        if meeting is None or meeting.starts_at != due.starts_at:
            return False
        if due.occasion in BEFORE:
            return meeting.state is MeetingState.SCHEDULED
        return meeting.state in _UNSETTLED and (meeting.id, due.occasion) not in self.answered


async def subjects(session: AsyncSession, dues: Sequence[Due]) -> Subjects:
    """What these reminders are about."""
    meeting_ids = {due.meeting_id for due in dues if due.meeting_id is not None}
    workshop_ids = {due.workshop_id for due in dues if due.workshop_id is not None}
    meetings = await session.scalars(select(Meeting).where(Meeting.id.in_(meeting_ids))) if meeting_ids else ()
    workshops = await session.scalars(select(Workshop).where(Workshop.id.in_(workshop_ids))) if workshop_ids else ()
    return Subjects(
        {meeting.id: meeting for meeting in meetings},
        {workshop.id: workshop for workshop in workshops},
        await _answered(session, dues),
    )


async def _answered(session: AsyncSession, dues: Sequence[Due]) -> frozenset[tuple[int, Occasion]]:
    asked = {due.meeting_id for due in dues if due.meeting_id is not None and due.occasion not in BEFORE}
    if not asked:
        return frozenset()
    r, f = MeetingRating, FollowUp
    rated = await session.scalars(select(r.meeting_id).where(r.meeting_id.in_(asked), r.side == Side.PRODUCER))
    tried = await session.execute(select(f.meeting_id, f.days).where(f.meeting_id.in_(asked)))
    occasions = {days: occasion for occasion, days in _DAYS.items()}
    return frozenset(
        {(meeting, Occasion.RATE) for meeting in rated} | {(row.meeting_id, occasions[row.days]) for row in tried}
    )

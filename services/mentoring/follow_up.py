"""Sudah dicoba? Asked 7 and 30 days after a session; the last answer counts."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from models import FollowUp, Meeting, Side, Tried
from services.errors import FieldRefused, MeetingMissing
from services.mentoring.states import MEETING, MeetingEvent

DAYS = (7, 30)


async def answer_tried(
    session: AsyncSession, meeting: Meeting, side: Side, days: int, tried: Tried, now: datetime
) -> None:
    """Keeps the producer's answer. Raises MeetingMissing for the mentor, FieldRefused, MeetingConflict."""
    if side is not Side.PRODUCER:
        raise MeetingMissing
    if days not in DAYS:
        raise FieldRefused
    MEETING.after(meeting.state, MeetingEvent.FOLLOW_UP)
    answer = await session.get(FollowUp, (meeting.id, days))
    if answer is None:
        session.add(FollowUp(meeting_id=meeting.id, days=days, tried=tried, answered_at=now))
    else:
        answer.tried, answer.answered_at = tried, now
    await session.flush()

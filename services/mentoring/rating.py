"""Stars for a session: each side gives them once; the producer's count for the mentor."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import update
from sqlalchemy.ext.asyncio import AsyncSession

from models import Meeting, MeetingRating, Mentor, Side
from services.errors import FieldRefused, MeetingConflict
from services.mentoring.states import MEETING, MeetingEvent
from services.reminders import planning

STARS = range(1, 6)


async def rate(session: AsyncSession, meeting: Meeting, side: Side, stars: int, now: datetime) -> None:
    """Keeps one to five stars. Raises FieldRefused, or MeetingConflict when it was not held or is rated already."""
    MEETING.after(meeting.state, MeetingEvent.RATE)
    if stars not in STARS:
        raise FieldRefused
    if meeting.stars_of(side) is not None:
        raise MeetingConflict("refused_meeting_rated")
    meeting.ratings.append(MeetingRating(meeting_id=meeting.id, side=side, stars=stars, rated_at=now))
    if side is Side.PRODUCER:
        counted = update(Mentor).where(Mentor.person_id == meeting.mentor_id)
        # One statement: two producers who rate at once are both counted.
        await planning.drop_question(session, meeting.id, now)
        await session.execute(
            counted.values(
                rating_sum=Mentor.rating_sum + stars,
                rating_count=Mentor.rating_count + 1,
                version=Mentor.version + 1,
            )
        )
    await session.flush()

"""Whether the other side of a session may see a phone number or username: asked once, and changed at any time."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from models import Meeting, MeetingState, Side
from services.errors import MeetingConflict


async def keep_contact(session: AsyncSession, meeting: Meeting, side: Side, contact: str | None, now: datetime) -> None:
    """What the other side may see from now on; None: nothing. Raises MeetingConflict for a session that is over."""
    if meeting.state is not MeetingState.SCHEDULED:
        raise MeetingConflict
    if side is Side.MENTOR:
        meeting.mentor_shows_contact, meeting.mentor_contact = contact is not None, contact
    else:
        meeting.producer_shows_contact, meeting.producer_contact = contact is not None, contact
    await session.flush()


def producers_phone(meeting: Meeting) -> str | None:
    """The number that stands in the producer's profile."""
    business = meeting.request.business
    return business.phone if business is not None else None

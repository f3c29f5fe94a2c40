"""Where a session is held: a place in words, or the address of a video call."""

from __future__ import annotations

import re
from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from models import Meeting
from services.errors import MeetingConflict, PlaceRefused
from services.mentoring.states import MEETING, MeetingEvent

MOST_CHARACTERS = 200
_SCHEME = re.compile(r"([a-z][a-z0-9+.-]*):(?=//)|\b(javascript|vbscript):", re.IGNORECASE)
_SAFE = {"http", "https"}


def read_place(said: str) -> str:
    """The place in a text, on one line. Raises PlaceRefused, also for an address that is not of the web."""
    words = " ".join("".join(sign for sign in said if sign.isprintable() or sign.isspace()).split())
    if not any(sign.isalnum() for sign in words):
        raise PlaceRefused
    if len(words) > MOST_CHARACTERS:
        raise PlaceRefused("refused_too_long", most=MOST_CHARACTERS)
    if any((slashed or bare).lower() not in _SAFE for slashed, bare in _SCHEME.findall(words)):
        raise PlaceRefused("refused_place_link")
    return words


async def set_place(session: AsyncSession, meeting: Meeting, words: str, now: datetime) -> bool:
    """Keeps where it is held; False when that is known already. Raises MeetingConflict when it is over."""
    require_not_over(meeting, now)
    if meeting.place == words:
        return False
    meeting.place = words
    await session.flush()
    return True


def require_not_over(meeting: Meeting, now: datetime) -> None:
    """Raises MeetingConflict when there is no use in a place any more."""
    MEETING.after(meeting.state, MeetingEvent.SET_PLACE)
    if now >= meeting.ends_at:
        raise MeetingConflict("refused_meeting_begun")

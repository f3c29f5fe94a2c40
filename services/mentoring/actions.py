"""What the producer will try: one to three things that the two agreed on, written down by either."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from models import AgreedAction, Meeting, Side
from services.errors import ActionRefused, MeetingConflict
from services.mentoring.states import MEETING, MeetingEvent
from services.office_clock import OfficeClock
from services.reminders import planning

MOST_ACTIONS = 3
MOST_CHARACTERS = 200
_SIGN_OF_A_LIST = re.compile(r"^\s*(?:(?:\d{1,2}[.)]|[-*•])(?:\s|$))?\s*")


def read_actions(said: str) -> list[str]:
    """The things in a text, one a line, without the signs of a list. Raises ActionRefused."""
    lines = [" ".join(_SIGN_OF_A_LIST.sub("", line).split()) for line in said.splitlines()]
    found = [line for line in lines if any(sign.isalnum() for sign in line)]
    if not found:
        raise ActionRefused
    if any(len(line) > MOST_CHARACTERS for line in found):
        raise ActionRefused("refused_too_long", most=MOST_CHARACTERS)
    return found


async def note(
    session: AsyncSession, meeting: Meeting, side: Side, actions: Sequence[str], now: datetime, office: OfficeClock
) -> None:
    """Adds these; with the first the producer's "Sudah dicoba?" is planned. Raises MeetingConflict, ActionRefused."""
    require_room(meeting)
    former = len(meeting.actions)
    if former + len(actions) > MOST_ACTIONS:
        raise ActionRefused("refused_actions_many", most=MOST_ACTIONS - former)
    for position, words in enumerate(actions, start=former + 1):
        meeting.actions.append(AgreedAction(position=position, words=words, noted_by=side, noted_at=now))
    await session.flush()
    if not former:
        await planning.plan_follow_ups(session, meeting, now, office)


def require_room(meeting: Meeting) -> None:
    """Raises MeetingConflict when nothing (more) can be noted."""
    MEETING.after(meeting.state, MeetingEvent.NOTE)
    if len(meeting.actions) == MOST_ACTIONS:
        raise MeetingConflict("refused_actions_noted")

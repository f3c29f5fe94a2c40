"""A session from its booking to its end: every act names who did it, when, and why."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from models import ChangeReason, HelpRequest, Meeting, Person, Side
from services.office_clock import OfficeClock


async def schedule(
    session: AsyncSession,
    request: HelpRequest,
    mentor_id: int,
    starts_at: datetime,
    now: datetime,
    office: OfficeClock,
) -> Meeting:
    """Books a session of one hour for mentor and producer, with its reminders. Raises BookedConflict."""
    raise NotImplementedError


async def own_meeting(session: AsyncSession, person: Person | None, meeting_id: int | None) -> tuple[Meeting, Side]:
    """The session, and the side on which this person is; raises MeetingMissing for everybody else."""
    raise NotImplementedError


async def cancel(session: AsyncSession, meeting: Meeting, side: Side, reason: ChangeReason, now: datetime) -> None:
    """Ends a session before it is held: its time is free again, its reminders are dropped. Raises MeetingConflict.

    When the mentor cancels, the request is open again (WAITING), to be offered anew; when the producer does, it ends.
    """
    raise NotImplementedError


async def cancel_all_of_mentor(
    session: AsyncSession, mentor_id: int, reason: ChangeReason, now: datetime
) -> list[Meeting]:
    """Cancels every coming session of a mentor who went away; gives them: their requests are open again."""
    raise NotImplementedError

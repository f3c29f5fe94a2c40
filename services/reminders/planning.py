"""When each reminder of a session is due for each person: lead, signal window, quiet hours, distance."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from models import Meeting, Workshop
from services.office_clock import OfficeClock


async def plan_meeting(session: AsyncSession, meeting: Meeting, now: datetime, office: OfficeClock) -> None:
    """Writes the pending reminders of both people for the session as it stands; earlier ones still pending are dropped.

    Called when it is booked and when its hour was moved. Reminders whose moment has passed already are left out.
    """
    raise NotImplementedError


async def plan_follow_ups(session: AsyncSession, meeting: Meeting, now: datetime, office: OfficeClock) -> None:
    """Writes the producer's "Sudah dicoba?" after 7 and 30 days; called when actions were agreed on."""
    raise NotImplementedError


async def drop_meeting(session: AsyncSession, meeting_id: int, now: datetime) -> None:
    """Drops what is still pending of a session: it was cancelled."""
    raise NotImplementedError


async def plan_seat(
    session: AsyncSession, workshop: Workshop, person_id: int, now: datetime, office: OfficeClock
) -> None:
    """The same for one person with a taken seat (or the mentor) of a class."""
    raise NotImplementedError


async def drop_workshop(
    session: AsyncSession, workshop_id: int, now: datetime, *, person_id: int | None = None
) -> None:
    """Drops what is still pending of a class, for everybody or for one person who left."""
    raise NotImplementedError

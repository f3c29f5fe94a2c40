"""The clock of a demo, which an administrator moves forward to see what comes later. It never goes back."""

from __future__ import annotations

import re
from datetime import datetime, timedelta

from sqlalchemy.ext.asyncio import AsyncSession

from durable import clock
from models import Person
from services import audit, roles
from services.due import next_due
from services.errors import ClockRefused, NothingDue
from services.office_clock import OfficeClock
from services.roles import Act

_STEP = re.compile(r"\+(\d{1,3})([mhd])")
_UNITS = {"m": timedelta(minutes=1), "h": timedelta(hours=1), "d": timedelta(days=1)}
_LONGEST = timedelta(days=60)


async def move(session: AsyncSession, by: Person | None, wanted: str, now: datetime, office: OfficeClock) -> datetime:
    """Moves the clock of every process on this database: to what is `next`, or on by `+1h`, `+1d`, `+30m`.

    Gives the new time. Raises NotAllowed, ClockRefused for anything else, and NothingDue.
    """
    person = roles.require(by, Act.MOVE_CLOCK)
    span = await _span(session, wanted.strip().lower(), now, office)
    audit.record(session, person, "clock_moved", "person", person.id, now, str(int(span.total_seconds())))
    await clock.move_forward(await session.connection(), span)
    return now + span


async def _span(session: AsyncSession, wanted: str, now: datetime, office: OfficeClock) -> timedelta:
    if wanted == "next":
        due = await next_due(session, now, office)
        if due is None:
            raise NothingDue
        return due - now
    step = _STEP.fullmatch(wanted)
    span = int(step[1]) * _UNITS[step[2]] if step else timedelta(0)
    if not timedelta(0) < span <= _LONGEST:
        raise ClockRefused
    return span

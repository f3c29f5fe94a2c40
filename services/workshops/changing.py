"""What whoever runs a class can change of it: call it off, with a reason, and say where it is."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from models import ChangeReason, Person, SeatState, Workshop, WorkshopSeat
from services import audit
from services.errors import WorkshopConflict, WorkshopRefused
from services.workshops.deciding import cancel
from services.workshops.finding import IS_OPEN, locked, run_by, seats_in
from services.workshops.plan import checked_place
from services.workshops.states import WORKSHOP, WorkshopEvent

REASONS = (ChangeReason.BUSY, ChangeReason.ILL, ChangeReason.NO_SIGNAL, ChangeReason.ROAD, ChangeReason.OTHER)
"""The reasons that people choose among."""


@dataclass(frozen=True)
class Changed:
    """The class as it is now, and those with a seat in it or waiting for one."""

    workshop: Workshop
    seats: list[WorkshopSeat]


async def call_off(session: AsyncSession, workshop_id: int, by: Person, reason: ChangeReason, now: datetime) -> Changed:
    """Cancels it. Raises WorkshopMissing for what this person does not run, WorkshopConflict when it is over."""
    workshop = await run_by(session, workshop_id, by)
    if not WORKSHOP.knows(workshop.state, WorkshopEvent.CANCEL):
        raise WorkshopConflict
    if reason not in REASONS:
        raise WorkshopRefused
    return await _call_off(session, workshop, by, reason, now)


async def call_off_all_of(session: AsyncSession, mentor_id: int, by: Person, now: datetime) -> list[Changed]:
    """Cancels all classes ahead of a mentor who was suspended or left."""
    query = select(Workshop.id).where(Workshop.mentor_id == mentor_id, Workshop.state.in_(IS_OPEN))
    ids = list(await session.scalars(query.where(Workshop.ends_at > now).order_by(Workshop.id)))
    return [
        await _call_off(session, await locked(session, each), by, ChangeReason.SUSPENDED, now) for each in ids
    ]  # fmt: skip


async def set_place(session: AsyncSession, workshop_id: int, by: Person, said: str, now: datetime) -> Changed:
    """Keeps where it is held, or the address of the call. Raises WorkshopMissing, -Conflict or -Refused."""
    workshop = await run_by(session, workshop_id, by)
    if workshop.state not in IS_OPEN or workshop.ends_at <= now:
        raise WorkshopConflict
    workshop.place = checked_place(said)
    audit.record(session, by, "workshop_place_changed", "workshop", workshop.id, now)
    concerned = await seats_in(session, workshop_id, SeatState.TAKEN, SeatState.OFFERED, SeatState.WAITLISTED)
    return Changed(workshop, concerned)


async def _call_off(
    session: AsyncSession, workshop: Workshop, by: Person, reason: ChangeReason, now: datetime
) -> Changed:
    seats: list[WorkshopSeat] = await cancel(session, workshop, now)
    workshop.cancel_reason = reason
    audit.record(session, by, "workshop_called_off", "workshop", workshop.id, now, reason.value)
    return Changed(workshop, seats)

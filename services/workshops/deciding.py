"""Whether a class is held: decided once, when it is due, by seats taken and the mentor's yes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from models import Person, SeatState, Workshop, WorkshopSeat, WorkshopState
from services import audit
from services.errors import WorkshopConflict, WorkshopMissing
from services.mentoring import booking
from services.office_clock import OfficeClock
from services.reminders import planning
from services.workshops import answered_requests
from services.workshops.finding import counts, locked, seats_in
from services.workshops.seats import release_offer
from services.workshops.states import SEAT, WORKSHOP, SeatEvent, WorkshopEvent

CONCERNED = (SeatState.TAKEN, SeatState.OFFERED, SeatState.WAITLISTED)
"""Who hears that a class is called off; whoever has not answered an invitation need not."""


@dataclass(frozen=True)
class Decision:
    """What was decided, and whom it concerns. `taken` is how many had a seat."""

    workshop: Workshop
    is_held: bool
    taken: int
    seats: Sequence[WorkshopSeat]


async def agree(session: AsyncSession, workshop_id: int, by: Person, now: datetime, office: OfficeClock) -> Workshop:
    """The mentor's yes to a class that staff opened; a second time changes nothing.

    Only the mentor's own: to everybody else the class is not there. Raises WorkshopMissing or WorkshopConflict.
    """
    workshop = await locked(session, workshop_id)
    if workshop.mentor_id != by.id:
        raise WorkshopMissing
    workshop.state = WORKSHOP.after(workshop.state, WorkshopEvent.AGREE)
    if workshop.mentor_agreed_at is None:
        workshop.mentor_agreed_at = now
        workshop.mentor_told_at = workshop.mentor_told_at or now
        await planning.plan_seat(session, workshop, workshop.mentor_id, now, office)
        audit.record(session, by, "workshop_agreed", "workshop", workshop.id, now)
    return workshop


async def due(session: AsyncSession, now: datetime) -> list[int]:
    """The ids of classes that are to be decided on now."""
    query = select(Workshop.id).where(Workshop.state == WorkshopState.INVITING, Workshop.decides_at <= now)
    return list(await session.scalars(query.order_by(Workshop.decides_at, Workshop.id)))


async def decide(session: AsyncSession, workshop_id: int, now: datetime) -> Decision:
    """Confirms it, or cancels it and frees everybody's time. Raises WorkshopConflict when somebody else did already."""
    workshop = await locked(session, workshop_id)
    if workshop.state is not WorkshopState.INVITING or workshop.decides_at > now:
        raise WorkshopConflict
    taken = (await counts(session, workshop)).taken
    is_ahead = workshop.starts_at > now  # after an outage it may have gone by, and nobody had heard that it is held
    if is_ahead and taken >= workshop.least and workshop.mentor_agreed_at is not None:
        workshop.state = WORKSHOP.after(workshop.state, WorkshopEvent.CONFIRM)
        return Decision(workshop, True, taken, await seats_in(session, workshop_id, SeatState.TAKEN))
    return Decision(workshop, False, taken, await cancel(session, workshop, now))


async def cancel(session: AsyncSession, workshop: Workshop, now: datetime) -> list[WorkshopSeat]:
    """Ends a class that is not held: time is freed, requests wait again, reminders go. Gives who is to be told."""
    workshop.state, workshop.cancelled_at = WORKSHOP.after(workshop.state, WorkshopEvent.CANCEL), now
    seats = await seats_in(session, workshop.id, *CONCERNED)
    for seat in seats:
        was_taken = seat.state is SeatState.TAKEN
        seat.state, seat.changed_at = SEAT.after(seat.state, SeatEvent.LEAVE), now
        release_offer(seat)
        if was_taken:
            await answered_requests.reopen(session, seat, now)
    await session.flush()
    await booking.release(session, workshop_id=workshop.id)
    await planning.drop_workshop(session, workshop.id, now)
    return seats

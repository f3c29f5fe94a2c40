"""After a class: who came. Requests of those who came are answered; those of the others wait again."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from models import Person, SeatState, Workshop, WorkshopSeat, WorkshopState
from services import audit
from services.errors import WorkshopConflict, WorkshopMissing
from services.workshops import answered_requests
from services.workshops.finding import KEPT_FOR, run_by, seats_in
from services.workshops.states import SEAT, WORKSHOP, SeatEvent, WorkshopEvent


async def attendance(
    session: AsyncSession, workshop_id: int, by: Person, now: datetime
) -> tuple[Workshop, list[WorkshopSeat]]:
    """The class and those of whom it can be said now whether they came, by name.

    Raises WorkshopMissing for what this person does not run, WorkshopConflict before it began or when it was said.
    """
    workshop = await run_by(session, workshop_id, by)
    if not WORKSHOP.knows(workshop.state, WorkshopEvent.HOLD) or workshop.starts_at > now:
        raise WorkshopConflict
    seats = await seats_in(session, workshop_id, SeatState.TAKEN)
    return workshop, sorted(seats, key=lambda seat: (seat.person.name or "", seat.person_id))


async def hold(
    session: AsyncSession, workshop_id: int, by: Person, missed: Collection[int], now: datetime
) -> tuple[Workshop, int]:
    """Keeps who did not come (ids of people with a seat); all others came. Gives the class and how many came."""
    workshop, seats = await attendance(session, workshop_id, by, now)
    if not set(missed) <= {seat.person_id for seat in seats}:
        raise WorkshopMissing
    workshop.state = WORKSHOP.after(workshop.state, WorkshopEvent.HOLD)
    for seat in seats:
        came = seat.person_id not in missed
        seat.state = SEAT.after(seat.state, SeatEvent.COME if came else SeatEvent.MISS)
        seat.changed_at = now
        await (answered_requests.close if came else answered_requests.reopen)(session, seat, now)
    audit.record(session, by, "workshop_held", "workshop", workshop.id, now)
    await session.flush()
    return workshop, len(seats) - len(set(missed))


async def unsettled(session: AsyncSession, mentor_id: int, now: datetime) -> list[Workshop]:
    """The mentor's classes that are over and of which nobody has said who came, for the card."""
    w = Workshop
    query = select(w).where(w.mentor_id == mentor_id, w.state == WorkshopState.CONFIRMED, w.ends_at <= now)
    return list(await session.scalars(query.where(w.ends_at > now - KEPT_FOR).order_by(w.starts_at, w.id)))


async def unanswered(session: AsyncSession, mentor_id: int, now: datetime) -> list[Workshop]:
    """The classes that staff opened for this mentor and that still lack the yes, for the card."""
    w = Workshop
    query = select(w).where(w.mentor_id == mentor_id, w.state == WorkshopState.INVITING, w.mentor_agreed_at.is_(None))
    return list(await session.scalars(query.where(w.decides_at > now).order_by(w.starts_at, w.id)))

"""Finding classes and seats, and counting what is left of them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncSession

from models import Person, SeatState, Workshop, WorkshopSeat, WorkshopState
from services import roles
from services.errors import WorkshopMissing
from services.mentoring.unanswered import ASKED_FOR
from services.roles import Act

IS_OPEN = (WorkshopState.INVITING, WorkshopState.CONFIRMED)
"""The states in which seats are taken and given back."""
KEPT_FOR = ASKED_FOR
"""So long after its end a class is still shown to whoever has to say who came."""


@dataclass(frozen=True)
class Counts:
    """How the seats of a class stand. An offered seat is kept for somebody: it is not free."""

    seats: int
    taken: int
    offered: int
    waiting: int

    @property
    def free(self) -> int:
        return self.seats - self.taken - self.offered


async def workshop_of(session: AsyncSession, workshop_id: int) -> Workshop:
    """The class. Raises WorkshopMissing."""
    found = await session.get(Workshop, workshop_id)
    if found is None:
        raise WorkshopMissing
    return found


async def locked(session: AsyncSession, workshop_id: int) -> Workshop:
    """The class as it is now, and nobody else's until the end of the transaction: seats are counted under this lock.

    On SQLite the only writer has it anyway. Raises WorkshopMissing.
    """
    query = select(Workshop).where(Workshop.id == workshop_id)
    query = query.with_for_update(of=Workshop).execution_options(populate_existing=True)
    found = await session.scalar(query)
    if found is None:
        raise WorkshopMissing
    return found


async def run_by(session: AsyncSession, workshop_id: int, by: Person) -> Workshop:
    """The class, locked, of somebody who may run it; to everybody else it is not there."""
    found = await locked(session, workshop_id)
    if not roles.allowed(by, Act.RUN_WORKSHOP, found):
        raise WorkshopMissing
    return found


async def seat_of(session: AsyncSession, workshop_id: int, person_id: int) -> WorkshopSeat | None:
    """What there is between this person and the class, as it is now."""
    return await session.get(WorkshopSeat, (workshop_id, person_id), populate_existing=True)


async def seats_in(session: AsyncSession, workshop_id: int, *states: SeatState) -> list[WorkshopSeat]:
    """The seats in these states, by name; waiting ones in their order."""
    query = select(WorkshopSeat).where(WorkshopSeat.workshop_id == workshop_id, WorkshopSeat.state.in_(states))
    found = await session.scalars(query.execution_options(populate_existing=True))
    return sorted(found, key=lambda seat: (seat.waits_since or seat.changed_at, seat.person_id))


async def counts(session: AsyncSession, workshop: Workshop) -> Counts:
    """How its seats stand."""
    return (await counts_of(session, [workshop]))[workshop.id]


async def counts_of(session: AsyncSession, workshops: list[Workshop]) -> Mapping[int, Counts]:
    """The same for several classes at once."""
    s = WorkshopSeat
    query = select(s.workshop_id, s.state, func.count()).where(s.workshop_id.in_([each.id for each in workshops]))
    rows = (await session.execute(query.group_by(s.workshop_id, s.state))).all()
    found = {(workshop_id, state): count for workshop_id, state, count in rows}

    def of(workshop: Workshop) -> Counts:
        taken = (SeatState.TAKEN, SeatState.CAME, SeatState.MISSED)
        return Counts(
            workshop.seats,
            sum(found.get((workshop.id, state), 0) for state in taken),
            found.get((workshop.id, SeatState.OFFERED), 0),
            found.get((workshop.id, SeatState.WAITLISTED), 0),
        )

    return {workshop.id: of(workshop) for workshop in workshops}


async def place_in_line(session: AsyncSession, seat: WorkshopSeat) -> int:
    """Which number somebody has on the waiting list, from 1."""
    s = WorkshopSeat
    query = select(func.count()).where(s.workshop_id == seat.workshop_id, s.state == SeatState.WAITLISTED)
    earlier = (s.waits_since < seat.waits_since) | (
        (s.waits_since == seat.waits_since) & (s.person_id < seat.person_id)
    )
    return 1 + (await session.scalar(query.where(earlier)) or 0)


async def run_by_person(session: AsyncSession, by: Person, now: datetime) -> list[Workshop]:
    """The classes that this person runs: those ahead, and those that lack who came. Soonest first."""
    query = select(Workshop).where(Workshop.state.in_(IS_OPEN), Workshop.ends_at > now - KEPT_FOR)
    if not roles.allowed(by, Act.RUN_WORKSHOP):
        query = query.where(Workshop.mentor_id == by.id)
    return list(await session.scalars(query.order_by(Workshop.starts_at, Workshop.id)))

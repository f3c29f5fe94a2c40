"""Whatever people do in whatever order, the seats of a class stay right."""

from __future__ import annotations

from datetime import timedelta
from random import Random

import pytest
from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from models import BookedQuarter, Person, Reminder, ReminderState, SeatState, Workshop
from services.errors import WorkshopConflict
from services.workshops import due, seats
from services.workshops.finding import counts, locked, seats_in

from .conftest import MONDAY, OFFICE, NewPeople, Open

STEPS = 50


async def right(session: AsyncSession, workshop: Workshop) -> None:
    """Never more than there are seats, nobody waits beside a free one, and time and reminders go with the seat."""
    standing = await counts(session, workshop)
    assert standing.free >= 0
    assert standing.free == 0 or standing.waiting == 0
    taken = {seat.person_id for seat in await seats_in(session, workshop.id, SeatState.TAKEN)}
    booked = set(await session.scalars(select(BookedQuarter.person_id).where(BookedQuarter.workshop_id == workshop.id)))
    assert booked == taken | {workshop.mentor_id}
    pending = select(Reminder.person_id).where(
        Reminder.workshop_id == workshop.id, Reminder.state == ReminderState.PENDING
    )
    assert set(await session.scalars(pending)) == taken | {workshop.mentor_id}


@pytest.mark.parametrize("seed", range(3))
async def test_seats_stay_right(session: AsyncSession, open_class: Open, producer: NewPeople, seed: int) -> None:
    chance, now = Random(seed), MONDAY
    people: list[Person] = [await producer() for _ in range(7)]
    workshop = await open_class(seats=3)
    for _ in range(STEPS):
        now += timedelta(minutes=chance.choice([1, 1, 5, 60]))
        person = chance.choice(people)
        try:
            if chance.random() < 0.6:
                await seats.take(session, workshop.id, person, now, OFFICE)
            else:
                await seats.leave(session, workshop.id, person, now, OFFICE)
        except WorkshopConflict:
            pass  # a yes to an offered seat that came too late
        for workshop_id in await due.to_fill(session, now, OFFICE):
            await seats.expire(session, await locked(session, workshop_id), now, OFFICE)
        await right(session, workshop)

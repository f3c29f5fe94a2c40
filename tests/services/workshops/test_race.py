"""Sixty people for ten seats, at once: never more than ten, and the others in a line without gaps."""

from __future__ import annotations

import asyncio
from datetime import timedelta
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncSession

from durable.database import Base, Database
from models import Activity, BookedQuarter, Person, SeatState, WorkshopSeat
from services import businesses, people
from services.errors import OfficeError
from services.reference_data import load_reference_data
from services.workshops import opening, seats
from services.workshops.finding import place_in_line, seats_in, workshop_of
from tests.mentoring_rows import a_mentor

from .conftest import MONDAY, OFFICE, a_plan

PEOPLE, SEATS = 60, 10


async def a_class(session: AsyncSession) -> tuple[int, list[int]]:
    """A class of ten seats, and sixty people who fit."""
    await load_reference_data(session)
    mentor = await people.ensure_person(session, "telegram", 1, MONDAY)
    await a_mentor(session, mentor)
    found = []
    for number in range(PEOPLE):
        person = await people.give_consent(session, "telegram", 100 + number, "2026-11", MONDAY)
        told: dict[str, Any] = {"name": "Dapur", "district_id": 640806, "product_ids": [1], "unlisted": [],
                                "activities": {Activity.PROCESSED}}  # fmt: skip
        await businesses.register_business(session, person, **told, registered_through=f"d:{number}", now=MONDAY)
        found.append(person.id)
    plan = a_plan(seats=SEATS)
    return (await opening.open_workshop(session, mentor, mentor.id, plan, MONDAY, OFFICE)).id, found


async def count(database: Database, workshop_id: int, *states: SeatState) -> int:
    query = select(func.count()).where(WorkshopSeat.workshop_id == workshop_id, WorkshopSeat.state.in_(states))
    async with database.read() as connection:
        return await connection.scalar(query) or 0


async def test_sixty_people_for_ten_seats(database_url: str) -> None:
    database = Database(database_url)
    async with database.write() as connection:
        await connection.run_sync(Base.metadata.create_all)
    async with database.session() as session:
        workshop_id, everybody = await a_class(session)

    async def presses(person_id: int, after: timedelta) -> None:
        async with database.session() as session:
            person = await session.get_one(Person, person_id)
            await seats.take(session, workshop_id, person, MONDAY + after, OFFICE)

    async def leaves(person_id: int) -> None:
        async with database.session() as session:
            person = await session.get_one(Person, person_id)
            await seats.leave(session, workshop_id, person, MONDAY + timedelta(hours=2), OFFICE)

    await asyncio.gather(*(presses(person, timedelta(seconds=at)) for at, person in enumerate(everybody)))
    assert await count(database, workshop_id, SeatState.TAKEN) == SEATS
    assert await count(database, workshop_id, SeatState.WAITLISTED) == PEOPLE - SEATS

    async with database.session() as session:
        taken = [seat.person_id for seat in await seats_in(session, workshop_id, SeatState.TAKEN)]
        line = await seats_in(session, workshop_id, SeatState.WAITLISTED)
        assert [await place_in_line(session, seat) for seat in line] == list(range(1, PEOPLE - SEATS + 1))
        following = [seat.person_id for seat in line[:5]]

    # Five leave while those who wait, and those who leave, press again and again.
    await asyncio.gather(
        *(leaves(person) for person in taken[:5]),
        *(asyncio.wait_for(_ignoring(presses(person, timedelta(hours=2))), 60) for person in everybody),
    )
    async with database.session() as session:
        sitting = await seats_in(session, workshop_id, SeatState.TAKEN, SeatState.OFFERED)
        assert len(sitting) == (await workshop_of(session, workshop_id)).seats
        assert {seat.person_id for seat in sitting} == {*taken[5:], *following}
        booked = set(await session.scalars(select(BookedQuarter.person_id).distinct()))
        in_class = {seat.person_id for seat in sitting if seat.state is SeatState.TAKEN}
        assert booked == in_class | {(await workshop_of(session, workshop_id)).mentor_id}
    await database.close()


async def _ignoring(pressing: Any) -> None:
    """What is refused is told to one person; the others go on."""
    try:
        await pressing
    except OfficeError:
        return

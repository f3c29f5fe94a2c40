"""Whether a class is held, what happens when it is not, changes, and who came."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from models import (
    BookedQuarter,
    ChangeReason,
    Person,
    Reminder,
    ReminderState,
    RequestState,
    SeatState,
    Workshop,
    WorkshopState,
)
from services.errors import WorkshopConflict, WorkshopMissing, WorkshopRefused
from services.workshops import changing, deciding, holding, seats
from services.workshops.finding import run_by_person, seat_of
from tests.mentoring_rows import a_mentor

from .conftest import MONDAY, OFFICE, SATURDAY, NewPeople, Open

FRIDAY = SATURDAY - timedelta(hours=24)


async def with_seats(session: AsyncSession, workshop: Workshop, people: list[Person]) -> None:
    for person in people:
        await seats.take(session, workshop.id, person, MONDAY, OFFICE)


async def state_of(session: AsyncSession, workshop: Workshop, person: Person) -> SeatState:
    seat = await seat_of(session, workshop.id, person.id)
    assert seat is not None
    return seat.state


async def test_enough_seats_and_the_mentors_yes(session: AsyncSession, open_class: Open, producer: NewPeople) -> None:
    people = [await producer() for _ in range(3)]
    workshop = await open_class(least=2)
    await with_seats(session, workshop, people[:2])
    assert await deciding.due(session, FRIDAY - timedelta(seconds=1)) == []
    assert await deciding.due(session, FRIDAY) == [workshop.id]
    decision = await deciding.decide(session, workshop.id, FRIDAY)
    assert (decision.is_held, decision.taken, workshop.state) == (True, 2, WorkshopState.CONFIRMED)
    assert [seat.person_id for seat in decision.seats] == [person.id for person in people[:2]]
    assert await deciding.due(session, FRIDAY) == []


async def test_too_few_seats_free_everybodys_time(
    session: AsyncSession, open_class: Open, producer: NewPeople, request_of: NewPeople
) -> None:
    siti, budi = await producer(), await producer()
    request = await request_of(siti)
    workshop = await open_class(least=2)
    await with_seats(session, workshop, [siti])
    decision = await deciding.decide(session, workshop.id, FRIDAY)
    assert (decision.is_held, decision.taken, workshop.state) == (False, 1, WorkshopState.CANCELLED)
    assert [seat.person_id for seat in decision.seats] == [siti.id]
    assert list(await session.scalars(select(BookedQuarter))) == []
    assert set(await session.scalars(select(Reminder.state))) == {ReminderState.DROPPED}
    assert (request.state, request.step_due_at) == (RequestState.WAITING, FRIDAY)
    assert await state_of(session, workshop, budi) is SeatState.INVITED  # did not answer, hears nothing


async def test_decided_only_after_it_would_have_begun_it_is_not_held(
    session: AsyncSession, open_class: Open, producer: NewPeople
) -> None:
    people = [await producer() for _ in range(2)]
    workshop = await open_class(least=2)
    await with_seats(session, workshop, people)
    decision = await deciding.decide(session, workshop.id, SATURDAY)  # the bot was away
    assert (decision.is_held, workshop.state) == (False, WorkshopState.CANCELLED)


async def test_without_the_mentors_yes_it_is_not_held(
    session: AsyncSession, open_class: Open, producer: NewPeople, officer: Person
) -> None:
    people = [await producer() for _ in range(2)]
    workshop = await open_class(officer)
    await with_seats(session, workshop, people)
    assert not (await deciding.decide(session, workshop.id, FRIDAY)).is_held


async def test_decided_once(session: AsyncSession, open_class: Open) -> None:
    workshop = await open_class()
    with pytest.raises(WorkshopConflict):
        await deciding.decide(session, workshop.id, FRIDAY - timedelta(hours=1))
    await deciding.decide(session, workshop.id, FRIDAY)
    with pytest.raises(WorkshopConflict):
        await deciding.decide(session, workshop.id, FRIDAY)


async def test_only_the_mentor_says_the_mentors_yes(
    session: AsyncSession, open_class: Open, officer: Person, mentor: Person, new_person: NewPeople
) -> None:
    workshop = await open_class(officer)
    assert await holding.unanswered(session, mentor.id, MONDAY) == [workshop]
    other = await new_person()
    await a_mentor(session, other)
    for by in (officer, other):
        with pytest.raises(WorkshopMissing):
            await deciding.agree(session, workshop.id, by, MONDAY, OFFICE)
    await deciding.agree(session, workshop.id, mentor, MONDAY, OFFICE)
    await deciding.agree(session, workshop.id, mentor, FRIDAY, OFFICE)
    assert workshop.mentor_agreed_at == MONDAY
    assert await holding.unanswered(session, mentor.id, MONDAY) == []
    await deciding.cancel(session, workshop, MONDAY)
    with pytest.raises(WorkshopConflict):
        await deciding.agree(session, workshop.id, mentor, MONDAY, OFFICE)


async def test_calling_off(session: AsyncSession, open_class: Open, producer: NewPeople, officer: Person) -> None:
    siti = await producer()
    workshop = await open_class()
    await with_seats(session, workshop, [siti])
    with pytest.raises(WorkshopMissing):
        await changing.call_off(session, workshop.id, siti, ChangeReason.ILL, MONDAY)
    for reason in (ChangeReason.SUSPENDED, ChangeReason.SOLVED):
        with pytest.raises(WorkshopRefused):
            await changing.call_off(session, workshop.id, officer, reason, MONDAY)
    changed = await changing.call_off(session, workshop.id, officer, ChangeReason.ROAD, MONDAY)
    assert [seat.person_id for seat in changed.seats] == [siti.id]
    assert (workshop.state, workshop.cancel_reason) == (WorkshopState.CANCELLED, ChangeReason.ROAD)
    with pytest.raises(WorkshopConflict):
        await changing.call_off(session, workshop.id, officer, ChangeReason.ROAD, MONDAY)


async def test_classes_of_a_suspended_mentor(
    session: AsyncSession, open_class: Open, producer: NewPeople, officer: Person, mentor: Person
) -> None:
    siti = await producer()
    workshop = await open_class()
    await with_seats(session, workshop, [siti])
    (changed,) = await changing.call_off_all_of(session, mentor.id, officer, MONDAY)
    assert ([seat.person_id for seat in changed.seats], workshop.cancel_reason) == ([siti.id], ChangeReason.SUSPENDED)
    assert await changing.call_off_all_of(session, mentor.id, officer, MONDAY) == []


async def test_new_place(session: AsyncSession, open_class: Open, producer: NewPeople, mentor: Person) -> None:
    siti = await producer()
    workshop = await open_class()
    await with_seats(session, workshop, [siti])
    with pytest.raises(WorkshopMissing):
        await changing.set_place(session, workshop.id, siti, "Rumah saya", MONDAY)
    with pytest.raises(WorkshopRefused):
        await changing.set_place(session, workshop.id, mentor, "x", MONDAY)
    changed = await changing.set_place(session, workshop.id, mentor, " Balai  Desa ", MONDAY)
    assert (workshop.place, [seat.person_id for seat in changed.seats]) == ("Balai Desa", [siti.id])
    with pytest.raises(WorkshopConflict):
        await changing.set_place(session, workshop.id, mentor, "Balai Desa", workshop.ends_at)


async def test_who_came(
    session: AsyncSession, open_class: Open, producer: NewPeople, mentor: Person, request_of: NewPeople
) -> None:
    people = [await producer() for _ in range(3)]
    requests = [await request_of(person) for person in people[:2]]
    workshop = await open_class()
    await with_seats(session, workshop, people)
    with pytest.raises(WorkshopConflict):
        await holding.attendance(session, workshop.id, mentor, SATURDAY)  # not confirmed
    await deciding.decide(session, workshop.id, FRIDAY)
    with pytest.raises(WorkshopConflict):
        await holding.attendance(session, workshop.id, mentor, SATURDAY - timedelta(seconds=1))
    assert await holding.unsettled(session, mentor.id, workshop.ends_at) == [workshop]
    with pytest.raises(WorkshopMissing):
        await holding.hold(session, workshop.id, mentor, [mentor.id], workshop.ends_at)
    with pytest.raises(WorkshopMissing):
        await holding.hold(session, workshop.id, people[0], [], workshop.ends_at)
    held, came = await holding.hold(session, workshop.id, mentor, [people[1].id], workshop.ends_at)
    assert (held.state, came) == (WorkshopState.HELD, 2)
    found = [await state_of(session, workshop, person) for person in people]
    assert found == [SeatState.CAME, SeatState.MISSED, SeatState.CAME]
    assert [each.state for each in requests] == [RequestState.CLOSED, RequestState.WAITING]
    assert await holding.unsettled(session, mentor.id, workshop.ends_at) == []
    with pytest.raises(WorkshopConflict):
        await holding.hold(session, workshop.id, mentor, [], workshop.ends_at)


async def test_classes_that_somebody_runs(
    session: AsyncSession, open_class: Open, officer: Person, mentor: Person, producer: NewPeople
) -> None:
    siti, workshop = await producer(), await open_class()
    assert await run_by_person(session, officer, MONDAY) == [workshop]
    assert await run_by_person(session, mentor, workshop.ends_at) == [workshop]
    assert await run_by_person(session, siti, MONDAY) == []
    assert await run_by_person(session, mentor, workshop.ends_at + timedelta(days=14)) == []

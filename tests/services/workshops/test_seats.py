"""Taking seats, giving them back, waiting, and the seat that is offered to the next."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from models import BookedQuarter, Person, Reminder, ReminderState, RequestState, SeatState, Workshop
from services.errors import BookedConflict, ConsentMissing, WorkshopConflict, WorkshopMissing
from services.people import withdraw_consent
from services.workshops import deciding, seats
from services.workshops.finding import counts, place_in_line, seat_of
from tests.mentoring_rows import a_meeting, a_mentor

from .conftest import MONDAY, OFFICE, SATURDAY, WITA, NewPeople, Open

HOUR = timedelta(hours=1)


def at(day: int, hour: int, minute: int = 0) -> datetime:
    return datetime(2026, 11, day, hour, minute, tzinfo=WITA)


async def join(session: AsyncSession, workshop: Workshop, person: Person, now: datetime = MONDAY) -> SeatState:
    return (await seats.take(session, workshop.id, person, now, OFFICE)).state


async def full(
    session: AsyncSession, open_class: Open, producer: NewPeople, waiting: int
) -> tuple[Workshop, list[Person]]:
    """A class of two seats, both taken, and so many who wait; one minute lies between each."""
    people = [await producer() for _ in range(2 + waiting)]
    workshop = await open_class(seats=2)
    for minute, person in enumerate(people):
        await join(session, workshop, person, MONDAY + timedelta(minutes=minute))
    return workshop, people


async def states(session: AsyncSession, workshop: Workshop, people: list[Person]) -> list[SeatState | None]:
    found = [await seat_of(session, workshop.id, person.id) for person in people]
    return [seat.state if seat else None for seat in found]


async def quarters_of(session: AsyncSession, person: Person) -> int:
    query = select(BookedQuarter.quarter).where(BookedQuarter.person_id == person.id)
    return len(list(await session.scalars(query)))


async def test_taking_books_the_time_and_plans_reminders(
    session: AsyncSession, open_class: Open, producer: NewPeople
) -> None:
    siti = await producer()
    workshop = await open_class()
    assert await join(session, workshop, siti) is SeatState.TAKEN
    assert await quarters_of(session, siti) == 8
    reminders = await session.scalars(select(Reminder).where(Reminder.person_id == siti.id))
    assert {(each.workshop_id, each.state) for each in reminders} == {(workshop.id, ReminderState.PENDING)}


async def test_taking_twice_changes_nothing(session: AsyncSession, open_class: Open, producer: NewPeople) -> None:
    siti = await producer()
    workshop = await open_class()
    await join(session, workshop, siti)
    assert await join(session, workshop, siti, MONDAY + HOUR) is SeatState.TAKEN
    seat = await seat_of(session, workshop.id, siti.id)
    assert seat is not None
    assert seat.changed_at == MONDAY


async def test_full_class_has_a_waiting_list_in_order(
    session: AsyncSession, open_class: Open, producer: NewPeople
) -> None:
    workshop, people = await full(session, open_class, producer, 3)
    assert await states(session, workshop, people) == [SeatState.TAKEN] * 2 + [SeatState.WAITLISTED] * 3
    waiting = [await seat_of(session, workshop.id, person.id) for person in people[2:]]
    assert [await place_in_line(session, seat) for seat in waiting if seat] == [1, 2, 3]
    assert await quarters_of(session, people[2]) == 0


async def test_freed_seat_is_offered_to_who_waits_longest(
    session: AsyncSession, open_class: Open, producer: NewPeople
) -> None:
    workshop, people = await full(session, open_class, producer, 2)
    left, offered = await seats.leave(session, workshop.id, people[0], MONDAY + HOUR, OFFICE)
    assert (left.state, [seat.person_id for seat in offered]) == (SeatState.LEFT, [people[2].id])
    assert offered[0].offer_ends_at == MONDAY + 25 * HOUR
    assert await quarters_of(session, people[0]) == 0
    reminders = await session.scalars(select(Reminder.state).where(Reminder.person_id == people[0].id))
    assert set(reminders) == {ReminderState.DROPPED}
    assert await join(session, workshop, people[2], MONDAY + 2 * HOUR) is SeatState.TAKEN
    assert await quarters_of(session, people[2]) == 8


async def test_nobody_overtakes_those_who_wait(session: AsyncSession, open_class: Open, producer: NewPeople) -> None:
    workshop, people = await full(session, open_class, producer, 1)
    newcomer = await producer()
    await seats.leave(session, workshop.id, people[0], MONDAY + HOUR, OFFICE)
    assert await join(session, workshop, newcomer, MONDAY + HOUR) is SeatState.WAITLISTED
    assert await join(session, workshop, people[0], MONDAY + HOUR) is SeatState.WAITLISTED
    standing = await counts(session, workshop)
    assert (standing.taken, standing.offered, standing.waiting, standing.free) == (1, 1, 2, 0)


async def test_offer_that_is_not_answered_goes_to_the_next(
    session: AsyncSession, open_class: Open, producer: NewPeople
) -> None:
    workshop, people = await full(session, open_class, producer, 2)
    await seats.leave(session, workshop.id, people[0], MONDAY + HOUR, OFFICE)
    ends = MONDAY + 25 * HOUR
    assert await seats.expire(session, workshop, ends - timedelta(seconds=1), OFFICE) == ([], [])
    late, offered = await seats.expire(session, workshop, ends, OFFICE)
    assert ([seat.person_id for seat in late], [seat.person_id for seat in offered]) == ([people[2].id], [people[3].id])
    assert await states(session, workshop, people[2:]) == [SeatState.LEFT, SeatState.OFFERED]
    assert await join(session, workshop, people[2], ends) is SeatState.WAITLISTED


async def test_late_yes_is_told_so(session: AsyncSession, open_class: Open, producer: NewPeople) -> None:
    workshop, people = await full(session, open_class, producer, 1)
    await seats.leave(session, workshop.id, people[0], MONDAY + HOUR, OFFICE)
    with pytest.raises(WorkshopConflict, match="refused_seat_late"):
        await join(session, workshop, people[2], MONDAY + 25 * HOUR)


@pytest.mark.parametrize(
    ("freed", "until"),
    [
        (at(23, 10), at(24, 10)),  # a day
        (at(23, 22), at(25, 6)),  # at night: from six in the morning
        (at(24, 5, 59), at(25, 6)),
        (at(27, 9), at(27, 21)),  # half of the day that is left
        (at(28, 7), at(28, 8)),
        (at(28, 8), at(28, 8, 30)),  # half an hour at least
        (at(28, 8, 1), None),  # nobody can come any more
    ],
)
async def test_time_to_answer_an_offer(open_class: Open, freed: datetime, until: datetime | None) -> None:
    workshop = await open_class()
    assert workshop.starts_at == SATURDAY
    assert seats.offer_end(workshop, freed, OFFICE) == until


async def test_booked_elsewhere_is_told_and_nothing_is_taken(
    session: AsyncSession, open_class: Open, producer: NewPeople, new_person: NewPeople
) -> None:
    siti, other = await producer(), await new_person()
    await a_mentor(session, other)
    await a_meeting(session, other.id, siti.id, SATURDAY + HOUR)
    workshop = await open_class()
    savepoint = await session.begin_nested()
    with pytest.raises(BookedConflict, match="refused_seat_booked"):
        await join(session, workshop, siti)
    await savepoint.rollback()
    assert await states(session, workshop, [siti]) == [None]  # was not invited either: is booked then


async def test_class_of_other_districts_is_not_there(
    session: AsyncSession, open_class: Open, producer: NewPeople
) -> None:
    siti = await producer(district_id=640806)
    workshop = await open_class(districts=frozenset({640804}))
    with pytest.raises(WorkshopMissing):
        await join(session, workshop, siti)


async def test_its_mentor_takes_no_seat(session: AsyncSession, open_class: Open, mentor: Person) -> None:
    workshop = await open_class()
    with pytest.raises(WorkshopMissing):
        await join(session, workshop, mentor)


async def test_no_seat_without_consent(session: AsyncSession, open_class: Open, new_person: NewPeople) -> None:
    workshop = await open_class()
    for person in (None, await new_person(consent=False)):
        with pytest.raises(ConsentMissing):
            await seats.take(session, workshop.id, person, MONDAY, OFFICE)


async def test_nobody_joins_or_leaves_once_it_began(
    session: AsyncSession, open_class: Open, producer: NewPeople
) -> None:
    siti, budi = await producer(), await producer()
    workshop = await open_class()
    await join(session, workshop, siti)
    with pytest.raises(WorkshopConflict, match="refused_workshop_closed"):
        await join(session, workshop, budi, SATURDAY)
    with pytest.raises(WorkshopConflict, match="refused_workshop_closed"):
        await seats.leave(session, workshop.id, siti, SATURDAY, OFFICE)


async def test_leaving_what_one_never_joined(session: AsyncSession, open_class: Open, new_person: NewPeople) -> None:
    workshop = await open_class()
    with pytest.raises(WorkshopMissing):
        await seats.leave(session, workshop.id, await new_person(), MONDAY, OFFICE)


async def test_withdrawn_consent_gives_seats_back(session: AsyncSession, open_class: Open, producer: NewPeople) -> None:
    workshop, people = await full(session, open_class, producer, 1)
    await withdraw_consent(session, people[0], MONDAY + HOUR)
    await session.flush()
    assert await states(session, workshop, people) == [SeatState.LEFT, SeatState.TAKEN, SeatState.WAITLISTED]
    assert await quarters_of(session, people[0]) == 0
    offered = await seats.offer_freed(session, workshop, MONDAY + HOUR, OFFICE)
    assert [seat.person_id for seat in offered] == [people[2].id]


async def test_seat_answers_a_request_and_a_lost_one_reopens_it(
    session: AsyncSession, open_class: Open, producer: NewPeople, request_of: NewPeople
) -> None:
    siti = await producer()
    request = await request_of(siti)
    workshop = await open_class()
    await join(session, workshop, siti)
    assert request.state is RequestState.AGREED
    await seats.leave(session, workshop.id, siti, MONDAY + HOUR, OFFICE)
    assert (request.state, request.step_due_at) == (RequestState.WAITING, MONDAY + HOUR)


async def test_request_that_found_a_mentor_meanwhile_is_left_alone(
    session: AsyncSession, open_class: Open, producer: NewPeople, request_of: NewPeople
) -> None:
    siti = await producer()
    request = await request_of(siti)
    workshop = await open_class()
    request.state = RequestState.OFFERED
    await session.flush()
    await join(session, workshop, siti)
    await deciding.cancel(session, workshop, MONDAY + HOUR)
    assert request.state is RequestState.OFFERED

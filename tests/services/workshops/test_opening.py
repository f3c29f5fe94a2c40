"""Opening a class: by whom, for when, and who is invited."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from models import Cluster, Expertise, Mentor, MentorState, Person, RequestState, Way, Workshop, WorkshopSeat
from services.errors import BookedConflict, NotAllowed, WorkshopRefused
from services.workshops import due, inviting, opening
from tests.mentoring_rows import a_meeting, a_mentor

from .conftest import MONDAY, OFFICE, SATURDAY, WITA, NewPeople, Open, a_plan

BUSANG, BENGALON, SANGATTA = 640806, 640809, 640804
HOUR = timedelta(hours=1)


async def invited(session: AsyncSession, workshop: Workshop) -> list[tuple[int, int | None]]:
    """(person, the request it is for) in the order in which the clock asks them."""
    return [(seat.person_id, seat.request_id) for seat in await inviting.to_invite(session, workshop, MONDAY, 1000)]


async def test_mentor_opens_an_own_class(session: AsyncSession, open_class: Open, mentor: Person) -> None:
    workshop = await open_class()
    assert (workshop.mentor_id, workshop.opened_by_id, workshop.mentor_agreed_at) == (mentor.id, mentor.id, MONDAY)
    assert workshop.mentor_told_at == MONDAY  # the card need not ask
    assert workshop.decides_at == SATURDAY - 24 * HOUR


async def test_staff_open_one_for_a_mentor_who_is_asked(
    session: AsyncSession, open_class: Open, officer: Person, mentor: Person
) -> None:
    workshop = await open_class(officer)
    assert (workshop.mentor_id, workshop.opened_by_id, workshop.mentor_agreed_at) == (mentor.id, officer.id, None)
    assert workshop.mentor_told_at is None


async def test_mentor_is_booked_for_it(session: AsyncSession, open_class: Open, mentor: Person) -> None:
    await open_class()
    with pytest.raises(BookedConflict, match="refused_mentor_booked"):
        await open_class(starts_at=SATURDAY + HOUR)


async def test_class_over_the_mentors_session_is_refused(
    session: AsyncSession, open_class: Open, mentor: Person, new_person: NewPeople
) -> None:
    await a_meeting(session, mentor.id, (await new_person()).id, SATURDAY + HOUR)
    with pytest.raises(BookedConflict, match="refused_mentor_booked"):
        await open_class()


async def test_others_may_open_none(
    session: AsyncSession, open_class: Open, producer: NewPeople, new_person: NewPeople
) -> None:
    other = await new_person()
    await a_mentor(session, other)
    for by in (await producer(), other):
        with pytest.raises(NotAllowed):
            await open_class(by)


@pytest.mark.parametrize("state", [state for state in MentorState if state is not MentorState.ACTIVE])
async def test_only_active_mentors_hold_classes(
    session: AsyncSession, open_class: Open, officer: Person, mentor: Person, state: MentorState
) -> None:
    (await session.get_one(Mentor, mentor.id)).state = state
    await session.flush()
    for by in (officer, mentor):
        with pytest.raises(WorkshopRefused, match="refused_workshop_mentor"):
            await open_class(by)


@pytest.mark.parametrize(
    ("different", "reason"),
    [
        ({"starts_at": MONDAY - HOUR}, "refused_workshop_soon"),
        ({"starts_at": MONDAY + 23 * HOUR}, "refused_workshop_soon"),
        ({"starts_at": MONDAY + timedelta(days=181)}, "refused_workshop_far"),
        ({"seats": 1, "least": 1}, "refused_workshop_seats"),
        ({"seats": 201}, "refused_workshop_seats"),
        ({"seats": 5, "least": 6}, "refused_workshop_least"),
        ({"least": 0}, "refused_workshop_least"),
        ({"title": "  "}, "refused_workshop_title"),
        ({"title": "12345"}, "refused_workshop_title"),
        ({"title": "a" * 81}, "refused_workshop_title"),
        ({"place": "x" * 201}, "refused_workshop_place"),
        ({"way": Way.CHAT}, "refused_choice"),
        ({"lasts": timedelta(minutes=5)}, "refused_choice"),
    ],
)
async def test_plan_that_cannot_be_is_refused(open_class: Open, different: dict[str, Any], reason: str) -> None:
    with pytest.raises(WorkshopRefused, match=reason):
        await open_class(**different)


@pytest.mark.parametrize(
    ("different", "decided"),
    [
        ({}, SATURDAY - 24 * HOUR),
        ({"districts": frozenset({SANGATTA})}, SATURDAY - 24 * HOUR),
        ({"districts": frozenset({SANGATTA, BUSANG})}, SATURDAY - 72 * HOUR),  # Busang is remote
        ({"way": Way.VISIT}, SATURDAY - 72 * HOUR),
        ({"way": Way.VISIT, "districts": frozenset({SANGATTA})}, SATURDAY - 24 * HOUR),
        ({"starts_at": MONDAY + 30 * HOUR}, MONDAY + 15 * HOUR),  # never sooner than halfway
    ],
)
async def test_when_it_is_decided(open_class: Open, different: dict[str, Any], decided: datetime) -> None:
    assert (await open_class(**different)).decides_at == decided


async def test_producers_of_district_and_cluster_are_invited(
    session: AsyncSession, open_class: Open, mentor: Person, producer: NewPeople, new_person: NewPeople
) -> None:
    siti = await producer()
    await producer(district_id=BENGALON)  # elsewhere
    await producer(product_ids=[], unlisted=["Tas rotan"])  # no banana
    await new_person()  # no business
    workshop = await open_class(districts=frozenset({BUSANG}), cluster=Cluster.PISANG)
    assert await invited(session, workshop) == [(siti.id, None)]


async def test_everybody_with_a_business_is_invited_where_nothing_is_chosen(
    session: AsyncSession, open_class: Open, producer: NewPeople
) -> None:
    people = [await producer(), await producer(district_id=BENGALON)]
    workshop = await open_class()
    assert [person for person, _ in await invited(session, workshop)] == [person.id for person in people]


async def test_whoever_is_booked_or_has_withdrawn_is_not_invited(
    session: AsyncSession, open_class: Open, producer: NewPeople, new_person: NewPeople
) -> None:
    booked, gone, free = [await producer() for _ in range(3)]
    other = await new_person()
    await a_mentor(session, other)
    await a_meeting(session, other.id, booked.id, SATURDAY + HOUR)
    assert gone.consent is not None
    gone.consent.withdrawn_at = MONDAY
    await session.flush()
    workshop = await open_class()
    assert [person for person, _ in await invited(session, workshop)] == [free.id]


async def test_those_who_wait_for_this_topic_come_first(
    session: AsyncSession, open_class: Open, producer: NewPeople, request_of: NewPeople
) -> None:
    people = [await producer() for _ in range(3)]
    later = await request_of(people[2])
    await request_of(people[1], topic=Expertise.HALAL)
    await request_of(people[0], state=RequestState.CLOSED)
    workshop = await open_class()
    assert await invited(session, workshop) == [
        (people[2].id, later.id), (people[0].id, None), (people[1].id, None)
    ]  # fmt: skip


async def test_class_from_waiting_requests_asks_them_wherever_they_are(
    session: AsyncSession, officer: Person, mentor: Person, producer: NewPeople, request_of: NewPeople
) -> None:
    far, near, of_cocoa = [await producer(district_id=each) for each in (BUSANG, SANGATTA, SANGATTA)]
    first = await request_of(far)
    await request_of(far, opened_at=MONDAY + HOUR)
    await request_of(of_cocoa, cluster=Cluster.KAKAO)
    plan = a_plan(cluster=Cluster.PISANG, districts=frozenset({SANGATTA}))
    workshop = await opening.open_from_requests(session, officer, mentor.id, plan, MONDAY, OFFICE)
    assert (await invited(session, workshop))[0] == (far.id, first.id)
    assert {person for person, _ in await invited(session, workshop)} == {far.id, near.id, of_cocoa.id}


async def test_at_most_three_hundred_are_invited(
    session: AsyncSession, open_class: Open, producer: NewPeople, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(inviting, "MOST_INVITED", 2)
    people = [await producer() for _ in range(3)]
    workshop = await open_class()
    assert len(await invited(session, workshop)) == 2
    assert await inviting.fits(session, workshop, people[2].id)
    seats = await session.scalars(select(WorkshopSeat.person_id).where(WorkshopSeat.workshop_id == workshop.id))
    assert sorted(seats) == [people[0].id, people[1].id]


async def test_list_of_classes_one_can_join(session: AsyncSession, open_class: Open, producer: NewPeople) -> None:
    siti, budi = await producer(), await producer(district_id=BENGALON)
    everywhere = await open_class()
    busang = await open_class(districts=frozenset({BUSANG}), starts_at=SATURDAY + 48 * HOUR)
    cocoa = await open_class(cluster=Cluster.KAKAO, starts_at=SATURDAY + 96 * HOUR)
    banana = await open_class(cluster=Cluster.PISANG, starts_at=SATURDAY + 120 * HOUR)
    assert cocoa.id not in [each.id for each in await inviting.open_to(session, siti.id, MONDAY)]
    assert await inviting.open_to(session, siti.id, MONDAY) == [everywhere, busang, banana]
    assert await inviting.open_to(session, budi.id, MONDAY) == [everywhere, banana]
    assert await inviting.open_to(session, budi.id, SATURDAY) == [banana]
    assert datetime(2026, 11, 28, 9, tzinfo=WITA) == everywhere.starts_at


async def test_clock_finds_classes_with_invitations_to_send_until_they_begin(
    session: AsyncSession, open_class: Open, producer: NewPeople
) -> None:
    await producer()
    workshop = await open_class()
    assert await due.to_invite(session, MONDAY) == [workshop.id]
    assert await due.to_invite(session, SATURDAY) == []
    assert await inviting.to_invite(session, workshop, SATURDAY, 10) == []
    (seat,) = await inviting.to_invite(session, workshop, MONDAY, 10)
    seat.invited_at = MONDAY
    assert await due.to_invite(session, MONDAY) == []

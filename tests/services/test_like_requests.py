"""Groups of requests that one class could answer."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from datetime import timedelta

import pytest
from sqlalchemy.ext.asyncio import AsyncSession

from models import Cluster, Expertise, HelpRequest, Person, RequestState, SeatState, Way, WorkshopSeat
from services.like_requests import Group, groups
from tests.mentoring_rows import add_mentor, add_workshop
from tests.services.conftest import NOW

NewPerson = Callable[..., Awaitable[Person]]
Ask = Callable[..., Awaitable[HelpRequest]]


@pytest.fixture
def ask(session: AsyncSession) -> Ask:
    """Somebody asks about packaging for bananas, or whatever is named instead."""

    async def make(producer: Person, **different: object) -> HelpRequest:
        told: dict[str, object] = {"producer_id": producer.id, "district_id": 640806, "topic": Expertise.PACKAGING,
                                   "cluster": Cluster.PISANG, "way": Way.CHAT, "state": RequestState.WAITING,
                                   "opened_at": NOW, "hours": []}  # fmt: skip
        request = HelpRequest(**(told | different))
        session.add(request)
        await session.flush()
        return request

    return make


async def test_three_producers_make_a_group(session: AsyncSession, new_person: NewPerson, ask: Ask) -> None:
    people = [await new_person() for _ in range(3)]
    for person in people[:2]:
        await ask(person)
    assert await groups(session) == []
    await ask(people[2], state=RequestState.STAFF)
    assert await groups(session) == [Group(Expertise.PACKAGING, Cluster.PISANG, 3)]


async def test_one_producer_counts_once(session: AsyncSession, new_person: NewPerson, ask: Ask) -> None:
    one, other = await new_person(), await new_person()
    for person in (one, one, other):
        await ask(person)
    assert await groups(session) == []


async def test_other_topics_are_other_groups(session: AsyncSession, new_person: NewPerson, ask: Ask) -> None:
    for _ in range(3):
        await ask(await new_person(), cluster=None)
    for _ in range(4):
        await ask(await new_person(), topic=Expertise.LABEL)
    await ask(await new_person())
    assert await groups(session) == [
        Group(Expertise.LABEL, Cluster.PISANG, 4), Group(Expertise.PACKAGING, None, 3)
    ]  # fmt: skip


async def test_what_does_not_wait_does_not_count(session: AsyncSession, new_person: NewPerson, ask: Ask) -> None:
    for state in (RequestState.WAITING, RequestState.WAITING, RequestState.OFFERED, RequestState.CLOSED):
        await ask(await new_person(), state=state)
    assert await groups(session) == []


@pytest.mark.parametrize(("seat", "counted"), [(SeatState.INVITED, 0), (SeatState.TAKEN, 0), (SeatState.LEFT, 1)])
async def test_who_is_in_a_class_already_does_not_count(
    session: AsyncSession, new_person: NewPerson, ask: Ask, seat: SeatState, counted: int
) -> None:
    mentor = await new_person()
    await add_mentor(session, mentor, NOW)
    workshop = await add_workshop(session, mentor, NOW + timedelta(days=9), NOW)
    requests = [await ask(await new_person()) for _ in range(3)]
    session.add(
        WorkshopSeat(workshop_id=workshop.id, person_id=requests[0].producer_id, request_id=requests[0].id, state=seat,
                     changed_at=NOW)
    )  # fmt: skip
    await session.flush()
    assert len(await groups(session)) == counted

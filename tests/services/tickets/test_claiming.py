"""Who answers: claiming with a winner, giving back, closing, taking over, and who may do none of it."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy.ext.asyncio import AsyncSession

from durable.database import Base, Database
from models import Person, RoleKind, Ticket, TicketState
from services import audit, people, roles, tickets
from services.errors import NotAllowed, TicketClaimedConflict, TicketDoneConflict, TicketMissing
from tests.services.test_roles import NewPerson

from .conftest import ANSWER, MONDAY, OFFICE, OTHER_WORDS, WORDS, Ask

LATER = MONDAY + timedelta(hours=1)


@pytest.fixture
async def budi(session: AsyncSession, new_person: NewPerson) -> Person:
    person = await new_person(RoleKind.PETUGAS)
    person.name = "Pak Budi"
    return person


@pytest.fixture
async def ani(session: AsyncSession, new_person: NewPerson) -> Person:
    person = await new_person(RoleKind.ADMIN)
    person.name = "Bu Ani"
    return person


async def acts_on(session: AsyncSession, ticket: Ticket) -> list[str]:
    return [entry.act for entry in await audit.entries_about(session, "ticket", ticket.id)]


async def test_claimed_with_all_its_group(session: AsyncSession, ask: Ask, budi: Person) -> None:
    first, second = await ask(11), await ask(12)
    assert await tickets.claim(session, second, budi, LATER) == [first, second]
    assert [(each.state, each.claimed_by, each.claimed_at) for each in (first, second)] == [
        (TicketState.CLAIMED, budi, LATER)
    ] * 2
    await tickets.claim(session, first, budi, LATER + timedelta(hours=1))
    assert first.claimed_at == LATER
    assert await acts_on(session, second) == ["ticket_claimed"]


async def test_somebody_elses_is_refused_with_the_name_while_they_are_at_work(
    session: AsyncSession, ask: Ask, budi: Person, ani: Person
) -> None:
    ticket = await ask()
    await tickets.claim(session, ticket, budi, MONDAY)
    acts: list[Callable[[], Awaitable[Any]]] = [
        lambda: tickets.claim(session, ticket, ani, LATER, {budi.id, ani.id}),
        lambda: tickets.close(session, ticket, ani, LATER, {budi.id, ani.id}),
        lambda: tickets.answer(session, ticket, ani, ANSWER, LATER, {budi.id, ani.id}),
        lambda: tickets.release(session, ticket, ani, LATER),
    ]
    for act in acts:
        with pytest.raises(TicketClaimedConflict) as refused:
            await act()
        assert refused.value.values == {"name": "Pak Budi"}
    assert (ticket.claimed_by, ticket.state, len(ticket.messages)) == (budi, TicketState.CLAIMED, 1)


async def test_it_is_taken_over_from_somebody_who_is_not_at_work(
    session: AsyncSession, ask: Ask, budi: Person, ani: Person
) -> None:
    first, second = await ask(), await ask(words=OTHER_WORDS)
    for ticket in (first, second):
        await tickets.claim(session, ticket, budi, MONDAY)
    await tickets.claim(session, first, ani, LATER, {ani.id})
    assert await tickets.answer(session, second, ani, ANSWER, LATER, {ani.id}) == [second]
    assert (first.claimed_by, second.claimed_by) == (ani, ani)
    assert await acts_on(session, first) == ["ticket_claimed", "ticket_taken_over"]


async def test_given_back_it_is_everybodys_and_told_again(session: AsyncSession, ask: Ask, budi: Person) -> None:
    ticket = await ask()
    await tickets.claim(session, ticket, budi, MONDAY)
    ticket.staff_told_at = MONDAY
    await tickets.release(session, ticket, budi, LATER)
    assert (ticket.state, ticket.claimed_by, ticket.claimed_at, ticket.staff_told_at) == (
        TicketState.OPEN, None, None, None,
    )  # fmt: skip
    await tickets.release(session, ticket, budi, LATER)
    assert await acts_on(session, ticket) == ["ticket_claimed", "ticket_released"]


async def test_closed_with_all_its_group(session: AsyncSession, ask: Ask, budi: Person) -> None:
    first, second = await ask(11), await ask(12)
    assert await tickets.close(session, first, budi, LATER) == [first, second]
    assert [(each.state, each.closed_at) for each in (first, second)] == [(TicketState.CLOSED, LATER)] * 2


@pytest.mark.parametrize("end", ["answered", "closed"])
async def test_what_is_done_is_neither_claimed_nor_closed(
    session: AsyncSession, ask: Ask, budi: Person, end: str
) -> None:
    ticket = await ask()
    await (tickets.close(session, ticket, budi, MONDAY) if end == "closed" else
           tickets.answer(session, ticket, budi, ANSWER, MONDAY))  # fmt: skip
    for act in (tickets.claim, tickets.close, tickets.release):
        with pytest.raises(TicketDoneConflict):
            await act(session, ticket, budi, LATER)


async def test_only_staff_may(session: AsyncSession, ask: Ask, budi: Person, new_person: NewPerson) -> None:
    ticket = await ask()
    before = (ticket.state, ticket.claimed_by, len(ticket.messages))
    for kind in (None, RoleKind.MENTOR, RoleKind.KADER, RoleKind.PEMBACA):
        person = await (new_person(kind) if kind else new_person())
        acts = (
            tickets.claim(session, ticket, person, MONDAY), tickets.close(session, ticket, person, MONDAY),
            tickets.release(session, ticket, person, MONDAY), tickets.part(session, ticket, person, MONDAY),
            tickets.answer(session, ticket, person, ANSWER, MONDAY),
            tickets.office_ticket(session, "telegram", ticket.id, person),
            tickets.office_ticket(session, "telegram", 999, person),
        )  # fmt: skip
        for act in acts:
            with pytest.raises(NotAllowed):
                await act
    assert (ticket.state, ticket.claimed_by, len(ticket.messages)) == before
    assert await tickets.office_ticket(session, "telegram", ticket.id, budi) is ticket
    for channel, number in (("gateway", ticket.id), ("telegram", 999)):
        with pytest.raises(TicketMissing):
            await tickets.office_ticket(session, channel, number, budi)


async def test_of_many_who_claim_at_once_one_wins(database_url: str) -> None:
    database = Database(database_url)
    async with database.write() as connection:
        await connection.run_sync(Base.metadata.create_all)
    async with database.session() as session:
        staff = []
        for chat in range(1, 6):
            person = await people.ensure_person(session, "telegram", chat, MONDAY)
            await roles.give(session, person, RoleKind.PETUGAS, None, MONDAY)
            staff.append(person.id)
        one = {"channel": "telegram", "asker": None, "asker_name": "Siti", "words": WORDS, "now": MONDAY, **OFFICE}
        numbers = [(await tickets.open_ticket(session, chat_id=chat, **one)).id for chat in (11, 12)]

    async def claims(chat: int, number: int) -> str:
        async with database.session() as session:
            person = await people.person_of_account(session, "telegram", chat)
            assert person is not None
            ticket = await tickets.office_ticket(session, "telegram", number, person)
            await asyncio.sleep(0)
            try:
                await tickets.claim(session, ticket, person, MONDAY, staff)
            except TicketClaimedConflict:
                return "refused"
            return "won"

    results = await asyncio.gather(*(claims(chat, numbers[chat % 2]) for chat in range(1, 6)))
    assert sorted(results) == ["refused"] * 4 + ["won"]
    async with database.session() as session:
        held = {ticket.claimed_by_id for ticket in [await session.get(Ticket, number) for number in numbers] if ticket}
    assert held == {staff[results.index("won")]}
    await database.close()

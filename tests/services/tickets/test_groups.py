"""Answer once, tell all: which questions come together, and how they part."""

from __future__ import annotations

import asyncio

import pytest
from sqlalchemy.ext.asyncio import AsyncSession

from durable.database import Base, Database
from models import Person, RoleKind, TicketState
from services import people, roles, tickets
from services.tickets import Filters
from services.tickets.listing import waiting
from tests.services.test_roles import NewPerson

from .conftest import ANSWER, MONDAY, OFFICE, OTHER_WORDS, PHOTO, SAME_WORDS, WORDS, Ask


@pytest.fixture
async def officer(new_person: NewPerson) -> Person:
    return await new_person(RoleKind.PETUGAS)


async def test_same_question_of_another_chat_joins_the_first(session: AsyncSession, ask: Ask, topic_id: int) -> None:
    first = await ask(11, topic_id=topic_id)
    second = await ask(12, topic_id=topic_id, words=SAME_WORDS)
    third = await ask(13, topic_id=topic_id, words=WORDS.upper(), files=[PHOTO])
    assert (first.group_id, second.group_id, third.group_id) == (None, first.id, first.id)
    assert await tickets.group_of(session, second) == [first, third]
    assert await tickets.group_sizes(session, [first]) == {first.id: 2}


@pytest.mark.parametrize("what", ["words", "topic", "urgent", "chat", "channel", "no words", "answered", "closed"])
async def test_what_keeps_questions_apart(
    session: AsyncSession, ask: Ask, officer: Person, topic_id: int, what: str
) -> None:
    first = await ask(11, topic_id=topic_id, is_urgent=what == "urgent")
    if what == "answered":
        await tickets.answer(session, first, officer, ANSWER, MONDAY)
    elif what == "closed":
        await tickets.close(session, first, officer, MONDAY)
    different = {
        "words": {"words": OTHER_WORDS}, "topic": {"topic_id": None}, "channel": {"channel": "gateway"},
        "no words": {"words": None, "files": [PHOTO]}, "urgent": {},
    }.get(what, {})  # fmt: skip
    second = await ask(11 if what == "chat" else 12, **({"topic_id": topic_id} | different))
    assert second.group_id is None


async def test_urgent_question_joins_nobody(ask: Ask) -> None:
    await ask(11)
    assert (await ask(12, is_urgent=True)).group_id is None


async def test_two_of_one_chat_are_never_in_a_group(ask: Ask) -> None:
    first, second = await ask(11), await ask(12)
    again = await ask(12, words=SAME_WORDS)
    assert (second.group_id, again.group_id) == (first.id, None)


async def test_who_joins_a_claimed_group_is_claimed_with_it(session: AsyncSession, ask: Ask, officer: Person) -> None:
    first = await ask(11)
    await tickets.claim(session, first, officer, MONDAY)
    second = await ask(12)
    assert (second.state, second.claimed_by) == (TicketState.CLAIMED, officer)


async def test_one_answer_goes_to_all_and_to_nobody_else(session: AsyncSession, ask: Ask, officer: Person) -> None:
    first, second, other = await ask(11), await ask(12), await ask(13, words=OTHER_WORDS)
    getting = await tickets.answer(session, second, officer, ANSWER, MONDAY)
    assert getting == [first, second]
    assert [each.state for each in (first, second, other)] == [TicketState.ANSWERED] * 2 + [TicketState.OPEN]
    assert [each.messages[-1].words for each in getting] == [ANSWER.words] * 2
    assert await tickets.answer(session, first, officer, ANSWER, MONDAY) == [first, second]


async def test_who_asks_back_goes_on_alone(session: AsyncSession, ask: Ask, officer: Person) -> None:
    first, second, third = await ask(11), await ask(12), await ask(13)
    await tickets.answer(session, first, officer, ANSWER, MONDAY)
    await tickets.write_more(session, first, words="kalau toples?", now=MONDAY, **OFFICE)
    assert [each.group_id for each in (first, second, third)] == [None, None, second.id]
    assert await tickets.answer(session, first, officer, ANSWER, MONDAY) == [first]
    assert len(second.messages) == 2


@pytest.mark.parametrize("number", [0, 1, 2])
async def test_parted_ticket_leaves_the_others_together(
    session: AsyncSession, ask: Ask, officer: Person, number: int
) -> None:
    group = [await ask(chat) for chat in (11, 12, 13)]
    parted = group.pop(number)
    assert await tickets.part(session, parted, officer, MONDAY) is True
    assert (parted.group_id, [each.group_id for each in group]) == (None, [None, group[0].id])
    assert await tickets.part(session, parted, officer, MONDAY) is False
    assert await tickets.answer(session, group[1], officer, ANSWER, MONDAY) == group
    assert await waiting(session, "telegram", Filters(), 10) == [parted]


async def test_who_joins_while_the_answer_waits_for_the_lock_gets_it_too(database_url: str) -> None:
    database = Database(database_url)
    async with database.write() as connection:
        await connection.run_sync(Base.metadata.create_all)
    one = {"channel": "telegram", "asker": None, "asker_name": "Siti", "words": WORDS, "now": MONDAY, **OFFICE}
    async with database.session() as session:
        budi = await people.ensure_person(session, "telegram", 1, MONDAY)
        await roles.give(session, budi, RoleKind.PETUGAS, None, MONDAY)
        first = (await tickets.open_ticket(session, chat_id=11, **one)).id

    async def answers() -> list[int]:
        async with database.session() as session:
            by = await people.person_of_account(session, "telegram", 1)
            ticket = await tickets.office_ticket(session, "telegram", first, by)
            assert by is not None
            return [each.chat_id for each in await tickets.answer(session, ticket, by, ANSWER, MONDAY)]

    async with database.session() as session:
        await tickets.open_ticket(session, chat_id=12, **one)
        answering = asyncio.create_task(answers())
        await asyncio.sleep(0.3)
    assert await answering == [11, 12]
    await database.close()

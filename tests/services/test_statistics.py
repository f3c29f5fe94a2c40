"""Counts of questions, answers and tickets: what is counted, what is not, and by which index."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy.dialects import sqlite
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncSession

from durable.database import Base, Database
from models import Account, Person, QuestionOutcome, RoleKind
from services.statistics import Statistics, figures, statistics, tickets, topics, unanswered
from services.statistics.periods import LastDays
from services.working_time import USUAL_HOURS
from tests.known_answers import know_answers
from tests.services.statistics_rows import asked, given, ticket

NewPerson = Callable[..., Awaitable[Person]]
WITA = ZoneInfo("Asia/Makassar")
NOW = datetime(2026, 11, 25, 2, 0, tzinfo=UTC)  # a Wednesday, 10:00
PERIOD = LastDays(30, NOW)
ANIMALS = ("satwa", "burung", "kerang", "udang", "cumi", "gurita", "paus", "hiu", "pari", "lobster", "penyu")


def ago(days: float = 1) -> datetime:
    return NOW - timedelta(days=days)


@pytest.fixture
async def topic(session: AsyncSession) -> dict[str, int]:
    return await know_answers(session)


async def of(session: AsyncSession, days: int = 30) -> Statistics:
    return await statistics(session, LastDays(days, NOW), hours=USUAL_HOURS, zone=WITA)


async def test_nothing_was_asked(session: AsyncSession) -> None:
    found = await of(session)
    assert (found.questions, found.people, found.answers, found.rated, found.topics) == (0, 0, 0, 0, ())
    assert (found.tickets, found.unanswered) == (tickets.TicketFigures(0, 0, None), ())
    assert found.outcomes == dict.fromkeys(QuestionOutcome, 0)


async def test_questions_are_counted_by_what_became_of_them(session: AsyncSession) -> None:
    for chat_id, outcome in [(1, "sure"), (1, "sure"), (2, "sure"), (2, "unsure"), (3, "outside")]:
        await asked(session, chat_id, "pirt", ago(), QuestionOutcome(outcome))
    await asked(session, 1, "pirt", ago(), QuestionOutcome.URGENT, channel="gateway")  # the same number, another person
    await asked(session, 9, "pirt", ago(30.01), QuestionOutcome.SURE)
    found = await of(session)
    assert [found.outcomes[outcome] for outcome in QuestionOutcome] == [3, 1, 1, 1]
    assert (found.questions, found.people) == (6, 4)


@pytest.mark.parametrize(("days", "count"), [(7, 1), (30, 2), (90, 3)])
async def test_only_the_days_asked_for_count(
    session: AsyncSession, topic: dict[str, int], days: int, count: int
) -> None:
    for days_ago in (6.9, 29.9, 89.9, 90.1):
        await asked(session, 1, "tengik", ago(days_ago))
        await given(session, topic["pirt-apa"], ago(days_ago))
        await ticket(session, ago(days_ago))
    found = await of(session, days)
    assert (found.questions, found.answers, found.tickets.opened) == (count, count, count)


async def test_topics_by_how_often_they_were_given(session: AsyncSession, topic: dict[str, int]) -> None:
    for key, ratings in {
        "pirt-apa": (True, True, False, None),
        "nib-oss": (False, False, None),
        "kbli": (False,),
        "sni-apa": (None,) * 5,
    }.items():
        for helped in ratings:
            await given(session, topic[key], ago(), helped)
    found = await of(session)
    shown = [(row.key, row.given, row.rated, row.helped) for row in found.topics]
    assert shown == [("sni-apa", 5, 0, 0), ("pirt-apa", 4, 3, 2), ("nib-oss", 3, 2, 0), ("kbli", 1, 1, 0)]
    assert (found.answers, found.rated, found.helped) == (13, 6, 2)
    assert [row.key for row in found.most_given(2)] == ["sni-apa", "pirt-apa"]
    assert [(row.key, row.not_helped) for row in found.least_fitting(2)] == [("nib-oss", 2), ("kbli", 1)]


async def test_tickets_and_their_wait_in_working_hours(session: AsyncSession, new_person: NewPerson) -> None:
    officer = await new_person(RoleKind.PETUGAS)
    monday = datetime(2026, 11, 23, 1, 0, tzinfo=UTC)  # 09:00
    await ticket(session, monday, officer, (monday + timedelta(hours=2), monday + timedelta(hours=5)))
    evening = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)  # 20:00, answered at 08:30 on Tuesday
    await ticket(session, evening, officer, (evening + timedelta(hours=12, minutes=30),))
    await ticket(session, monday, officer, (monday + timedelta(hours=4),))
    await ticket(session, monday)
    await ticket(session, ago(31), officer, (ago(1),))  # opened before
    assert (await of(session)).tickets == tickets.TicketFigures(opened=4, answered=3, median_hours=2)


# Which words are told.


async def told(session: AsyncSession) -> list[tuple[str, int]]:
    return [(row.words, row.people) for row in (await of(session)).unanswered]


async def test_words_of_two_people_are_told_and_those_of_one_are_not(session: AsyncSession) -> None:
    await asked(session, 1, "gmn cara jual ke malaysia bu?", ago())
    await asked(session, 1, "rahasia saya malaysia", ago())
    await asked(session, 1, "rahasia lagi", ago())
    await asked(session, 2, "kirim ke MALAYSIA brp", ago())
    assert await told(session) == [("malaysia", 2)]


async def test_pair_tells_the_words_that_only_stood_in_it(session: AsyncSession) -> None:
    for chat_id in (1, 2, 3):
        await asked(session, chat_id, "oven gas ada bantuan?", ago())
    await asked(session, 4, "oven listrik", ago())
    assert await told(session) == [("oven", 4), ("gas bantuan", 3), ("oven gas", 3)]


async def test_numbers_and_words_that_say_nothing_are_left_out(session: AsyncSession) -> None:
    for chat_id in (1, 2):
        await asked(
            session, chat_id, "halo bu admin, saya mau tanya 08123456789 k 640 rumput laut ya? gimana ya", ago()
        )
    assert await told(session) == [("rumput laut", 2)]


async def test_only_what_was_not_answered_counts(session: AsyncSession, topic: dict[str, int]) -> None:
    for chat_id in (1, 2):
        await asked(session, chat_id, "terjawab", ago(), QuestionOutcome.SURE)
        await asked(session, chat_id, "mendesak", ago(), QuestionOutcome.URGENT)
        pressed = await asked(session, chat_id, "dipilih", ago(), QuestionOutcome.UNSURE)
        await given(session, topic["pirt-apa"], ago(), question=pressed)
        wrong = await asked(session, chat_id, "meleset", ago(), QuestionOutcome.UNSURE)
        await given(session, topic["pirt-apa"], ago(), helped=False, question=wrong)
        await asked(session, chat_id, "bingung", ago(), QuestionOutcome.UNSURE)
        await asked(session, chat_id, "kelautan", ago(40))
        await asked(session, chat_id, None, ago())  # emptied long ago, or because somebody wanted so
    assert await told(session) == [("bingung", 2), ("meleset", 2)]


async def test_person_on_two_phones_is_one_person(session: AsyncSession, new_person: NewPerson) -> None:
    person = await new_person()
    session.add(Account(channel="telegram", chat_id=77, person_id=person.id, created_at=NOW))
    await asked(session, 77, "rahasia", ago())
    await asked(session, 1000, "rahasia", ago())
    assert await told(session) == []


async def test_ten_words_are_enough(session: AsyncSession) -> None:
    for chat_id in (1, 2):
        for word in ANIMALS:
            await asked(session, chat_id, word, ago())
    assert len(await told(session)) == figures.MOST_WORDS == 10


# By which index.

PLANS = {
    "outcomes": (figures.outcomes_query(PERIOD), ["ix_questions_outcome (outcome=? AND asked_at>? AND asked_at<?)"]),
    "people": (figures.people_query(PERIOD), ["ix_questions_asked_at (asked_at>? AND asked_at<?)"]),
    "topics": (topics.given_query(PERIOD), ["ix_answers_given_topic (topic_id=? AND given_at>? AND given_at<?)"]),
    "tickets opened": (tickets.opened_query(PERIOD), ["ix_tickets_state (state=? AND opened_at>? AND opened_at<?)"]),
    "tickets answered": (
        tickets.answers_query(PERIOD),
        ["ix_tickets_state (state=? AND opened_at>? AND opened_at<?)", "ix_ticket_messages_ticket_id (ticket_id=?)"],
    ),
    "words": (
        unanswered.unanswered_query(PERIOD),
        [
            "ix_questions_outcome (outcome=? AND asked_at>? AND asked_at<?)",
            "ix_answers_given_question_id (question_id=?)",
        ],
    ),
}


@pytest.mark.parametrize("name", PLANS)
async def test_query_uses_its_indexes(sqlite_url: str, name: str) -> None:
    """On SQLite; PostgreSQL reads tables as small as a test's without any index."""
    query, indexes = PLANS[name]
    database = Database(sqlite_url)
    async with database.write() as connection:
        await connection.run_sync(Base.metadata.create_all)
        plan = await plan_of(connection, query)
    await database.close()
    assert [index for index in indexes if not any(index in line for line in plan)] == [], plan
    tables = ("questions", "answers_given", "tickets", "ticket_messages")
    assert [line for line in plan if line.startswith(tuple(f"SCAN {table}" for table in tables))] == []


async def plan_of(connection: AsyncConnection, query: Any) -> list[str]:
    """How SQLite would go about it."""
    compiled = query.compile(
        dialect=sqlite.dialect(), compile_kwargs={"literal_binds": True, "render_postcompile": True}
    )
    rows = await connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {compiled}")
    return [str(row[-1]) for row in rows]

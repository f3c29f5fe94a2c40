"""What was typed long ago is forgotten; that something was asked stays."""

from __future__ import annotations

from datetime import timedelta

from sqlalchemy import func, insert, select

from durable import clock
from models import Question, QuestionOutcome
from services.question_words import KEPT
from tests.conversations.checked_office import CheckedOffice
from tests.conversations.test_asking_clock import the_clock
from tests.services.statistics_rows import asked


async def words(office: CheckedOffice) -> list[str | None]:
    async with office.database.read() as connection:
        return list(await connection.scalars(select(Question.words).order_by(Question.id)))


async def test_words_are_forgotten_after_400_days(office_on_both: CheckedOffice) -> None:
    now = clock.now()
    async with office_on_both.database.session() as session:
        await asked(session, 1, "lama", now - KEPT - timedelta(minutes=1))
        await asked(session, 1, "masih", now - KEPT + timedelta(minutes=5))
        await asked(session, 1, None, now - 2 * KEPT)
    assert await the_clock(office_on_both).forget_words() == 1
    assert await words(office_on_both) == [None, "masih", None]
    async with office_on_both.database.read() as connection:
        kept = await connection.execute(select(Question.outcome, Question.asked_at).where(Question.id == 1))
        assert kept.one() == (QuestionOutcome.OUTSIDE, now - KEPT - timedelta(minutes=1))
    assert await the_clock(office_on_both).forget_words() == 0


async def test_more_words_than_a_batch(office: CheckedOffice) -> None:
    now = clock.now()
    async with office.database.session() as session:
        await session.execute(
            insert(Question),
            [
                {"channel": "telegram", "chat_id": 1, "words": "x", "asked_at": now - 2 * KEPT, "outcome": "sure",
                 "confidence": 0.5}
                for _ in range(1001)
            ],
        )  # fmt: skip
    assert await the_clock(office).forget_words() == 1001
    async with office.database.read() as connection:
        assert await connection.scalar(select(func.count(Question.words))) == 0

"""Rows for tests of statistics: questions, answers and tickets, each in as few words as it needs."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from models import AnswerGiven, MessageKind, Person, Question, QuestionOutcome, Ticket, TicketMessage, TicketState
from tests.known_answers import version_of


async def asked(
    session: AsyncSession,
    chat_id: int,
    words: str | None,
    at: datetime,
    outcome: QuestionOutcome = QuestionOutcome.OUTSIDE,
    channel: str = "telegram",
) -> Question:
    """A question of this chat."""
    question = Question(
        channel=channel, chat_id=chat_id, words=words, asked_at=at, outcome=outcome, topic_id=None, confidence=0.1
    )
    session.add(question)
    await session.flush()
    return question


async def given(
    session: AsyncSession,
    topic_id: int,
    at: datetime,
    helped: bool | None = None,
    question: Question | None = None,
    chat_id: int = 5,
) -> None:
    """This chat got this topic's answer, and said or did not say whether it helped."""
    session.add(
        AnswerGiven(
            channel="telegram",
            chat_id=chat_id,
            question_id=question.id if question else None,
            topic_id=topic_id,
            version_id=await version_of(session, topic_id),
            given_at=at,
            helped=helped,
            rated_at=None if helped is None else at,
        )
    )
    await session.flush()


async def ticket(
    session: AsyncSession,
    opened: datetime,
    officer: Person | None = None,
    answers: tuple[datetime, ...] = (),
    chat_id: int = 5,
) -> Ticket:
    """A ticket, answered by this officer at these times."""
    messages = [TicketMessage(kind=MessageKind.TEXT, words="pertanyaan", sent_at=opened)]
    messages += [
        TicketMessage(kind=MessageKind.TEXT, words="jawaban", sent_at=at, author_id=officer.id if officer else None)
        for at in answers
    ]
    made = Ticket(
        channel="telegram",
        chat_id=chat_id,
        asker_name="Siti",
        is_urgent=False,
        state=TicketState.ANSWERED if answers else TicketState.OPEN,
        opened_at=opened,
        answered_at=answers[-1] if answers else None,
        claimed_by=officer,
        remind_at=opened,
        escalate_at=opened,
        messages=messages,
    )
    session.add(made)
    await session.flush()
    return made

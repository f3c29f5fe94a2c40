"""Questions asked and answers given: kept, rated, and looked at again when somebody was not helped."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from models import AnswerGiven, Question, QuestionOutcome
from services.errors import QuestionMissing
from services.faq.known import KnownAnswer

MOST_KEPT_CHARACTERS = 3000
"""As many as a question for staff may have: it is passed on in these words."""


async def keep_question(
    session: AsyncSession,
    channel: str,
    chat_id: int,
    words: str,
    outcome: QuestionOutcome,
    topic_id: int | None,
    confidence: float,
    now: datetime,
) -> Question:
    """Keeps what somebody asked and what the bot made of it. `confidence`: 0 to 1, see services/understanding."""
    question = Question(
        channel=channel,
        chat_id=chat_id,
        words=words[:MOST_KEPT_CHARACTERS],
        outcome=outcome,
        topic_id=topic_id,
        confidence=round(confidence, 4),
        asked_at=now,
    )
    session.add(question)
    await session.flush()
    return question


async def own_question(session: AsyncSession, channel: str, chat_id: int, question_id: int | None) -> Question:
    """The question with this id, if this chat asked it; raises QuestionMissing otherwise."""
    question = await session.get(Question, question_id) if question_id else None
    if question is None or (question.channel, question.chat_id) != (channel, chat_id):
        raise QuestionMissing
    return question


async def keep_answer(
    session: AsyncSession, channel: str, chat_id: int, known: KnownAnswer, question_id: int | None, now: datetime
) -> AnswerGiven:
    """Keeps that this chat got this wording."""
    given = AnswerGiven(
        channel=channel,
        chat_id=chat_id,
        question_id=question_id,
        topic_id=known.topic_id,
        version_id=known.version_id,
        given_at=now,
    )
    session.add(given)
    await session.flush()
    return given


async def own_answer(session: AsyncSession, channel: str, chat_id: int, answer_id: int | None) -> AnswerGiven:
    """The answer with this id, if this chat got it; raises QuestionMissing otherwise."""
    given = await session.get(AnswerGiven, answer_id) if answer_id else None
    if given is None or (given.channel, given.chat_id) != (channel, chat_id):
        raise QuestionMissing
    return given


def rate(given: AnswerGiven, helped: bool, now: datetime) -> None:
    """Keeps whether the answer helped; the last word counts."""
    given.helped, given.rated_at = helped, now


async def topics_given(session: AsyncSession, question_id: int) -> Collection[int]:
    """The ids of the topics this question has been answered with so far."""
    query = select(AnswerGiven.topic_id).where(AnswerGiven.question_id == question_id)
    return frozenset(await session.scalars(query))


async def has_asked_since(session: AsyncSession, channel: str, chat_id: int, since: datetime) -> bool:
    """Whether this chat has asked anything, or taken an answer by a button, since then."""
    asked = select(Question.id).where(
        Question.channel == channel, Question.chat_id == chat_id, Question.asked_at >= since
    )
    taken = select(AnswerGiven.id).where(
        AnswerGiven.channel == channel, AnswerGiven.chat_id == chat_id, AnswerGiven.given_at >= since
    )
    return bool(await session.scalar(select(asked.exists() | taken.exists())))

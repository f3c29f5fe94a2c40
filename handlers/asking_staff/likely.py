"""What a question for staff is likely about, and whether it can wait."""

from __future__ import annotations

from typing import NamedTuple

from durable.context import BotContext
from handlers.asking.understander import understander
from models import Question, QuestionOutcome
from services.faq import known
from services.understanding.outcome import Understanding

_HAS_A_TOPIC = (Understanding.SURE, Understanding.UNSURE, Understanding.URGENT)


class Likely(NamedTuple):
    """The topic, if it is one of ours, and whether somebody may be harmed."""

    topic_id: int | None
    is_urgent: bool


async def likely(context: BotContext, words: str, question: Question | None) -> Likely:
    """What the bot made of it before, if it was asked; else what it makes of the words now."""
    of_question = question.topic_id if question and question.outcome is not QuestionOutcome.OUTSIDE else None
    found = understander(context.bot_data)
    if found is None or not words:
        return Likely(of_question, False)
    understood = found.understand(words)
    is_urgent = understood.way is Understanding.URGENT
    if question is not None or understood.way not in _HAS_A_TOPIC or not understood.candidates:
        return Likely(of_question, is_urgent)
    answer = await known.answer_for(context.session, understood.candidates[0].key)
    return Likely(answer.topic_id if answer is not None else None, is_urgent)

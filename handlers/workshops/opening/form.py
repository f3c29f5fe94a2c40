"""The questions in their order; answers stay in the draft until the class is opened."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from enum import StrEnum

from telegram import Update

from durable.context import BotContext
from handlers.draft_form import DraftForm, answers
from handlers.form import Next
from handlers.questions.moment import MomentQuestion, instant_of
from handlers.questions.question import Answer, Question
from handlers.workshops.names import NAME
from handlers.workshops.opening.choices import ForCluster, HowToMeet, Length, Topic
from handlers.workshops.opening.districts import ForDistricts
from handlers.workshops.opening.mentors import ForMentor
from handlers.workshops.opening.steps import Opening, first_open, opener, text
from handlers.workshops.opening.words import Least, Place, Seats, Title
from services.workshops.plan import checked_start

_ALL: tuple[Question, ...] = (
    ForMentor(), Topic(), ForCluster(), ForDistricts(), HowToMeet(), Title(),
    MomentQuestion(Opening.WHEN.value, lambda: text.ask_when), Length(), Place(), Seats(), Least(),
)  # fmt: skip
QUESTIONS = {question.key: question for question in _ALL}


class OpeningForm(DraftForm[Opening]):
    """The order of the questions stands in the draft: what is known already is not asked."""

    def __init__(self, go_to: Callable[[Update, BotContext, Opening], Awaitable[Next]]) -> None:
        super().__init__(NAME, Opening, QUESTIONS, go_to)

    async def progress(self, context: BotContext, key: str) -> tuple[int, int]:
        order = context.draft["order"]
        return order.index(key) + 1, len(order) + 1

    async def first_open(self, context: BotContext) -> Opening:
        return first_open(context)

    async def before(self, context: BotContext, key: str) -> Opening | None:
        order = [*context.draft["order"], Opening.SUMMARY.value]
        earlier = order[: order.index(key)] if key in order else [first_open(context).value]
        return Opening(earlier[-1]) if earlier else None

    async def after(self, context: BotContext, key: str) -> Opening:
        order = context.draft["order"]
        if key not in order or key == order[-1]:
            return first_open(context)
        return Opening(order[order.index(key) + 1])

    async def ask(self, update: Update, context: BotContext, key: str) -> StrEnum:
        await opener(context)
        return await super().ask(update, context, key)

    async def keep(self, context: BotContext, key: str, answer: Answer) -> None:
        await opener(context)
        if key == Opening.WHEN:
            checked_start(instant_of(answer), context.now)
        await super().keep(context, key, answer)
        if key == Opening.SEATS and answers(context).get(Opening.LEAST, 0) > answer:
            del answers(context)[Opening.LEAST]  # more than there are seats now: asked again

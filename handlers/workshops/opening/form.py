"""The questions in their order; answers stay in the draft until the class is opened."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from enum import StrEnum

from telegram import Update

from content.texts import Text
from durable.context import BotContext
from handlers.form import Form, Next
from handlers.questions.moment import MomentQuestion, instant_of
from handlers.questions.question import Answer, Question
from handlers.questions.question import text as question_text
from handlers.workshops.names import NAME
from handlers.workshops.opening.choices import ForCluster, HowToMeet, Length, Topic
from handlers.workshops.opening.districts import ForDistricts
from handlers.workshops.opening.mentors import ForMentor
from handlers.workshops.opening.steps import Opening, answers, first_open, opener, text
from handlers.workshops.opening.words import Least, Place, Seats, Title
from services.workshops.plan import checked_start

GoTo = Callable[[Update, BotContext, Opening], Awaitable[Next]]
_ALL: tuple[Question, ...] = (
    ForMentor(), Topic(), ForCluster(), ForDistricts(), HowToMeet(), Title(),
    MomentQuestion(Opening.WHEN.value, lambda: text.ask_when), Length(), Place(), Seats(), Least(),
)  # fmt: skip
QUESTIONS = {question.key: question for question in _ALL}


class OpeningForm(Form):
    """`go_to` shows any step, also the look at the whole."""

    def __init__(self, go_to: GoTo) -> None:
        super().__init__(NAME, Opening, QUESTIONS)
        self._go_to = go_to

    async def former(self, context: BotContext, key: str) -> Answer | None:
        return context.draft.get("answers", {}).get(key)

    async def heading(self, context: BotContext, key: str) -> Text:
        if context.draft.get("editing"):
            return question_text.told_changing.format(field=self.questions[key].field)
        order = context.draft["order"]
        return question_text.told_progress.format(step=order.index(key) + 1, steps=len(order) + 1)

    async def can_go_back(self, context: BotContext, key: str) -> bool:
        return bool(context.draft.get("editing")) or key != context.draft["order"][0]

    async def ask(self, update: Update, context: BotContext, key: str) -> StrEnum:
        await opener(context)
        return await super().ask(update, context, key)

    async def keep(self, context: BotContext, key: str, answer: Answer) -> None:
        await opener(context)
        if key == Opening.WHEN:
            checked_start(instant_of(answer), context.now)
        answers(context)[key] = answer
        if key == Opening.SEATS and answers(context).get(Opening.LEAST, 0) > answer:
            del answers(context)[Opening.LEAST]  # more than there are seats now: asked again

    async def go_on(self, update: Update, context: BotContext, key: str) -> Next:
        order = context.draft["order"]
        if context.draft.pop("editing", None) or key not in order or key == order[-1]:
            return await self._go_to(update, context, first_open(context))
        return await self._go_to(update, context, Opening(order[order.index(key) + 1]))

    async def go_back(self, update: Update, context: BotContext, key: str) -> Next:
        order = context.draft["order"]
        if context.draft.pop("editing", None) or key not in order:
            return await self._go_to(update, context, first_open(context))
        return await self._go_to(update, context, Opening(order[max(order.index(key) - 1, 0)]))

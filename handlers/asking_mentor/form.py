"""The questions in their order; answers stay in the draft until the request is sent."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

from telegram import Update

from content.texts import Text
from durable.context import BotContext
from handlers.asking_mentor.choices import MeetingWay, OwnBusiness, Topic
from handlers.asking_mentor.steps import NAME, AskMentor, answers, order
from handlers.asking_mentor.trouble import Trouble
from handlers.asking_mentor.when import WhenItSuits
from handlers.form import Form, Next
from handlers.questions.question import Answer, text

GoTo = Callable[[Update, BotContext, AskMentor], Awaitable[Next]]
QUESTIONS = {question.key: question for question in (OwnBusiness(), Topic(), Trouble(), MeetingWay(), WhenItSuits())}


class MentorForm(Form):
    """`go_to` shows any step, also the summary."""

    def __init__(self, go_to: GoTo) -> None:
        super().__init__(NAME, AskMentor, QUESTIONS)
        self._go_to = go_to

    async def former(self, context: BotContext, key: str) -> Answer | None:
        return context.draft.get("answers", {}).get(key)

    async def heading(self, context: BotContext, key: str) -> Text:
        if context.draft.get("editing"):
            return text.told_changing.format(field=self.questions[key].field)
        steps = await order(context)
        return text.told_progress.format(step=steps.index(AskMentor(key)) + 1, steps=len(steps))

    async def can_go_back(self, context: BotContext, key: str) -> bool:
        return bool(context.draft.get("editing")) or (await order(context))[0] != key

    async def keep(self, context: BotContext, key: str, answer: Answer) -> None:
        answers(context)[key] = answer

    async def go_on(self, update: Update, context: BotContext, key: str) -> Next:
        return await self._go_to(update, context, await self._step(context, key, +1))

    async def go_back(self, update: Update, context: BotContext, key: str) -> Next:
        return await self._go_to(update, context, await self._step(context, key, -1))

    async def _step(self, context: BotContext, key: str, by: int) -> AskMentor:
        if context.draft.pop("editing", None):
            return AskMentor.SUMMARY
        steps = [*await order(context), AskMentor.SUMMARY]
        return steps[steps.index(AskMentor(key)) + by]

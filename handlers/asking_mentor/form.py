"""The questions in their order; answers stay in the draft until the request is sent."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

from telegram import Update

from durable.context import BotContext
from handlers.asking_mentor.choices import MeetingWay, OwnBusiness, Topic
from handlers.asking_mentor.steps import NAME, AskMentor, first_open, order
from handlers.asking_mentor.trouble import Trouble
from handlers.asking_mentor.when import WhenItSuits
from handlers.draft_form import DraftForm
from handlers.form import Next

QUESTIONS = {question.key: question for question in (OwnBusiness(), Topic(), Trouble(), MeetingWay(), WhenItSuits())}


class MentorForm(DraftForm[AskMentor]):
    """Beside questions there are the summary and, after it, whom to ask."""

    def __init__(self, go_to: Callable[[Update, BotContext, AskMentor], Awaitable[Next]]) -> None:
        super().__init__(NAME, AskMentor, QUESTIONS, go_to)

    async def progress(self, context: BotContext, key: str) -> tuple[int, int]:
        steps = await order(context)
        return steps.index(AskMentor(key)) + 1, len(steps)

    async def first_open(self, context: BotContext) -> AskMentor:
        return await first_open(context)

    async def before(self, context: BotContext, key: str) -> AskMentor | None:
        steps = [*await order(context), AskMentor.SUMMARY]
        earlier = steps[: steps.index(AskMentor(key))]
        return earlier[-1] if earlier else None

    async def after(self, context: BotContext, key: str) -> AskMentor:
        steps = [*await order(context), AskMentor.SUMMARY]
        return steps[steps.index(AskMentor(key)) + 1]

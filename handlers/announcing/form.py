"""The questions in their order; answers stay in the draft until the announcement is written."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from enum import StrEnum

from telegram import Update

from durable.context import BotContext
from handlers.announcing import content
from handlers.announcing.choices import Event, Topic
from handlers.announcing.names import NAME, Announce
from handlers.announcing.people.question import People
from handlers.announcing.steps import author, first_open
from handlers.announcing.when import When
from handlers.callbacks import press
from handlers.draft_form import DraftForm
from handlers.form import Next
from handlers.questions.question import Answer, Question
from handlers.replies import acknowledge

_ALL: tuple[Question, ...] = (Topic(), Event(), People(), When())
QUESTIONS = {question.key: question for question in _ALL}
_ORDER = list(Announce)


class AnnounceForm(DraftForm[Announce]):
    """Its first step is no question: what is announced is simply sent."""

    def __init__(self, go_to: Callable[[Update, BotContext, Announce], Awaitable[Next]]) -> None:
        super().__init__(NAME, Announce, QUESTIONS, go_to)

    async def progress(self, context: BotContext, key: str) -> tuple[int, int]:
        return _ORDER.index(Announce(key)) + 1, len(_ORDER)

    async def first_open(self, context: BotContext) -> Announce:
        return first_open(context)

    async def before(self, context: BotContext, key: str) -> Announce | None:
        return _ORDER[_ORDER.index(Announce(key)) - 1]

    async def after(self, context: BotContext, key: str) -> Announce:
        return _ORDER[_ORDER.index(Announce(key)) + 1]

    async def ask(self, update: Update, context: BotContext, key: str) -> StrEnum:
        await author(context)
        return await super().ask(update, context, key)

    async def keep(self, context: BotContext, key: str, answer: Answer) -> None:
        await author(context)
        await super().keep(context, key, answer)

    async def edit(self, update: Update, context: BotContext) -> Next:
        if press(update).what != Announce.CONTENT:
            return await super().edit(update, context)
        await acknowledge(update, context)
        context.draft["editing"] = True
        return await content.ask(update, context)

    async def take_content(self, update: Update, context: BotContext) -> Next:
        """One more part, or `sudah`."""
        if content.is_done(update, context):
            return await self._finish_content(update, context)
        return await content.take(update, context)

    async def press_content(self, update: Update, context: BotContext) -> Next:
        """`Sudah`, or another button of the first step."""
        if press(update).what != "done":
            return await content.press_other(update, context)
        await acknowledge(update, context)
        return await self._finish_content(update, context)

    async def _finish_content(self, update: Update, context: BotContext) -> Next:
        content.finish(context)
        return await self.go_on(update, context, Announce.CONTENT.value)

"""The questions about a business that is saved already: one after the other, or a single one."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any

from telegram import Update

import content.texts
from content.texts import Text
from durable.context import BotContext
from handlers.form import Form, Next
from handlers.profile.fields import QUESTIONS, Field, former, keep, own_business
from handlers.questions.question import Answer
from handlers.questions.question import text as question_text
from models import Business, Person
from services.profile import completeness
from services.roles import Act

NAME = "profile"
text = content.texts.load("profile")

Finish = Callable[[Update, BotContext, Business, bool], Awaitable[Next]]


class ProfileForm(Form):
    """The draft holds {"business": id, "order": fields to ask, "alone": whether one field was asked for}.

    `finish` is called after the last question, with whether an answer was kept.
    """

    can_skip = True

    def __init__(self, finish: Finish) -> None:
        super().__init__(NAME, Field, QUESTIONS)
        self._finish = finish

    async def business(self, context: BotContext) -> tuple[Person, Business]:
        """The writer and the business of the draft; raises BusinessMissing."""
        return await own_business(context, context.draft.get("business"), Act.CHANGE_BUSINESS)

    async def subject(self, context: BotContext) -> int:
        found: Any = context.draft.get("business", 0)
        return int(found)

    async def former(self, context: BotContext, key: str) -> Answer | None:
        _, business = await self.business(context)
        return await former(context, business, key)

    async def heading(self, context: BotContext, key: str) -> Text:
        order = context.draft["order"]
        if context.draft.get("alone"):
            return question_text.told_changing.format(field=self.questions[key].field)
        _, business = await self.business(context)
        percent = completeness(business).percent
        return text.told_complete_progress.format(step=order.index(key) + 1, steps=len(order), percent=percent)

    async def can_go_back(self, context: BotContext, key: str) -> bool:
        return bool(context.draft.get("alone")) or key != context.draft["order"][0]

    async def keep(self, context: BotContext, key: str, answer: Answer) -> None:
        person, business = await self.business(context)
        await keep(context, business, person, key, answer)

    async def go_on(self, update: Update, context: BotContext, key: str) -> Next:
        order = context.draft["order"]
        at = order.index(key) + 1
        if at < len(order):
            return await self.ask(update, context, order[at])
        _, business = await self.business(context)
        return await self._finish(update, context, business, True)

    async def skip(self, update: Update, context: BotContext, key: str) -> Next:
        if context.draft.get("alone"):
            return await self.go_back(update, context, key)
        return await self.go_on(update, context, key)

    async def go_back(self, update: Update, context: BotContext, key: str) -> Next:
        if context.draft.get("alone"):
            _, business = await self.business(context)
            return await self._finish(update, context, business, False)
        order = context.draft["order"]
        return await self.ask(update, context, order[max(0, order.index(key) - 1)])

"""The questions of the registration; answers stay in the draft until everything is saved at once."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

from telegram import Update

import content.texts
from content.texts import Text
from durable.context import BotContext
from handlers.draft_form import DraftForm
from handlers.form import Next
from handlers.questions.district import District
from handlers.questions.names import BusinessName, Owner
from handlers.questions.products import Products
from handlers.questions.question import Answer
from handlers.questions.toggles import Activities
from handlers.registration.owner import name_of_other
from handlers.registration.steps import NAME, Register, first_open, progress, steps

text = content.texts.load("register")
QUESTIONS = {question.key: question for question in (Owner(), BusinessName(), District(), Products(), Activities())}


class RegistrationForm(DraftForm[Register]):
    """Beside questions there are the consent, which comes first, and the summary."""

    def __init__(self, go_to: Callable[[Update, BotContext, Register], Awaitable[Next]]) -> None:
        super().__init__(NAME, Register, QUESTIONS, go_to)

    async def progress(self, context: BotContext, key: str) -> tuple[int, int]:
        return await progress(context, key)

    async def first_open(self, context: BotContext) -> Register:
        return await first_open(context)

    async def heading(self, context: BotContext, key: str) -> Text:
        told = await super().heading(context, key)
        name = name_of_other(context)
        return told + " · " + text.told_heading_for.format(name=name) if name else told

    async def before(self, context: BotContext, key: str) -> Register | None:
        order = await steps(context)
        earlier = order[: order.index(Register(key))] if key in order else [Register.SUMMARY]
        return earlier[-1] if earlier else None

    async def after(self, context: BotContext, key: str) -> Register:
        order = await steps(context)
        return order[order.index(Register(key)) + 1] if key in order else Register.SUMMARY

    async def keep(self, context: BotContext, key: str, answer: Answer) -> None:
        context.draft.setdefault("steps", [step.value for step in await steps(context)])
        # Names this registration: saving it twice, from whatever process, gives one business.
        context.draft.setdefault("key", f"{context.chat.bot}:{context.chat.chat_id}:{context.work.inbox_id}")
        await super().keep(context, key, answer)

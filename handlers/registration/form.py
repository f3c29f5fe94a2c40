"""The questions of the registration; answers stay in the draft until everything is saved at once."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

from telegram import Update

from content.texts import Text
from durable.context import BotContext
from handlers.form import Form, Next
from handlers.questions.district import District
from handlers.questions.names import BusinessName, Owner
from handlers.questions.products import Products
from handlers.questions.question import Answer, text
from handlers.questions.toggles import Activities
from handlers.registration.steps import NAME, Register, answers, progress, steps

GoTo = Callable[[Update, BotContext, Register], Awaitable[Next]]
QUESTIONS = {question.key: question for question in (Owner(), BusinessName(), District(), Products(), Activities())}


class RegistrationForm(Form):
    """`go_to` shows any step, also those that are no questions (consent and summary)."""

    def __init__(self, go_to: GoTo) -> None:
        super().__init__(NAME, Register, QUESTIONS)
        self._go_to = go_to

    async def former(self, context: BotContext, key: str) -> Answer | None:
        return context.draft.get("answers", {}).get(key)

    async def heading(self, context: BotContext, key: str) -> Text:
        if context.draft.get("editing"):
            return text.told_changing.format(field=self.questions[key].field)
        step, of = await progress(context, key)
        return text.told_progress.format(step=step, steps=of)

    async def can_go_back(self, context: BotContext, key: str) -> bool:
        return bool(context.draft.get("editing")) or Register(key) != (await steps(context))[0]

    async def keep(self, context: BotContext, key: str, answer: Answer) -> None:
        context.draft.setdefault("steps", [step.value for step in await steps(context)])
        # Names this registration: saving it twice, from whatever process, gives one business.
        context.draft.setdefault("key", f"{context.chat.bot}:{context.chat.chat_id}:{context.work.inbox_id}")
        answers(context)[key] = answer

    async def go_on(self, update: Update, context: BotContext, key: str) -> Next:
        return await self._go_to(update, context, await self._step(context, key, +1))

    async def go_back(self, update: Update, context: BotContext, key: str) -> Next:
        return await self._go_to(update, context, await self._step(context, key, -1))

    async def _step(self, context: BotContext, key: str, by: int) -> Register:
        if context.draft.pop("editing", None):
            return Register.SUMMARY
        order = await steps(context)
        return order[order.index(Register(key)) + by] if key in order else Register.SUMMARY

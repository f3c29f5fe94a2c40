"""A form whose answers stay in the draft until a summary sends them all at once."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from enum import StrEnum
from typing import Any, Generic, TypeVar

from telegram import Update

from content.texts import Text
from durable.context import BotContext
from handlers import leaving, old_buttons
from handlers.callbacks import press
from handlers.form import Form, Next
from handlers.questions.question import Answer, Question, text
from handlers.replies import acknowledge
from services.reading.short_answers import says

Step = TypeVar("Step", bound=StrEnum)


def answers(context: BotContext) -> dict[str, Any]:
    """The answers given so far, by the key of their question; changed in place."""
    given: dict[str, Any] = context.draft.setdefault("answers", {})
    return given


class DraftForm(Form, Generic[Step]):
    """Beside a member for each question `steps` has SUMMARY; `go_to` shows any of them.

    The draft holds the `answers`, and `editing` while a question is asked again from the summary.
    """

    def __init__(
        self,
        name: str,
        steps: type[Step],
        questions: Mapping[str, Question],
        go_to: Callable[[Update, BotContext, Step], Awaitable[Next]],
    ) -> None:
        super().__init__(name, steps, questions)
        self._steps, self._go_to = steps, go_to

    async def progress(self, context: BotContext, key: str) -> tuple[int, int]:
        """Which step this is, and of how many."""
        raise NotImplementedError

    async def first_open(self, context: BotContext) -> Step:
        """The first step without an answer; at last the summary."""
        raise NotImplementedError

    async def before(self, context: BotContext, key: str) -> Step | None:
        """The step before a question or the summary; None before the first."""
        raise NotImplementedError

    async def after(self, context: BotContext, key: str) -> Step:
        """The step after a question."""
        return await self.first_open(context)

    async def former(self, context: BotContext, key: str) -> Answer | None:
        return context.draft.get("answers", {}).get(key)  # to look is not to begin

    async def heading(self, context: BotContext, key: str) -> Text:
        if context.draft.get("editing"):
            return text.told_changing.format(field=self.questions[key].field)
        step, of = await self.progress(context, key)
        return text.told_progress.format(step=step, steps=of)

    async def can_go_back(self, context: BotContext, key: str) -> bool:
        return bool(context.draft.get("editing")) or await self.before(context, key) is not None

    async def keep(self, context: BotContext, key: str, answer: Answer) -> None:
        answers(context)[key] = answer

    async def go_on(self, update: Update, context: BotContext, key: str) -> Next:
        was_editing = context.draft.pop("editing", None)
        step = await (self.first_open(context) if was_editing else self.after(context, key))
        return await self._go_to(update, context, step)

    async def go_back(self, update: Update, context: BotContext, key: str) -> Next:
        was_editing = context.draft.pop("editing", None)
        step = await (self.first_open(context) if was_editing else self.before(context, key))
        return await self._go_to(update, context, step or self._steps(key))

    async def repeat(self, update: Update, context: BotContext) -> None:
        """Shows the open step again, be it a question or not."""
        if context.chat.state in {step.value for step in self._steps}:
            await self._go_to(update, context, self._steps(context.chat.state))

    async def edit(self, update: Update, context: BotContext) -> Next:
        """From the summary: asks one question again and comes back."""
        key = press(update).what
        if key not in self.questions or key not in answers(context):
            await old_buttons.tell(update, context, self.repeat)
            return None
        await acknowledge(update, context)
        context.draft["editing"] = True
        return await self.ask(update, context, key)

    async def leave_summary(self, update: Update, context: BotContext) -> Next:
        """From the summary: one question back, or out."""
        await acknowledge(update, context)
        if press(update).what == "cancel":
            await leaving.leave(update, context)
            return None
        return await self._back_from_summary(update, context)

    async def stay_at_summary(self, update: Update, context: BotContext) -> Next:
        """A text at the summary that does not send it: `kembali` goes back, anything else shows it again."""
        said = (update.effective_message.text if update.effective_message else None) or ""
        if says(said, "back"):
            return await self._back_from_summary(update, context)
        return await self._go_to(update, context, self._summary)

    async def _back_from_summary(self, update: Update, context: BotContext) -> Next:
        return await self._go_to(update, context, await self.before(context, self._summary) or self._summary)

    @property
    def _summary(self) -> Step:
        return self._steps("summary")

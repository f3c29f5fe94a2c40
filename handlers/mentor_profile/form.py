"""The questions, asked one after the other before anything is kept, or a single one of a profile that is there."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

from telegram import Update

from content.texts import Text
from durable.context import BotContext
from durable.conversation import END
from handlers.draft_form import DraftForm, answers
from handlers.form import Next
from handlers.mentor_profile.answers import answers_of, put_answer, value_of
from handlers.mentor_profile.questions import QUESTIONS
from handlers.mentor_profile.steps import NAME, Step, before, first_open, progress
from handlers.questions.question import Answer
from handlers.questions.question import text as question_text
from handlers.who import writer
from models import Mentor
from services.mentors.changing import MentorField, change
from services.mentors.profile import own_mentor

Finish = Callable[[Update, BotContext, Mentor, bool], Awaitable[None]]


class MentorForm(DraftForm[Step]):
    """The draft holds the `answers`; or, for a single field, `mentor` (its id), `changing` and the `week` as kept.

    `finish` shows the profile after a single field, told whether it was changed.
    """

    def __init__(self, go_to: Callable[[Update, BotContext, Step], Awaitable[Next]], finish: Finish) -> None:
        super().__init__(NAME, Step, QUESTIONS, go_to)
        self._finish = finish

    async def subject(self, context: BotContext) -> int:
        found: int = context.draft.get("mentor", 0)
        return found

    async def progress(self, context: BotContext, key: str) -> tuple[int, int]:
        return progress(context, Step(key))

    async def first_open(self, context: BotContext) -> Step:
        return first_open(context)

    async def before(self, context: BotContext, key: str) -> Step | None:
        return before(context, Step(key))

    async def former(self, context: BotContext, key: str) -> Answer | None:
        if _is_change(context):
            return answers_of(await _own(context)).get(key)
        return await super().former(context, key)

    async def heading(self, context: BotContext, key: str) -> Text:
        if _is_change(context):
            return question_text.told_changing.format(field=self.questions[key].field)
        return await super().heading(context, key)

    async def can_go_back(self, context: BotContext, key: str) -> bool:
        return _is_change(context) or await super().can_go_back(context, key)

    async def keep(self, context: BotContext, key: str, answer: Answer) -> None:
        if _is_change(context):
            await change(context.session, await _own(context), MentorField(key), value_of(key, answer))
            return
        put_answer(answers(context), key, answer)

    async def go_on(self, update: Update, context: BotContext, key: str) -> Next:
        if _is_change(context):
            return await self._end(update, context, is_changed=True)
        return await super().go_on(update, context, key)

    async def go_back(self, update: Update, context: BotContext, key: str) -> Next:
        if _is_change(context):
            return await self._end(update, context, is_changed=False)
        return await super().go_back(update, context, key)

    async def _end(self, update: Update, context: BotContext, *, is_changed: bool) -> int:
        await self._finish(update, context, await _own(context), is_changed)
        return END


def _is_change(context: BotContext) -> bool:
    return "changing" in context.draft


async def _own(context: BotContext) -> Mentor:
    return await own_mentor(context.session, await writer(context))

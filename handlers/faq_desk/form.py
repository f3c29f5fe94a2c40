"""The questions in their order: what is wrong in an answer is said at once, and nothing of it is lost."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from enum import StrEnum

from telegram import Update

from content.answers.problems import Problem
from content.texts import Text
from durable.context import BotContext
from handlers.answers import told_title
from handlers.faq_desk.buttons import NAME, text
from handlers.faq_desk.colleagues import officer
from handlers.faq_desk.questions import Kind, Source, Title, Words
from handlers.faq_desk.steps import Desk, Sources, corrected, first_open, is_fix, problems
from handlers.form import Form, Next
from handlers.questions.question import Answer
from handlers.replies import Rows, say
from services.faq import from_tickets, wording

QUESTIONS = {question.key: question for question in (Title(), Kind(), Words(), Source())}
GoTo = Callable[[Update, BotContext, Desk], Awaitable[Next]]


class DeskForm(Form):
    """`go_to` shows any step, also the look at the whole."""

    def __init__(self, go_to: GoTo) -> None:
        super().__init__(NAME, Desk, QUESTIONS)
        self._go_to = go_to

    async def subject(self, context: BotContext) -> int:
        found: int = context.draft["subject"]
        return found

    async def former(self, context: BotContext, key: str) -> Answer | None:
        if key in context.draft["answers"]:
            return context.draft["answers"][key]
        if is_fix(context):
            document = (await corrected(context)).document
            return {
                Desk.WORDS.value: wording.typed_form(document),
                Desk.SOURCE.value: Sources(document.sources, typed=False).kept(),
            }.get(key)
        ticket = await from_tickets.answered_ticket(context.session, context.draft["subject"])
        title = wording.title_from(ticket.questions[0]) if ticket.questions else None
        return {Desk.TITLE.value: title or None, Desk.WORDS.value: ticket.answer or None}.get(key)

    async def heading(self, context: BotContext, key: str) -> Text:
        if not is_fix(context):
            return text.told_making
        return text.told_fixing.format(title=told_title((await corrected(context)).document))

    async def can_go_back(self, context: BotContext, key: str) -> bool:
        order: list[str] = context.draft["order"]
        return key != order[0]

    async def ask(self, update: Update, context: BotContext, key: str) -> StrEnum:
        await officer(context)
        return await super().ask(update, context, key)

    async def keep(self, context: BotContext, key: str, answer: Answer) -> None:
        await officer(context)
        context.draft["answers"][key] = answer

    async def go_on(self, update: Update, context: BotContext, key: str) -> Next:
        if found := await problems(context, key):
            await say(context, told_faults(found), await self.way_out_of(update, context, key))
            return Desk(key)
        return await self._go_to(update, context, first_open(context))

    async def go_back(self, update: Update, context: BotContext, key: str) -> Next:
        order = context.draft["order"]
        return await self._go_to(update, context, Desk(order[order.index(key) - 1]))

    async def way_out_of(self, update: Update, context: BotContext, key: str) -> Rows:
        """The buttons of this question, whichever is open."""
        asking = await self._asking(update, context, key)
        return [*await self.questions[key].rows(asking), *asking.way_out]


def told_faults(found: list[Problem]) -> Text:
    """Everything that is wrong, in simple words."""
    lines = [text.told_fault.format(fault=text[f"fault_{each.key}"].format(**each.values)) for each in found]
    return text.told_faults.format(faults=Text("\n").join(lines))

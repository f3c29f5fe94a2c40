"""A conversation made of questions: asking, taking, going back, skipping, and asking back when in doubt.

What is done with an answer and which question follows is said by the conversation, in a subclass.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import Any

from telegram import Message, Update
from telegram.ext import BaseHandler, CallbackQueryHandler, MessageHandler

from content.texts import Text
from durable.context import BotContext
from handlers import leaving, old_buttons
from handlers.callbacks import button, pattern, press
from handlers.labels import ANSWER
from handlers.questions.question import Answer, Asking, Question, Rows, text
from handlers.replies import acknowledge, say
from handlers.who import told_contact
from services.reading.short_answers import says

Next = StrEnum | int | None


class Form:
    """The steps around questions. `states` holds a member for each question, with the question's key."""

    can_skip = False

    def __init__(self, name: str, states: type[StrEnum], questions: Mapping[str, Question]) -> None:
        self.name, self.states, self.questions = name, states, questions

    async def subject(self, context: BotContext) -> int:
        """The id of the row that is being filled in; 0 when it is not saved yet."""
        return 0

    async def former(self, context: BotContext, key: str) -> Answer | None:
        """The answer there is already, or None."""
        raise NotImplementedError

    async def heading(self, context: BotContext, key: str) -> Text:
        """What stands above the question, such as `2 dari 7`."""
        raise NotImplementedError

    async def can_go_back(self, context: BotContext, key: str) -> bool:
        """Whether there is a question (or a summary) before this one."""
        return True

    async def keep(self, context: BotContext, key: str, answer: Answer) -> None:
        """Does with the answer what is to be done with it."""
        raise NotImplementedError

    async def go_on(self, update: Update, context: BotContext, key: str) -> Next:
        """Shows what follows and gives its state."""
        raise NotImplementedError

    async def go_back(self, update: Update, context: BotContext, key: str) -> Next:
        """Shows what came before and gives its state."""
        raise NotImplementedError

    async def skip(self, update: Update, context: BotContext, key: str) -> Next:
        """Leaves the question unanswered; shows what follows."""
        return await self.go_on(update, context, key)

    def handlers(self, key: str) -> list[BaseHandler[Update, BotContext, Any]]:
        """The handlers of the state in which this question is asked."""
        found: list[BaseHandler[Update, BotContext, Any]] = [
            CallbackQueryHandler(self._pressed, pattern(self.name, key)),
            MessageHandler(ANSWER, self._said),
        ]
        messages = self.questions[key].messages
        if messages is not None:
            found.append(MessageHandler(messages, self._sent))
        return found

    async def ask(self, update: Update, context: BotContext, key: str) -> StrEnum:
        """Asks a question anew; gives its state."""
        context.draft["notes"] = {}
        asking = await self._asking(update, context, key)
        screen = await self.questions[key].screen(asking)
        told = asking.whole(screen.text)
        if asking.former is not None and not self.questions[key].shows_former:
            told += Text("\n\n") + text.told_former_answer.format(answer=self.questions[key].shown(asking.former))
        await say(context, told, [*screen.rows, *asking.way_out])
        return self.states(key)

    async def repeat(self, update: Update, context: BotContext) -> None:
        """Asks the open question again."""
        key = context.chat.state or ""
        if key in self.questions:
            await self.ask(update, context, key)

    async def way_out(self, update: Update, context: BotContext) -> Rows:
        """The buttons of the open question as it stands: its own, and those that lead on or out."""
        key = context.chat.state or ""
        if key not in self.questions:
            return []
        asking = await self._asking(update, context, key)
        return [*await self.questions[key].rows(asking), *asking.way_out]

    async def _asking(self, update: Update, context: BotContext, key: str) -> Asking:
        subject, former = await self.subject(context), await self.former(context, key)
        notes = context.draft.setdefault("notes", {})

        def out(label: Text, what: str) -> Any:
            return button(label.plain(), self.name, key, f"{subject}.{what}")

        last = [out(text.button_skip, "skip")] if self.can_skip and former is None else []
        last += [out(text.button_back, "back")] if await self.can_go_back(context, key) else []
        last += [out(text.button_cancel, "cancel")]
        can_keep = former is not None and not self.questions[key].shows_former
        rows = [[out(text.button_keep, "keep")]] if can_keep else []
        heading = await self.heading(context, key)
        return Asking(update, context, self.name, subject, key, former, heading, notes, [*rows, last])

    async def _said(self, update: Update, context: BotContext) -> Next:
        assert update.effective_message is not None
        assert context.chat.state is not None
        key, said = context.chat.state, update.effective_message.text or ""
        asking = await self._asking(update, context, key)
        if says(said, "back") and await self.can_go_back(context, key):
            return await self.go_back(update, context, key)
        if says(said, "skip") and self.can_skip:
            return await self.skip(update, context, key)
        if self.questions[key].is_rather_a_question(said):
            asking.notes["unsure"] = said
            rows = [[
                asking.button(text.button_is_answer.plain(), "answer"),
                asking.button(text.button_is_question.plain(), "question"),
            ]]  # fmt: skip
            await say(context, text.ask_answer_or_question.format(said=said[:100]), [*rows, *asking.way_out])
            return None
        return await self._take(update, context, key, await self.questions[key].read_text(asking, said))

    async def _sent(self, update: Update, context: BotContext) -> Next:
        assert isinstance(update.effective_message, Message)
        assert context.chat.state is not None
        key = context.chat.state
        asking = await self._asking(update, context, key)
        answer = await self.questions[key].read_message(asking, update.effective_message)
        return await self._take(update, context, key, answer)

    async def _pressed(self, update: Update, context: BotContext) -> Next:
        key = press(update).step
        subject, _, what = press(update).what.partition(".")
        asking = await self._asking(update, context, key)
        is_resolved = what in ("answer", "question") and "unsure" not in asking.notes
        if subject != str(asking.subject) or is_resolved:
            await old_buttons.tell(update, context, self.repeat)
            return None
        await acknowledge(update, context)
        match what:
            case "back" if await self.can_go_back(context, key):
                return await self.go_back(update, context, key)
            case "cancel":
                await leaving.leave(update, context)
                return None
            case "skip" if self.can_skip:
                return await self.skip(update, context, key)
            case "keep" if asking.former is not None:
                return await self._take(update, context, key, asking.former)
            case "answer" | "question":
                return await self._resolve(update, context, asking, what)
        return await self._take(update, context, key, await self.questions[key].read_press(asking, what))

    async def _resolve(self, update: Update, context: BotContext, asking: Asking, what: str) -> Next:
        said = asking.notes.pop("unsure")
        if what == "answer":
            answer = await self.questions[asking.key].read_text(asking, said)
            return await self._take(update, context, asking.key, answer)
        await say(context, text.told_questions_soon + "\n" + told_contact(context))
        return await self.ask(update, context, asking.key)

    async def _take(self, update: Update, context: BotContext, key: str, answer: Answer | None) -> Next:
        if answer is None:
            return None
        await self.keep(context, key, answer)
        return await self.go_on(update, context, key)

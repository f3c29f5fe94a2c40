"""What every question is: how it looks on the screen, and how texts, messages and presses become its answer."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from telegram import InlineKeyboardButton, Message, Update
from telegram.ext import filters

import content.texts
from content.texts import Text, escaped
from durable.context import BotContext
from handlers.callbacks import button
from services.errors import FieldRefused
from services.reading import looks_like_question

text = content.texts.load("questions")

Answer = Any
"""A JSON value, never None; None in place of an answer means that the question goes on."""
Rows = list[list[InlineKeyboardButton]]


@dataclass(frozen=True)
class Screen:
    """What a question shows."""

    text: Text
    rows: Rows


@dataclass(frozen=True)
class Asking:
    """Where a question is asked.

    `subject` is the id of the row the answer is for (0: not saved yet); `former` is the answer there was
    before, or None; `heading` is what stands above the question; `notes` are the question's own, kept in
    the draft until it is answered; `way_out` are the buttons that lead on or out.
    """

    update: Update
    context: BotContext
    conversation: str
    subject: int
    key: str
    former: Answer | None
    heading: Text
    notes: dict[str, Any]
    way_out: Rows

    def button(self, label: str, what: object) -> InlineKeyboardButton:
        """A button of this question, for this subject."""
        return button(label, self.conversation, self.key, f"{self.subject}.{what}")

    def whole(self, words: Text) -> Text:
        """These words below the heading: what an edit in place must not lose."""
        return self.heading + "\n" + words


class Question:
    """One question. `key` is also the name of the field and the state in which it is asked."""

    key: str
    guards_against_questions = False
    """Whether a text that looks like a question is asked back about before it is taken."""
    messages: filters.BaseFilter | None = None
    """Other messages than text that answer it."""
    shows_former = False
    """Whether its own screen shows the answer there was before, and lets it be taken again."""

    @property
    def field(self) -> Text:
        """The name of the field, as people read it."""
        return text[f"field_{self.key}"]

    async def screen(self, asking: Asking) -> Screen:
        """The question with its own buttons (the way out is added by who asks)."""
        return Screen(text[f"ask_{self.key}"], [])

    async def rows(self, asking: Asking) -> Rows:
        """Its own buttons as the answer stands now, for what is said in the middle of it."""
        return (await self.screen(asking)).rows

    def is_rather_a_question(self, said: str) -> bool:
        """Whether this text should be asked back about."""
        return self.guards_against_questions and looks_like_question(said)

    async def read_text(self, asking: Asking, said: str) -> Answer | None:
        """The answer in a text; raises a Refused that says what would do."""
        raise NotImplementedError

    async def read_message(self, asking: Asking, message: Message) -> Answer | None:
        """The answer in a message that `messages` lets through."""
        raise NotImplementedError

    async def read_press(self, asking: Asking, what: str) -> Answer | None:
        """The answer in a press of one of the question's own buttons; raises FieldRefused for a forged one."""
        raise FieldRefused

    def shown(self, answer: Answer) -> Text:
        """The answer as people read it."""
        return Text(escaped(answer))


def in_columns(buttons: Sequence[InlineKeyboardButton], columns: int) -> Rows:
    """The buttons in rows of so many."""
    return [list(buttons[at : at + columns]) for at in range(0, len(buttons), columns)]


Questions = Mapping[str, Question]

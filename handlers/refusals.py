"""A kind no: the words of the refusal, and the buttons that lead on."""

from __future__ import annotations

from collections.abc import Mapping

from telegram import Update

import content.texts
from content.texts import Text
from durable.application import AnswerRefusal
from durable.context import BotContext
from handlers.keyboards import menu_keyboard
from handlers.prepare import remember
from handlers.replies import acknowledge, say
from handlers.talk import Talk
from services.errors import OfficeError

_BOOKS = (content.texts.load("refusals"), content.texts.load("questions"))


def told(error: OfficeError) -> Text:
    """The words for a refusal; one without words would be a fault of ours and raises LookupError."""
    for book in _BOOKS:
        if error.reason in book:
            return book[error.reason].format(**error.values)
    raise LookupError(f"no words for {error.reason}")


def answering(talks: Mapping[str, Talk]) -> AnswerRefusal:
    """The function that tells people; the conversation stays where it is."""

    async def answer_refusal(update: Update, context: BotContext, error: Exception) -> None:
        assert isinstance(error, OfficeError)
        remember(update, context)  # what the update changed was undone, also that it came
        await acknowledge(update, context)
        talk = talks.get(context.chat.name or "")
        if talk is not None and talk.way_out is not None:
            await say(context, told(error), await talk.way_out(update, context))
        else:
            await say(context, told(error), keyboard=menu_keyboard())

    return answer_refusal

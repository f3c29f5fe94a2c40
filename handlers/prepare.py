"""What happens before any handler looks at an update: the language is set, and what is there twice is let go."""

from __future__ import annotations

from datetime import datetime, timedelta

from telegram import CallbackQuery, Message, Update
from telegram.ext import ApplicationHandlerStop

from content.language import LANGUAGES, language
from durable.context import BotContext
from handlers.labels import ANSWER
from handlers.marks import marks

_DOUBLE_TAP = timedelta(seconds=10)


async def prepare(update: Update, context: BotContext) -> None:
    """Sets the language of the chat: Indonesian until somebody chooses another, whatever the phone speaks."""
    chosen = context.chat.language
    language.set(chosen if chosen in LANGUAGES else LANGUAGES[0])
    if update.callback_query is not None:
        await _let_double_taps_go(update.callback_query, context)
    elif update.message is not None:
        marks(context.chat).pop("pressed", None)
        _let_rest_of_album_go(update.message, context)
        if update.message.text and not ANSWER.check_update(update):
            marks(context.chat).pop("left_open", None)  # a command closes what was left open
    context.work.keep_chat_so_far()  # an answer that is refused was given all the same


async def _let_double_taps_go(query: CallbackQuery, context: BotContext) -> None:
    """The same press twice at once, with nothing in between, is one: the second is answered without a word."""
    last = marks(context.chat).get("pressed")
    if last and last[0] == query.data and context.now - datetime.fromisoformat(last[1]) < _DOUBLE_TAP:
        await query.answer()
        raise ApplicationHandlerStop
    marks(context.chat)["pressed"] = [query.data, context.now.isoformat()]


def _let_rest_of_album_go(message: Message, context: BotContext) -> None:
    """Of an album only the first message counts: it is one answer, and gets one."""
    if message.media_group_id is None:
        return
    if marks(context.chat).get("album") == message.media_group_id:
        raise ApplicationHandlerStop
    marks(context.chat)["album"] = message.media_group_id

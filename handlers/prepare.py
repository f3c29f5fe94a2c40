"""What happens before any handler looks at an update: the language is set, the rest of an album is let go."""

from __future__ import annotations

from telegram import Update
from telegram.ext import ApplicationHandlerStop

from content.language import LANGUAGES, language
from durable.context import BotContext
from handlers.labels import ANSWER
from handlers.marks import marks


async def prepare(update: Update, context: BotContext) -> None:
    """Sets the language of the chat (Indonesian until somebody chooses another).

    Of an album only the first message counts: it is one answer, and gets one.
    """
    chosen = context.chat.language
    language.set(chosen if chosen in LANGUAGES else LANGUAGES[0])
    message = update.message
    if message is None:
        return
    if message.media_group_id is not None:
        if marks(context.chat).get("album") == message.media_group_id:
            raise ApplicationHandlerStop
        marks(context.chat)["album"] = message.media_group_id
    elif message.text and not ANSWER.check_update(update):
        marks(context.chat).pop("left_open", None)  # a command closes what was left open

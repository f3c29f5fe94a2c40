"""What happens before any handler looks at an update: the language is set, and what is there twice is let go."""

from __future__ import annotations

from datetime import datetime, timedelta

from telegram import Update
from telegram.ext import ApplicationHandlerStop

from content.language import LANGUAGES, language
from durable.context import BotContext
from handlers import albums, replied
from handlers.labels import ANSWER
from handlers.marks import marks
from handlers.room import where

_DOUBLE_TAP = timedelta(seconds=10)


async def prepare(update: Update, context: BotContext) -> None:
    """Sets the language of the chat: Indonesian until somebody chooses another, whatever the phone speaks.

    Raises ApplicationHandlerStop for the twin of a double tap (answered without a word), and for the rest
    of an album that nobody wants: it is one answer, and gets one.
    """
    chosen = context.chat.language
    language.set(chosen if chosen in LANGUAGES else LANGUAGES[0])
    if _is_twin(update, context):
        if update.callback_query is not None:
            await update.callback_query.answer()
        raise ApplicationHandlerStop
    await replied.look_up(update, context)
    await where.look_up(update, context)
    remember(update, context)
    if update.message and update.message.text and not ANSWER.check_update(update):
        marks(context.chat).pop("left_open", None)  # a command closes what was left open


def remember(update: Update, context: BotContext) -> None:
    """Keeps what a twin of this update would be known by."""
    kept = marks(context.chat)
    if update.callback_query is not None:
        kept["pressed"] = [update.callback_query.data, context.now.isoformat()]
    elif update.message is not None:
        kept.pop("pressed", None)  # something came in between: the same press now is meant
        albums.remember(context.chat, update.message)


def _is_twin(update: Update, context: BotContext) -> bool:
    kept = marks(context.chat)
    if update.callback_query is not None:
        data, at = kept.get("pressed") or (None, None)
        return at is not None and data == update.callback_query.data and _is_fresh(at, context)
    message = update.message
    return message is not None and albums.is_rest(context.chat, message) and not albums.is_wanted(context.chat)


def _is_fresh(at: str, context: BotContext) -> bool:
    return context.now - datetime.fromisoformat(at) < _DOUBLE_TAP

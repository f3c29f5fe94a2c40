"""The few ways in which the bot speaks: a new message, an edit in place, an answer to a press."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from telegram import (
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    LinkPreviewOptions,
    Message,
    ReplyKeyboardMarkup,
    Update,
)
from telegram.constants import ParseMode

from durable.context import BotContext
from handlers.marks import marks

Rows = Sequence[Sequence[InlineKeyboardButton]]

_NO_PREVIEW = LinkPreviewOptions(is_disabled=True)
_DOUBLE_TAP = timedelta(seconds=10)


async def say(
    context: BotContext,
    text: str,
    rows: Rows = (),
    keyboard: ReplyKeyboardMarkup | None = None,
    chat_id: int | None = None,
) -> None:
    """A new message in this chat (or another), with inline buttons or the keyboard below the screen.

    Every text of ours is HTML; what people wrote was escaped when it was put in.
    """
    markup = InlineKeyboardMarkup(rows) if rows else keyboard
    await context.bot.send_message(
        chat_id or context.chat.chat_id,
        text,
        parse_mode=ParseMode.HTML,
        link_preview_options=_NO_PREVIEW,
        reply_markup=markup,
    )


async def show(update: Update, context: BotContext, text: str, rows: Rows = ()) -> None:
    """The same, in place of the message whose button was pressed, if there is one that can be edited."""
    message = update.callback_query.message if update.callback_query else None
    if isinstance(message, Message):
        await message.edit_text(
            text,
            parse_mode=ParseMode.HTML,
            link_preview_options=_NO_PREVIEW,
            reply_markup=InlineKeyboardMarkup(rows) if rows else None,
        )
    else:
        await say(context, text, rows)


async def acknowledge(update: Update, context: BotContext, notice: str | None = None) -> None:
    """Ends the waiting sign of a press, if this update is one, with a line at the top of the screen if wanted.

    The press is remembered for some seconds, so that its twin of a double tap is known for what it is.
    """
    if update.callback_query is not None:
        await update.callback_query.answer(notice)
        marks(context.chat)["pressed"] = [update.callback_query.data, context.now.isoformat()]


def is_double_tap(update: Update, context: BotContext) -> bool:
    """Whether this press is the twin of one that was answered a moment ago."""
    query, last = update.callback_query, marks(context.chat).get("pressed")
    if query is None or last is None:
        return False
    data, at = last
    return query.data == data and context.now - datetime.fromisoformat(at) < _DOUBLE_TAP

"""The few ways in which the bot speaks: a new message, an edit in place, an answer to a press."""

from __future__ import annotations

from collections.abc import Sequence

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

Rows = Sequence[Sequence[InlineKeyboardButton]]

_NO_PREVIEW = LinkPreviewOptions(is_disabled=True)


async def say(
    context: BotContext,
    text: str,
    rows: Rows = (),
    keyboard: ReplyKeyboardMarkup | None = None,
    chat_id: int | None = None,
) -> Message:
    """A new message in this chat (or another), with inline buttons or the keyboard below the screen.

    Gives the message it will be. Every text of ours is HTML; what people wrote was escaped when it was put in.
    """
    markup = InlineKeyboardMarkup(rows) if rows else keyboard
    return await context.bot.send_message(
        chat_id or context.chat.chat_id,
        text,
        parse_mode=ParseMode.HTML,
        link_preview_options=_NO_PREVIEW,
        reply_markup=markup,
    )


async def show(update: Update, context: BotContext, text: str, rows: Rows = ()) -> None:
    """The same, in place of the message whose button was pressed, if there is one that can be edited.

    One that is too old (its date is 0) cannot; a file with a caption has no text to replace, and is to stay.
    """
    message = update.callback_query.message if update.callback_query else None
    if isinstance(message, Message) and message.date.timestamp() > 0 and message.effective_attachment is None:
        await message.edit_text(
            text,
            parse_mode=ParseMode.HTML,
            link_preview_options=_NO_PREVIEW,
            reply_markup=InlineKeyboardMarkup(rows) if rows else None,
        )
    else:
        await say(context, text, rows)


async def edit(context: BotContext, message_id: int, text: str, rows: Rows = ()) -> None:
    """Renews one of our own messages in this chat, sent or still promised."""
    await context.bot.edit_message_text(
        text,
        context.chat.chat_id,
        message_id,
        parse_mode=ParseMode.HTML,
        link_preview_options=_NO_PREVIEW,
        reply_markup=InlineKeyboardMarkup(rows) if rows else None,
    )


async def acknowledge(update: Update, context: BotContext, notice: str | None = None) -> None:
    """Ends the waiting sign of a press, if this update is one, with a line at the top of the screen if wanted."""
    if update.callback_query is not None:
        await update.callback_query.answer(notice)

"""Bahasa: which language this chat is spoken in. Nobody's phone decides it; the person does."""

from __future__ import annotations

from telegram import Update
from telegram.ext import CallbackQueryHandler, CommandHandler, MessageHandler, filters

import content.texts
from content.language import LANGUAGES, language
from durable.context import BotContext
from handlers import leaving
from handlers.callbacks import button, pattern, press
from handlers.commands import set_commands
from handlers.keyboards import menu_keyboard
from handlers.labels import label
from handlers.replies import acknowledge, say
from handlers.talk import Talk
from handlers.who import writer
from services.errors import FieldRefused

text = content.texts.load("language")
menu_text = content.texts.load("menu")


async def ask(update: Update, context: BotContext) -> None:
    """Asks in both languages."""
    await say(context, text.ask_language, [[button(text[f"button_{code}"].plain(), "language", "set", code)]
                                           for code in LANGUAGES])  # fmt: skip


async def choose(update: Update, context: BotContext) -> None:
    """Keeps the language; the menu and the list of commands follow it."""
    code = press(update).what
    if code not in LANGUAGES:
        raise FieldRefused
    await acknowledge(update, context)
    is_changed = code != language.get()
    context.chat.language = code
    language.set(code)
    await say(context, text.told_language_set, keyboard=menu_keyboard())
    if is_changed:
        await set_commands(context, await writer(context))
    if rows := leaving.go_on_rows(context):
        await say(context, menu_text.told_draft_left, rows)
    elif await writer(context) is None:
        begin = button(menu_text.button_register.plain(), "register", "start")
        await say(context, menu_text.told_begin, [[begin]])


language_talk = Talk(
    name="language",
    entry_points=[
        CommandHandler(["bahasa", "language"], ask, filters.UpdateType.MESSAGE),
        MessageHandler(label("button_language"), ask),
        CallbackQueryHandler(choose, pattern("language", "set")),
    ],
    states={},
)

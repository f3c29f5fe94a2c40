"""Surat and Periksa: a question for a code, and buttons."""

from __future__ import annotations

from telegram.ext import CallbackQueryHandler, CommandHandler, MessageHandler, filters

from handlers.callbacks import pattern
from handlers.labels import ANSWER
from handlers.letters.asking import choose_mentor, make, open_letters
from handlers.letters.checking import (
    Check,
    ask_take_back,
    keep,
    leave,
    open_check,
    repeat,
    take_back,
    take_code,
    way_out,
)
from handlers.letters.names import NAME
from handlers.talk import Talk

letters_talk = Talk(
    name=NAME,
    entry_points=[
        CommandHandler("surat", open_letters, filters.UpdateType.MESSAGE),
        CommandHandler("periksa", open_check, filters.UpdateType.MESSAGE),
        CallbackQueryHandler(open_letters, pattern(NAME, "list")),
        CallbackQueryHandler(choose_mentor, pattern(NAME, "mentor")),
        CallbackQueryHandler(make, pattern(NAME, "make")),
        CallbackQueryHandler(ask_take_back, pattern(NAME, "back")),
        CallbackQueryHandler(take_back, pattern(NAME, "back_yes")),
        CallbackQueryHandler(keep, pattern(NAME, "keep")),
    ],
    states={
        Check.CODE: [
            MessageHandler(ANSWER, take_code),
            CallbackQueryHandler(leave, pattern(NAME, "leave")),
        ]
    },
    repeat=repeat,
    way_out=way_out,
)

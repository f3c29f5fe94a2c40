"""Pengumuman: buttons, which leave an open conversation as it is; only a correction is typed."""

from __future__ import annotations

from telegram.ext import CallbackQueryHandler, CommandHandler, MessageHandler, filters

from handlers.announcement_desk import acts, correcting, listing
from handlers.announcement_desk.correcting import Correcting
from handlers.announcement_desk.names import NAME
from handlers.callbacks import pattern
from handlers.labels import WORDS
from handlers.talk import Talk

announcement_desk_aside = (
    CallbackQueryHandler(listing.list_all, pattern(NAME, "list")),
    CallbackQueryHandler(listing.view, pattern(NAME, "view")),
    CallbackQueryHandler(listing.show_details, pattern(NAME, "details")),
    CallbackQueryHandler(acts.pause, pattern(NAME, "pause")),
    CallbackQueryHandler(acts.go_on, pattern(NAME, "go_on")),
    CallbackQueryHandler(acts.ask_stop, pattern(NAME, "stop")),
    CallbackQueryHandler(acts.stop, pattern(NAME, "stop_yes")),
    CallbackQueryHandler(acts.ask_withdraw, pattern(NAME, "withdraw")),
    CallbackQueryHandler(acts.withdraw, pattern(NAME, "withdraw_yes")),
    CallbackQueryHandler(acts.export, pattern(NAME, "export")),
)
announcement_desk = Talk(
    name=NAME,
    entry_points=[CommandHandler("pengumuman", listing.open_announcements, filters.UpdateType.MESSAGE)],
    states={},
)
announcement_words = Talk(
    name=correcting.NAME,
    entry_points=[
        CallbackQueryHandler(correcting.begin, pattern(NAME, "correct")),
        CallbackQueryHandler(correcting.old, pattern(correcting.NAME, "replace", "again", "leave")),
    ],
    states={
        Correcting.WORDS: [
            MessageHandler(WORDS, correcting.take_words),
            CallbackQueryHandler(correcting.leave, pattern(correcting.NAME, "leave")),
        ],
        Correcting.CHECK: [
            MessageHandler(WORDS, correcting.take_words),
            CallbackQueryHandler(correcting.replace, pattern(correcting.NAME, "replace")),
            CallbackQueryHandler(correcting.again, pattern(correcting.NAME, "again")),
            CallbackQueryHandler(correcting.leave, pattern(correcting.NAME, "leave")),
        ],
    },
    repeat=correcting.repeat,
    way_out=correcting.way_out,
)

"""Bantu: nothing of it is a state; somebody new is registered by the registration."""

from __future__ import annotations

from telegram.ext import CallbackQueryHandler, CommandHandler, filters

from handlers.callbacks import pattern
from handlers.helping import alone, ending, listing, own_phone
from handlers.helping.names import NAME
from handlers.talk import Talk

helping_talk = Talk(
    name=NAME,
    entry_points=[
        CommandHandler("bantu", listing.start, filters.UpdateType.MESSAGE),
        CallbackQueryHandler(listing.list_mine, pattern(NAME, "list")),
        CallbackQueryHandler(listing.view, pattern(NAME, "view")),
        CallbackQueryHandler(own_phone.make_link, pattern(NAME, "phone")),
        CallbackQueryHandler(ending.ask_end, pattern(NAME, "end")),
        CallbackQueryHandler(ending.end, pattern(NAME, "end_keep")),
        CallbackQueryHandler(ending.ask_forget, pattern(NAME, "forget")),
        CallbackQueryHandler(ending.forget, pattern(NAME, "forget_yes")),
        CallbackQueryHandler(alone.list_alone, pattern(NAME, "alone")),
        CallbackQueryHandler(alone.choose_helper, pattern(NAME, "give")),
        CallbackQueryHandler(alone.ask_give, pattern(NAME, "give_to")),
        CallbackQueryHandler(alone.give, pattern(NAME, "give_yes")),
    ],
    states={},
)

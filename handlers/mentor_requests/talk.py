"""Permintaan mentor: nothing of it is a state: a list, single requests, and answers to a proposed hour."""

from __future__ import annotations

from telegram.ext import CallbackQueryHandler, CommandHandler, filters

from handlers.callbacks import pattern
from handlers.mentor_requests import answering, listing
from handlers.mentor_requests.names import NAME
from handlers.talk import Talk

mentor_requests = Talk(
    name=NAME,
    entry_points=[
        CommandHandler("permintaan", listing.list_mine, filters.UpdateType.MESSAGE),
        CallbackQueryHandler(listing.list_mine, pattern(NAME, "list")),
    ],
    states={},
)

mentor_requests_aside = (
    CallbackQueryHandler(listing.view, pattern(NAME, "view")),
    CallbackQueryHandler(listing.ask_cancel, pattern(NAME, "cancel")),
    CallbackQueryHandler(listing.cancel, pattern(NAME, "cancel_yes")),
    CallbackQueryHandler(answering.agree, pattern(NAME, "suits")),
    CallbackQueryHandler(answering.refuse, pattern(NAME, "suits_not")),
)
"""What leaves an open conversation as it is."""

"""Mentor kami: the staff's side. Nothing of it is a state."""

from __future__ import annotations

from telegram.ext import CallbackQueryHandler, CommandHandler, filters

from handlers.callbacks import pattern
from handlers.mentor_desk import acts, listing
from handlers.mentor_desk.names import DECISIONS, NAME
from handlers.talk import Talk

mentor_desk = Talk(
    name=NAME,
    entry_points=[
        CommandHandler("mentor_kami", listing.list_all, filters.UpdateType.MESSAGE),
        CallbackQueryHandler(listing.list_all, pattern(NAME, "list")),
        CallbackQueryHandler(listing.view, pattern(NAME, "view")),
        CallbackQueryHandler(acts.ask, pattern(NAME, *(event.value for event in DECISIONS))),
        CallbackQueryHandler(acts.decide, pattern(NAME, *(f"{event.value}_yes" for event in DECISIONS))),
    ],
    states={},
)

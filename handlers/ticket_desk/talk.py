"""Pertanyaan: the staff's side. Nothing of it is a state: a list, a card, single acts, and replies."""

from __future__ import annotations

from telegram.ext import CallbackQueryHandler, CommandHandler, MessageHandler, filters

from handlers.callbacks import pattern
from handlers.labels import ANSWER
from handlers.passing_on import FILES
from handlers.replied import TICKET, TICKETS, RepliedTo
from handlers.talk import Talk
from handlers.ticket_desk import acts, listing
from handlers.ticket_desk.names import NAME
from handlers.ticket_desk.replies import take_answer

ticket_desk = Talk(
    name=NAME,
    entry_points=[
        CommandHandler("pertanyaan", listing.list_waiting, filters.UpdateType.MESSAGE),
        CallbackQueryHandler(listing.list_waiting, pattern(NAME, "list")),
        CallbackQueryHandler(listing.choose_topic, pattern(NAME, "by_topic")),
        CallbackQueryHandler(listing.choose_district, pattern(NAME, "by_district")),
        CallbackQueryHandler(listing.choose_age, pattern(NAME, "by_age")),
        CallbackQueryHandler(acts.view, pattern(NAME, "view")),
        CallbackQueryHandler(acts.card, pattern(NAME, "card")),
        CallbackQueryHandler(acts.claim, pattern(NAME, "claim")),
        CallbackQueryHandler(acts.release, pattern(NAME, "release")),
        CallbackQueryHandler(acts.part, pattern(NAME, "part")),
        CallbackQueryHandler(acts.ask_close, pattern(NAME, "close")),
        CallbackQueryHandler(acts.close, pattern(NAME, "close_yes")),
    ],
    states={},
)

ticket_desk_aside = (MessageHandler(RepliedTo(TICKET, TICKETS) & (ANSWER | FILES), take_answer),)
"""What leaves an open conversation as it is."""

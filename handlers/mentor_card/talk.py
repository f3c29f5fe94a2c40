"""Kartu: what waits for a mentor, shown any time, answered in place. Only another hour, typed, is a state."""

from __future__ import annotations

from telegram.ext import CallbackQueryHandler, CommandHandler, MessageHandler, filters

from handlers.callbacks import pattern
from handlers.labels import ANSWER
from handlers.mentor_card import answering, hour, showing
from handlers.mentor_card.hour import CardState
from handlers.mentor_card.names import NAME
from handlers.talk import Talk

mentor_card = Talk(
    name=NAME,
    entry_points=[
        CommandHandler("kartu", showing.start, filters.UpdateType.MESSAGE),
        CallbackQueryHandler(showing.show_again, pattern(NAME, "show")),
        CallbackQueryHandler(showing.turn, pattern(NAME, "next")),
        CallbackQueryHandler(answering.accept, pattern(NAME, "yes")),
        CallbackQueryHandler(answering.ask_hour, pattern(NAME, "other")),
        CallbackQueryHandler(answering.propose, pattern(NAME, "hour")),
        CallbackQueryHandler(hour.ask, pattern(NAME, "type")),
        CallbackQueryHandler(answering.ask_reason, pattern(NAME, "no")),
        CallbackQueryHandler(answering.decline, pattern(NAME, "why")),
        CallbackQueryHandler(answering.send_file, pattern(NAME, "file")),
    ],
    states={CardState.HOUR: [MessageHandler(ANSWER, hour.take)]},
    repeat=hour.repeat,
    way_out=hour.way_out,
)

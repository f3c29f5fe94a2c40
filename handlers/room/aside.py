"""What the room takes in passing: an open conversation stays where it is, and what it asks for is not passed on."""

from __future__ import annotations

from telegram.ext import CallbackQueryHandler, MessageHandler

from handlers.callbacks import pattern
from handlers.labels import ANSWER
from handlers.passing_on import FILES
from handlers.replied import ROOM, RepliedTo
from handlers.room import leaving, passing
from handlers.room.names import NAME
from handlers.room.where import InRoom

room_aside = (
    MessageHandler(RepliedTo(ROOM) & (ANSWER | FILES), passing.take_reply),
    MessageHandler(InRoom() & (ANSWER | FILES), passing.take),
    CallbackQueryHandler(passing.choose, pattern(NAME, "choose")),
    CallbackQueryHandler(leaving.ask_end, pattern(NAME, "end")),
    CallbackQueryHandler(leaving.end, pattern(NAME, "end_yes")),
    CallbackQueryHandler(leaving.ask_report, pattern(NAME, "report")),
    CallbackQueryHandler(leaving.ask_report_words, pattern(NAME, "report_words")),
    CallbackQueryHandler(leaving.report, pattern(NAME, "report_yes")),
    CallbackQueryHandler(leaving.keep, pattern(NAME, "no")),
)
"""Asked before urgent words are looked for: what two people tell each other about spoiled food is theirs."""

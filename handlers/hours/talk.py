"""Jadwal: the usual week, days off and rests. Buttons leave an open conversation as it is; typed words are states."""

from __future__ import annotations

from telegram.ext import CallbackQueryHandler, CommandHandler, MessageHandler, filters

from handlers.callbacks import pattern
from handlers.hours import off, rest, typed, week, weekly
from handlers.hours.names import NAME, Hours
from handlers.labels import ANSWER
from handlers.talk import Talk

hours_talk = Talk(
    name=NAME,
    entry_points=[
        CommandHandler(["jadwal", "schedule"], week.start, filters.UpdateType.MESSAGE),
        CommandHandler("libur", off.start, filters.UpdateType.MESSAGE),
        CommandHandler("istirahat", rest.start, filters.UpdateType.MESSAGE),
        CallbackQueryHandler(week.start, pattern(NAME, "show", "week")),
        CallbackQueryHandler(off.start, pattern(NAME, "off")),
        CallbackQueryHandler(rest.start, pattern(NAME, "rest")),
    ],
    states={state: [MessageHandler(ANSWER, typed.take)] for state in Hours},
    repeat=typed.repeat,
    way_out=typed.way_out,
)

hours_aside = (
    CallbackQueryHandler(week.turn, pattern(NAME, "grid")),
    CallbackQueryHandler(week.done, pattern(NAME, "done")),
    CallbackQueryHandler(off.note, pattern(NAME, "off_yes")),
    CallbackQueryHandler(off.delete, pattern(NAME, "off_del")),
    CallbackQueryHandler(rest.rest_for, pattern(NAME, "rest_for")),
    CallbackQueryHandler(rest.rest_until, pattern(NAME, "rest_until")),
    CallbackQueryHandler(rest.work, pattern(NAME, "work")),
    CallbackQueryHandler(rest.stay, pattern(NAME, "stay")),
    CallbackQueryHandler(weekly.answer, pattern(NAME, "pace")),
)
"""Buttons that are answered in passing, also those of a card while something else is being written."""

"""Kelas bersama as conversations: opening a class has states, so has running one; the rest is done in passing."""

from __future__ import annotations

from telegram import Update
from telegram.ext import CallbackQueryHandler, CommandHandler, MessageHandler, filters

from durable.context import BotContext
from handlers.callbacks import pattern
from handlers.labels import ANSWER
from handlers.replies import Rows
from handlers.talk import Talk
from handlers.workshops import came, looking, place, running, seats
from handlers.workshops.names import NAME, RUN
from handlers.workshops.opening import talk as opening
from handlers.workshops.opening.form import QUESTIONS
from handlers.workshops.opening.steps import Opening
from handlers.workshops.place import Run

workshops_aside = (
    CallbackQueryHandler(looking.list_all, pattern(NAME, "list")),
    CallbackQueryHandler(looking.view, pattern(NAME, "view")),
    CallbackQueryHandler(seats.take, pattern(NAME, "take")),
    CallbackQueryHandler(seats.leave, pattern(NAME, "leave")),
    CallbackQueryHandler(seats.leave_for_sure, pattern(NAME, "leave_yes")),
    CallbackQueryHandler(running.agree, pattern(NAME, "agree")),
    CallbackQueryHandler(running.ask_off, pattern(NAME, "off")),
    CallbackQueryHandler(running.call_off, pattern(NAME, "off_why")),
)
"""Pressed on an invitation, a reminder or the card: an open conversation stays as it is."""

workshops_talk = Talk(
    name=NAME,
    entry_points=[
        CommandHandler("kelas", looking.start, filters.UpdateType.MESSAGE),
        CallbackQueryHandler(opening.start, pattern(NAME, "open")),
        CallbackQueryHandler(opening.start_from_group, pattern(NAME, "from_group")),
        CallbackQueryHandler(opening.resume, pattern(NAME, "resume")),
        CallbackQueryHandler(opening.start_new, pattern(NAME, "new")),
    ],
    states={
        **{Opening(key): opening.form.handlers(key) for key in QUESTIONS},
        Opening.SUMMARY: [
            CallbackQueryHandler(opening.save, pattern(NAME, "save")),
            CallbackQueryHandler(opening.form.edit, pattern(NAME, "edit")),
            CallbackQueryHandler(opening.form.leave_summary, pattern(NAME, "summary")),
            MessageHandler(ANSWER, opening.take_summary_text),
        ],
    },
    repeat=opening.repeat,
    way_out=opening.way_out,
)


async def _repeat(update: Update, context: BotContext) -> None:
    await (place.repeat_place if context.chat.state == Run.PLACE else came.repeat_came)(update, context)


async def _way_out(update: Update, context: BotContext) -> Rows:
    return place.place_rows() if context.chat.state == Run.PLACE else (await came.screen(context))[1]


workshop_run = Talk(
    name=RUN,
    entry_points=[
        CallbackQueryHandler(place.ask_place, pattern(RUN, "place")),
        CallbackQueryHandler(came.ask_came, pattern(RUN, "came")),
    ],
    states={
        Run.PLACE: [
            CallbackQueryHandler(place.leave, pattern(RUN, "cancel")),
            MessageHandler(ANSWER, place.take_place),
        ],
        Run.CAME: [
            CallbackQueryHandler(came.tick, pattern(RUN, "tick")),
            CallbackQueryHandler(came.turn_page, pattern(RUN, "page")),
            CallbackQueryHandler(came.save, pattern(RUN, "save")),
            CallbackQueryHandler(place.leave, pattern(RUN, "cancel")),
        ],
    },
    repeat=_repeat,
    way_out=_way_out,
)

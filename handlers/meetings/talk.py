"""Sesi: buttons that leave an open conversation as it is, and the few things that are typed."""

from __future__ import annotations

from telegram.ext import CallbackQueryHandler, CommandHandler, MessageHandler, filters

from handlers.callbacks import pattern
from handlers.labels import ANSWER
from handlers.meetings import afterwards, beforehand, calling_off, listing, office, putting_off, tried, typed
from handlers.meetings.names import NAME
from handlers.meetings.typed import Typed
from handlers.talk import Talk

meetings_talk = Talk(
    name=NAME,
    entry_points=[
        CommandHandler("sesi", listing.open_list, filters.UpdateType.MESSAGE),
        CallbackQueryHandler(typed.ask_hour, pattern(NAME, "move_type")),
        CallbackQueryHandler(typed.ask_place, pattern(NAME, "place")),
        CallbackQueryHandler(typed.ask_actions, pattern(NAME, "note")),
    ],
    states={
        Typed.HOUR: [MessageHandler(ANSWER, typed.take_hour)],
        Typed.PLACE: [MessageHandler(ANSWER, typed.take_place)],
        Typed.ACTIONS: [MessageHandler(ANSWER, typed.take_actions)],
    },
    repeat=typed.repeat,
    way_out=typed.way_out,
)

_STEPS = {
    "list": listing.list_own,
    "past": listing.list_past,
    "office": office.view_office,
    "shelf": office.view_shelf,
    "view": beforehand.view,
    "ok": beforehand.come,
    "ics": beforehand.take_calendar,
    "move": putting_off.ask_reason,
    "move_why": putting_off.ask_hour,
    "move_to": putting_off.propose,
    "move_yes": putting_off.agree,
    "move_no": putting_off.refuse,
    "cancel": calling_off.ask_reason,
    "cancel_why": calling_off.ask_sure,
    "cancel_yes": calling_off.cancel,
    "sure": afterwards.ask_sure,
    "settle": afterwards.take_outcome,
    "stars": afterwards.take_stars,
    "done": afterwards.finish,
    "tried": tried.take_tried,
}
meetings_aside = tuple(CallbackQueryHandler(act, pattern(NAME, step)) for step, act in _STEPS.items())
"""Pressed from a reminder in the middle of something else, these leave that open."""

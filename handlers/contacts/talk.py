"""Kontak: one question after a booking, one tap to answer, and a typed number where none is known."""

from __future__ import annotations

from enum import StrEnum

from telegram import Update
from telegram.ext import CallbackQueryHandler, MessageHandler

from durable.context import BotContext
from durable.conversation import END
from durable.tables import Kind
from handlers.callbacks import button, number, pattern, press
from handlers.contacts.asking import NAME, ask_notice, contacts_of, text, when
from handlers.keyboards import menu_keyboard
from handlers.labels import ANSWER
from handlers.local_time import office_clock
from handlers.replies import Rows, acknowledge, say, show
from handlers.room.names import name_of
from handlers.talk import Talk
from handlers.telling import Notice, tell_person
from handlers.who import writer
from models import Meeting, Side
from services.errors import FieldRefused
from services.mentoring.contacts import keep_contact
from services.mentoring.meetings import own_meeting
from services.reading import read_phone
from services.reading.short_answers import says


class Contact(StrEnum):
    """The one thing that is typed."""

    NUMBER = "number"


async def ask(update: Update, context: BotContext) -> None:
    """The question, from a button on the session."""
    meeting, side = await _pressed(update, context)
    await acknowledge(update, context)
    told, rows = ask_notice(meeting, side, contacts_of(meeting, side, update), office_clock(context))
    await say(context, told, rows)


async def choose(update: Update, context: BotContext) -> None:
    """Shows what was chosen to the other side, or nothing."""
    meeting, side = await _pressed(update, context)
    which = press(update).what.partition(".")[2]
    if which == "none":
        await acknowledge(update, context)
        await keep_contact(context.session, meeting, side, None, context.now)
        await show(update, context, text.told_hidden)
        return
    found = contacts_of(meeting, side, update)
    if which not in found:
        raise FieldRefused
    await acknowledge(update, context)
    await show(update, context, await _keep(context, meeting, side, found[which]))


async def ask_number(update: Update, context: BotContext) -> Contact:
    """Another number than those that are known."""
    meeting, side = await _pressed(update, context)
    await acknowledge(update, context)
    context.draft["meeting"] = meeting.id
    await _ask_number(context, meeting, side)
    return Contact.NUMBER


async def take_number(update: Update, context: BotContext) -> int:
    """Keeps the typed number. Raises PhoneRefused, and the question stays."""
    said = (update.message.text if update.message else None) or ""
    if says(said, "no"):
        return await cancel(update, context)
    meeting, side = await own_meeting(context.session, await writer(context), context.draft.get("meeting"))
    told = await _keep(context, meeting, side, read_phone(said))
    await say(context, told, keyboard=menu_keyboard())
    return END


async def cancel(update: Update, context: BotContext) -> int:
    """Nothing changes."""
    await acknowledge(update, context)
    await say(context, text.told_left, keyboard=menu_keyboard())
    return END


async def repeat(update: Update, context: BotContext) -> None:
    """Asks for the number again."""
    meeting, side = await own_meeting(context.session, await writer(context), context.draft.get("meeting"))
    await _ask_number(context, meeting, side)


async def way_out(update: Update, context: BotContext) -> Rows:
    """The button that ends it."""
    return [[button(text.button_cancel.plain(), NAME, "cancel")]]


async def _ask_number(context: BotContext, meeting: Meeting, side: Side) -> None:
    told = text.ask_number.format(name=name_of(meeting, side.other))
    await say(context, told, [[button(text.button_cancel.plain(), NAME, "cancel")]])


async def _keep(context: BotContext, meeting: Meeting, side: Side, contact: str) -> str:
    """Keeps it and tells the producer at once; a mentor sees it on the session and in its reminders."""
    await keep_contact(context.session, meeting, side, contact, context.now)

    def notice() -> Notice:
        hour = when(meeting, office_clock(context))
        return text.told_theirs.format(name=name_of(meeting, side), contact=contact, when=hour), ()

    if side is Side.MENTOR:
        await tell_person(context, meeting.producer_id, notice, kind=Kind.NOTICE, about=("meeting", meeting.id))
    return text.told_shown.format(name=name_of(meeting, side.other), contact=contact)


async def _pressed(update: Update, context: BotContext) -> tuple[Meeting, Side]:
    named = number(press(update).what.partition(".")[0])
    return await own_meeting(context.session, await writer(context), named)


contacts_aside = (
    CallbackQueryHandler(ask, pattern(NAME, "ask")),
    CallbackQueryHandler(choose, pattern(NAME, "show")),
)
contacts_talk = Talk(
    name=NAME,
    entry_points=[CallbackQueryHandler(ask_number, pattern(NAME, "other"))],
    states={
        Contact.NUMBER: [
            CallbackQueryHandler(cancel, pattern(NAME, "cancel")),
            MessageHandler(ANSWER, take_number),
        ],
    },
    repeat=repeat,
    way_out=way_out,
)

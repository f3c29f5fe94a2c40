"""Pengingat: two switches that leave an open conversation as it is, and the hours with a signal, pressed or typed."""

from __future__ import annotations

from enum import StrEnum

from telegram import Update
from telegram.ext import CallbackQueryHandler, CommandHandler, MessageHandler, filters

from durable.context import BotContext
from durable.conversation import END, end
from handlers.callbacks import pattern, press
from handlers.keyboards import menu_keyboard
from handlers.labels import ANSWER
from handlers.local_time import office_clock
from handlers.reminder_wishes.screen import NAME, text, told_wishes, window_rows, wishes_rows
from handlers.replies import Rows, acknowledge, say, show
from handlers.talk import Talk
from handlers.who import writer
from models import Occasion, Person, ReminderWishes
from services.errors import FieldRefused
from services.reading.short_answers import says
from services.reading.signal_windows import PARTS, Window, read_window
from services.reminders.wishes import keep_occasion, keep_window, wishes_of

_OCCASIONS = {"day": Occasion.DAY_BEFORE, "hour": Occasion.HOUR_BEFORE}


class Wishes(StrEnum):
    """The one thing that is typed."""

    WINDOW = "window"


async def open_wishes(update: Update, context: BotContext) -> int:
    """What holds now."""
    await acknowledge(update, context)
    _stop_typing(context)
    person = await _person(context)
    if person is None:
        await say(context, text.told_nobody, keyboard=menu_keyboard())
    else:
        await _show(update, context, person, await wishes_of(context.session, person.id, context.now))
    return END


async def switch(update: Update, context: BotContext) -> None:
    """Turns one of the two reminders on or off."""
    _, step, what = press(update)
    if what not in ("on", "off"):
        raise FieldRefused
    person = await _person(context)
    if person is None:
        return await _say_nobody(update, context)
    await acknowledge(update, context)
    wishes = await keep_occasion(
        context.session, person, _OCCASIONS[step], context.now, office_clock(context), is_wanted=what == "on"
    )
    await _show(update, context, person, wishes)


async def ask_signal(update: Update, context: BotContext) -> Wishes | int:
    """When is there usually a signal?"""
    if await _person(context) is None:
        await _say_nobody(update, context)
        return END
    await acknowledge(update, context)
    await say(context, text.ask_signal, window_rows())
    return Wishes.WINDOW


async def choose_window(update: Update, context: BotContext) -> None:
    """One of the parts of a day, or any time."""
    part = press(update).what
    if part not in (*PARTS, "any"):
        raise FieldRefused
    person = await _person(context)
    if person is None:
        return await _say_nobody(update, context)
    await acknowledge(update, context)
    _stop_typing(context)
    await _keep(update, context, person, PARTS.get(part))


async def take_window(update: Update, context: BotContext) -> int:
    """Keeps typed hours. Raises WindowRefused, and the question stays."""
    said = (update.message.text if update.message else None) or ""
    person = await _person(context)
    if person is None or says(said, "no") or says(said, "back"):
        return await open_wishes(update, context)
    await _keep(update, context, person, read_window(said))
    return END


async def repeat(update: Update, context: BotContext) -> None:
    """Asks for the hours again."""
    await say(context, text.ask_signal, window_rows())


async def way_out(update: Update, context: BotContext) -> Rows:
    """The choices of the question, and the button that ends it."""
    return window_rows()


async def _person(context: BotContext) -> Person | None:
    """The writer, if something of theirs may be kept: who agreed, or has a role."""
    person = await writer(context)
    return person if person is not None and (person.consent is not None or person.role_kinds) else None


async def _say_nobody(update: Update, context: BotContext) -> None:
    await acknowledge(update, context)
    await say(context, text.told_nobody, keyboard=menu_keyboard())


async def _keep(update: Update, context: BotContext, person: Person, window: Window | None) -> None:
    wishes = await keep_window(context.session, person, window, context.now, office_clock(context))
    await _show(update, context, person, wishes, is_kept=True)


async def _show(
    update: Update, context: BotContext, person: Person, wishes: ReminderWishes, *, is_kept: bool = False
) -> None:
    told = await told_wishes(context, person, wishes)
    await show(update, context, text.told_kept + "\n\n" + told if is_kept else told, wishes_rows(wishes))


def _stop_typing(context: BotContext) -> None:
    """Who presses another button of this does not go on typing the hours."""
    if context.chat.name == NAME:
        end(context.chat)


reminder_wishes_aside = (
    CallbackQueryHandler(open_wishes, pattern(NAME, "show")),
    CallbackQueryHandler(switch, pattern(NAME, *_OCCASIONS)),
    CallbackQueryHandler(choose_window, pattern(NAME, "window")),
)
reminder_wishes_talk = Talk(
    name=NAME,
    entry_points=[
        CommandHandler("pengingat", open_wishes, filters.UpdateType.MESSAGE),
        CallbackQueryHandler(ask_signal, pattern(NAME, "signal")),
    ],
    states={Wishes.WINDOW: [MessageHandler(ANSWER, take_window)]},
    repeat=repeat,
    way_out=way_out,
)

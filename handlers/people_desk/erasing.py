"""Hapus datanya: a person asked the office to delete everything; asked once more, done at once, and told to them."""

from __future__ import annotations

from telegram import Update

from durable.context import BotContext
from handlers.callbacks import button, number, press
from handlers.people_desk.names import NAME, Desk, card_button, home_button, name_of, text
from handlers.replies import acknowledge, show
from handlers.telling import tell_person
from handlers.who import line, named_writer
from services import businesses, erasing


async def ask(update: Update, context: BotContext) -> Desk:
    """What goes, once more."""
    person = await erasing.person_to_erase(
        context.session, await named_writer(update, context), number(press(update).what)
    )
    owned = await businesses.businesses_of(context.session, person)
    await acknowledge(update, context)
    yes = button(text.button_yes_erase.plain(), NAME, "erase_yes", person.id)
    rows = [[yes, card_button(text.button_no_delete, person.id)]]
    await show(update, context, text.ask_erase.format(name=name_of(person), businesses=len(owned)), rows)
    return Desk.WORDS


async def erase(update: Update, context: BotContext) -> Desk:
    """It is gone; the person hears of it, where there is a chat."""
    by = await named_writer(update, context)
    person = await erasing.erase(context.session, by, number(press(update).what), line(context), context.now)
    await acknowledge(update, context)
    await show(update, context, text.told_erased.format(number=person.id), [[home_button()]])
    await tell_person(context, person.id, lambda: (text.told_owner_erased, ()))
    return Desk.WORDS

"""A note about a person is typed, or one's own is deleted."""

from __future__ import annotations

from telegram import Update

from durable.context import BotContext
from durable.conversation import end
from handlers.callbacks import button, number, press
from handlers.people_desk.card import show_part
from handlers.people_desk.names import NAME, Desk, card_button, name_of, text
from handlers.replies import Rows, acknowledge, say, show
from handlers.who import named_writer
from models import Person, StaffNote
from services import notes
from services.directory.looking import look
from services.errors import PersonMissing


async def ask(update: Update, context: BotContext) -> Desk:
    """What is to be noted."""
    person = await _person(update, context, number(press(update).what))
    await acknowledge(update, context)
    context.draft["person"] = person.id
    await show(update, context, text.ask_note.format(name=name_of(person)), _out(person.id))
    return Desk.NOTE


async def take(update: Update, context: BotContext) -> Desk:
    """Keeps it, and shows the notes with it."""
    person = await _person(update, context, context.draft.get("person"))
    by = await named_writer(update, context)
    said = (update.message.text if update.message else None) or ""
    await notes.add(context.session, person, said, by, context.now)
    context.draft.pop("person", None)
    await show_part(update, context, by, person, "notes")
    return Desk.WORDS


async def keep(update: Update, context: BotContext) -> Desk:
    """Nothing is noted; the card as it is."""
    person_id = number(press(update).what)
    person, by = await _person(update, context, person_id), await named_writer(update, context)
    await acknowledge(update, context)
    context.draft.pop("person", None)
    await show_part(update, context, by, person, "notes")
    return Desk.WORDS


async def ask_delete(update: Update, context: BotContext) -> Desk:
    """Asks once more."""
    note = await _own(update, context)
    await acknowledge(update, context)
    yes = button(text.button_yes_delete.plain(), NAME, "note_del_yes", note.id)
    no = card_button(text.button_no_delete, note.person_id, "notes")
    await show(update, context, text.ask_delete.format(words=note.words), [[yes, no]])
    return Desk.WORDS


async def delete(update: Update, context: BotContext) -> Desk:
    """Deletes it."""
    by = await named_writer(update, context)
    person_id = await notes.delete(context.session, number(press(update).what), by, context.now)
    person = await look(context.session, by, person_id, context.now)
    await acknowledge(update, context, text.told_note_deleted.plain())
    await show_part(update, context, by, person, "notes")
    return Desk.WORDS


async def repeat(update: Update, context: BotContext) -> None:
    """Asks again for the note that is open."""
    person = await _person(update, context, context.draft.get("person"))
    await say(context, text.ask_note.format(name=name_of(person)), _out(person.id))


async def way_out(update: Update, context: BotContext) -> Rows:
    """Back to the card; no question is open about who is gone."""
    try:
        person = await _person(update, context, context.draft.get("person"))
    except PersonMissing:
        end(context.chat)
        return []
    return _out(person.id)


async def _person(update: Update, context: BotContext, person_id: int | None) -> Person:
    return await look(context.session, await named_writer(update, context), person_id, context.now)


async def _own(update: Update, context: BotContext) -> StaffNote:
    return await notes.own(context.session, number(press(update).what), await named_writer(update, context))


def _out(person_id: int) -> Rows:
    return [[button(text.button_back.plain(), NAME, "note_no", person_id)]]

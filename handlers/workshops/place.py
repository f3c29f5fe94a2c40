"""Whoever runs a class says where it is."""

from __future__ import annotations

from enum import StrEnum

from telegram import Update

from durable.context import BotContext
from durable.conversation import END
from handlers.callbacks import button
from handlers.form import Next
from handlers.local_time import office_clock
from handlers.questions.question import text as question_text
from handlers.replies import Rows, acknowledge, say
from handlers.telling import Notice
from handlers.who import writer
from handlers.workshops import notices
from handlers.workshops.names import NAME, RUN, list_button, text
from handlers.workshops.running import own
from handlers.workshops.telling import tell_people
from services.errors import WorkshopConflict
from services.reading.short_answers import says
from services.roles import Act, require
from services.workshops import changing
from services.workshops.finding import IS_OPEN, workshop_of


class Run(StrEnum):
    """What is typed or ticked about a class."""

    PLACE = "place"
    CAME = "came"


async def ask_place(update: Update, context: BotContext) -> Next:
    """Asks for the place or the link."""
    _, workshop = await own(update, context)
    if workshop.state not in IS_OPEN or workshop.ends_at <= context.now:
        raise WorkshopConflict
    await acknowledge(update, context)
    context.draft.clear()
    context.draft["workshop"] = workshop.id
    return await repeat_place(update, context)


async def repeat_place(update: Update, context: BotContext) -> Run:
    """The question again."""
    workshop = await workshop_of(context.session, context.draft["workshop"])
    await say(context, text.ask_place.format(title=workshop.title), place_rows())
    return Run.PLACE


async def take_place(update: Update, context: BotContext) -> Next:
    """Keeps it, and tells those with a seat or waiting for one, and the mentor."""
    said = (update.effective_message.text if update.effective_message else None) or ""
    if says(said, "back") or says(said, "cancel"):
        return await leave(update, context)
    person = require(await writer(context), Act.OPEN_WORKSHOP)
    changed = await changing.set_place(context.session, context.draft["workshop"], person, said, context.now)
    see = button(text.button_see.plain(), NAME, "view", changed.workshop.id)
    await say(context, text.told_place_kept.format(count=len(changed.seats)), [[see]])
    zone = office_clock(context).zone

    def notice() -> Notice:
        return notices.place_changed(changed.workshop, zone)

    people = [seat.person_id for seat in changed.seats]
    await tell_people(context, changed.workshop, [*people, changed.workshop.mentor_id], notice)
    return END


async def leave(update: Update, context: BotContext) -> Next:
    """Nothing is changed."""
    await acknowledge(update, context)
    await say(context, text.told_nothing_changed, [[list_button()]])
    return END


def place_rows() -> Rows:
    """The way out."""
    return [[button(question_text.button_cancel.plain(), RUN, "cancel")]]

"""What whoever runs a class does with single presses: the mentor's yes, and calling it off with a reason."""

from __future__ import annotations

from telegram import Update

from durable.context import BotContext
from handlers.callbacks import button, press
from handlers.local_time import office_clock
from handlers.mentor_card.showing import show_next
from handlers.questions.question import in_columns
from handlers.replies import acknowledge, show
from handlers.workshops.card import ON_CARD
from handlers.workshops.lines import told_decided
from handlers.workshops.looking import pressed, show_class
from handlers.workshops.names import NAME, act, list_button, text
from handlers.workshops.telling import tell_called_off
from models import ChangeReason, Person, Workshop
from services import roles
from services.errors import FieldRefused, WorkshopConflict, WorkshopMissing
from services.roles import Act
from services.workshops import changing, deciding
from services.workshops.deciding import CONCERNED
from services.workshops.finding import seats_in
from services.workshops.states import WORKSHOP, WorkshopEvent


async def agree(update: Update, context: BotContext) -> None:
    """The mentor can."""
    person, workshop = await pressed(update, context)
    await deciding.agree(context.session, workshop.id, person, context.now, office_clock(context))
    await acknowledge(update, context)
    told = text.told_agreed.format(decided=told_decided(workshop, office_clock(context).zone))
    if press(update).what.endswith(f".{ON_CARD}"):
        return await show_next(update, context, told)
    await show_class(update, context, workshop, person, told)
    return None


async def ask_off(update: Update, context: BotContext) -> None:
    """Asks for the reason, and says how many are told."""
    _, workshop = await own(update, context)
    if not WORKSHOP.knows(workshop.state, WorkshopEvent.CANCEL):
        raise WorkshopConflict
    await acknowledge(update, context)
    count = len(await seats_in(context.session, workshop.id, *CONCERNED))
    reasons = [
        button(text[f"button_reason_{each.value}"].plain(), NAME, "off_why", f"{workshop.id}.{each.value}")
        for each in changing.REASONS
    ]
    rows = [*in_columns(reasons, 2), [act(text.button_keep, "view", workshop)]]
    await show(update, context, text.ask_off.format(title=workshop.title, count=count), rows)


async def call_off(update: Update, context: BotContext) -> None:
    """It is not held; everybody concerned is told, with the reason and without blame."""
    person, workshop = await own(update, context)
    why = press(update).what.partition(".")[2]
    if why not in {each.value for each in changing.REASONS}:
        raise FieldRefused
    changed = await changing.call_off(context.session, workshop.id, person, ChangeReason(why), context.now)
    await acknowledge(update, context)
    told = text.told_off.format(title=workshop.title, count=len(changed.seats))
    await show(update, context, told, [[list_button()]])
    await tell_called_off(context, changed)


async def own(update: Update, context: BotContext) -> tuple[Person, Workshop]:
    """Who pressed, and a class that this person runs; every other is not there."""
    person, workshop = await pressed(update, context)
    if not roles.allowed(person, Act.RUN_WORKSHOP, workshop):
        raise WorkshopMissing
    return person, workshop

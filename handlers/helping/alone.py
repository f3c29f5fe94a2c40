"""Those whom nobody helps any more, and whom nothing reaches: staff find them another helper."""

from __future__ import annotations

from telegram import Update

from durable.context import BotContext
from handlers.callbacks import button, number, press
from handlers.helping.names import NAME, name_of, text
from handlers.paging import page_of
from handlers.questions.question import in_columns
from handlers.questions.question import text as question_text
from handlers.replies import acknowledge, show
from handlers.telling import Notice, tell_person
from handlers.who import named_writer, writer
from models import Person, RoleKind
from services import helping, roles
from services.errors import HelpConflict, PersonMissing
from services.roles import Act

_MOST_HELPERS = 40


async def list_alone(update: Update, context: BotContext) -> None:
    """All of them, longest first. Raises NotAllowed."""
    roles.require(await named_writer(update, context), Act.GIVE_TO_HELPER)
    await acknowledge(update, context)
    found = await helping.without_helper(context.session)
    shown, turns = page_of(found, number(press(update).what), NAME, "alone")
    names = [button(name_of(each), NAME, "give", each.id) for each in shown]
    told = text.told_alone.format(count=len(found)) if found else text.told_nobody_alone
    await show(update, context, told, [*in_columns(names, 2), *turns])


async def choose_helper(update: Update, context: BotContext) -> None:
    """Who is to help this person. Raises PersonMissing."""
    roles.require(await writer(context), Act.GIVE_TO_HELPER)
    person = await _alone(context, number(press(update).what))
    await acknowledge(update, context)
    helpers = await roles.holders(context.session, RoleKind.KADER)
    names = [button(name_of(each), NAME, "give_to", f"{person.id}.{each.id}") for each in helpers[:_MOST_HELPERS]]
    back = [button(question_text.button_back.plain(), NAME, "alone")]
    told = text.ask_helper if helpers else text.told_no_helpers
    await show(update, context, told.format(name=name_of(person)), [*in_columns(names, 2), back])


async def ask_give(update: Update, context: BotContext) -> None:
    """Once more, with both names: this hands over what somebody told."""
    roles.require(await writer(context), Act.GIVE_TO_HELPER)
    person, helper = await _both(update, context)
    await acknowledge(update, context)
    yes = button(text.button_yes_give.plain(), NAME, "give_yes", f"{person.id}.{helper.id}")
    back = button(question_text.button_back.plain(), NAME, "give", person.id)
    await show(update, context, text.ask_give.format(name=name_of(person), helper=name_of(helper)), [[yes, back]])


async def give(update: Update, context: BotContext) -> None:
    """The helper is told."""
    by = roles.require(await writer(context), Act.GIVE_TO_HELPER)
    person, helper = await _both(update, context)
    await helping.give(context.session, person.id, helper, by, context.now)
    await acknowledge(update, context)
    told = text.told_given.format(name=name_of(person), helper=name_of(helper))
    await show(update, context, told, [[button(text.button_alone.plain(), NAME, "alone")]])

    def new_one() -> Notice:
        see = button(text.button_see.plain(), NAME, "view", person.id)
        return text.told_new_one.format(name=name_of(person)), [[see]]

    await tell_person(context, helper.id, new_one, about=("person", person.id))


async def _both(update: Update, context: BotContext) -> tuple[Person, Person]:
    person_id, _, helper_id = press(update).what.partition(".")
    person, wanted = await _alone(context, number(person_id)), number(helper_id)
    helpers = await roles.holders(context.session, RoleKind.KADER)
    helper = next((each for each in helpers if each.id == wanted), None)
    if helper is None:
        raise HelpConflict
    return person, helper


async def _alone(context: BotContext, person_id: int | None) -> Person:
    found = await helping.without_helper(context.session)
    person = next((each for each in found if each.id == person_id), None)
    if person is None:
        raise PersonMissing
    return person

"""The end of helping somebody: what was told stays with the office, or is deleted; each only after it is said once."""

from __future__ import annotations

from telegram import InlineKeyboardButton, Update

from durable.context import BotContext
from handlers.callbacks import button, number, press
from handlers.helping.listing import pressed
from handlers.helping.names import NAME, name_of, text
from handlers.questions.question import text as question_text
from handlers.replies import acknowledge, show
from handlers.who import writer
from services import helping, roles
from services.roles import Act


async def ask_end(update: Update, context: BotContext) -> None:
    """What is to become of what was told."""
    person = await pressed(update, context)
    await acknowledge(update, context)
    rows = [
        [button(text.button_keep_data.plain(), NAME, "end_keep", person.id)],
        [button(text.button_forget.plain(), NAME, "forget", person.id)],
        [button(question_text.button_back.plain(), NAME, "view", person.id)],
    ]
    await show(update, context, text.ask_end.format(name=name_of(person)), rows)


async def end(update: Update, context: BotContext) -> None:
    """Helps no longer; staff find somebody else."""
    helper = roles.require(await writer(context), Act.HELP_PRODUCERS)
    person = await helping.end(context.session, helper, number(press(update).what), context.now)
    await acknowledge(update, context)
    await show(update, context, text.told_ended.format(name=name_of(person)), [_list()])


async def ask_forget(update: Update, context: BotContext) -> None:
    """Whether the person really wants it."""
    person = await pressed(update, context)
    await acknowledge(update, context)
    rows = [
        [button(text.button_yes_forget.plain(), NAME, "forget_yes", person.id)],
        [button(question_text.button_back.plain(), NAME, "view", person.id)],
    ]
    await show(update, context, text.ask_forget.format(name=name_of(person)), rows)


async def forget(update: Update, context: BotContext) -> None:
    """All is deleted at once."""
    helper, person = roles.require(await writer(context), Act.HELP_PRODUCERS), await pressed(update, context)
    name = name_of(person)
    await helping.forget(context.session, helper, person.id, context.now)
    await acknowledge(update, context)
    await show(update, context, text.told_forgotten.format(name=name), [_list()])


def _list() -> list[InlineKeyboardButton]:
    return [button(text.button_list.plain(), NAME, "list")]

"""Lengkapi profil: what pays comes first, each question says why it is asked, and any may be skipped.

One field can be asked alone too: from the list of fields, or by another conversation (`ask_field`).
"""

from __future__ import annotations

from telegram import Update
from telegram.ext import CallbackQueryHandler

import content.texts
from durable.context import BotContext
from durable.conversation import END, begin, suspend
from handlers.callbacks import button, number, pattern, press
from handlers.form import Next
from handlers.keyboards import menu_keyboard
from handlers.profile.card import card_rows, told_card
from handlers.profile.fields import QUESTIONS, Field, own_business
from handlers.profile.form import NAME, ProfileForm
from handlers.registration.outcome import told_sizes
from handlers.replies import acknowledge, say
from handlers.talk import Talk
from models import Business
from services.errors import BusinessMissing, FieldRefused
from services.profile import completeness
from services.roles import Act

text = content.texts.load("profile")
STATES = frozenset(field.value for field in Field)


async def complete(update: Update, context: BotContext) -> Next:
    """Asks what is missing, one question after the other."""
    _, business = await own_business(context, number(press(update).what), Act.CHANGE_BUSINESS)
    await acknowledge(update, context)
    missing = [field.value for field in completeness(business).missing]
    if not missing:
        await say(context, text.told_complete_already.format(name=business.name), await card_rows(context, business))
        return END
    _begin(context, business.id, missing, alone=False)
    await say(context, text.told_complete_begin.format(name=business.name), keyboard=menu_keyboard())
    return await form.ask(update, context, missing[0])


async def change(update: Update, context: BotContext) -> Next:
    """Asks one field again."""
    business_id, _, key = press(update).what.partition(".")
    _, business = await own_business(context, number(business_id), Act.CHANGE_BUSINESS)
    if key not in QUESTIONS:
        raise FieldRefused
    await acknowledge(update, context)
    _begin(context, business.id, [key], alone=True)
    return await form.ask(update, context, key)


async def ask_field(update: Update, context: BotContext, business_id: int, key: str) -> None:
    """For other conversations: leaves them (their draft is kept) and asks one field of an own business.

    The caller returns None. Raises BusinessMissing when it is not the writer's business.
    """
    await own_business(context, business_id, Act.CHANGE_BUSINESS)
    suspend(context.chat)
    begin(context.chat, NAME)
    _begin(context, business_id, [key], alone=True)
    context.chat.state = (await form.ask(update, context, key)).value


async def resume(update: Update, context: BotContext) -> Next:
    """Goes on where the person left."""
    await acknowledge(update, context)
    order, left_in = context.draft.get("order") or [], context.chat.drafts[NAME].get("state")
    try:
        await form.business(context)
    except BusinessMissing:
        context.draft.clear()
        raise
    return await form.ask(update, context, left_in if left_in in order else order[0])


async def finish(update: Update, context: BotContext, business: Business, is_kept: bool) -> Next:
    """Says how complete it is now and how big the business is; after a single field the card."""
    if context.draft.get("alone"):
        if is_kept:
            await say(context, text.told_changed)
        await say(context, await told_card(context, business), await card_rows(context, business))
        return END
    told = text.told_complete_end.format(
        name=business.name, percent=completeness(business).percent, sizes=told_sizes(business)
    )
    await say(context, told.strip(), [[button(text.button_card.plain(), "businesses", "view", business.id)]])
    return END


def _begin(context: BotContext, business_id: int, order: list[str], alone: bool) -> None:
    context.draft.clear()
    context.draft.update(business=business_id, order=order, alone=alone)


form = ProfileForm(finish)

complete_profile = Talk(
    name=NAME,
    entry_points=[
        CallbackQueryHandler(complete, pattern(NAME, "complete")),
        CallbackQueryHandler(change, pattern(NAME, "change")),
        CallbackQueryHandler(resume, pattern(NAME, "resume")),
    ],
    states={Field(key): form.handlers(key) for key in QUESTIONS},
    repeat=form.repeat,
    way_out=form.way_out,
)

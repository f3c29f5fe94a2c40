"""Hapus data: what somebody told or asked is deleted at once, and the consent, if there was one, is taken back."""

from __future__ import annotations

from telegram import Update
from telegram.ext import CallbackQueryHandler, CommandHandler, filters

import content.texts
from durable.context import BotContext
from handlers.callbacks import button, pattern
from handlers.keyboards import menu_keyboard
from handlers.replies import acknowledge, say, show
from handlers.talk import Talk
from handlers.who import channel, writer
from services import businesses, people, tickets
from services.errors import ConsentMissing
from services.mentors.forgetting import forget_mentor, holds_anything, keeps_profile
from services.mentors.profile import mentor_of

text = content.texts.load("roles")
NAME = "withdraw"


async def ask(update: Update, context: BotContext) -> None:
    """Says what is deleted and what stays, and asks once more."""
    person = await writer(context)
    mentor = await mentor_of(context.session, person)
    if person is not None and person.consent is not None:
        owned = await businesses.businesses_of(context.session, person)
        asked = text.ask_withdraw if owned else text.ask_withdraw_name
        told = asked.format(businesses=len(owned), stays=text.told_what_stays)
    else:
        kept = await tickets.what_is_kept(context.session, channel(context.bot_data), context.chat.chat_id)
        if kept.is_nothing and not holds_anything(mentor):
            context.chat.drafts.clear()
            await say(context, text.told_nothing_kept, keyboard=menu_keyboard())
            return
        told = text.ask_withdraw_questions.format(tickets=kept.tickets, stays=text.told_what_stays_of_questions)
        if kept.is_nothing:
            told = text.ask_withdraw_mentor
    if holds_anything(mentor):
        told += "\n\n" + (text.told_mentor_stays if keeps_profile(mentor) else text.told_mentor_goes)
    yes = button(text.button_yes_withdraw.plain(), NAME, "yes")
    no = button(text.button_no.plain(), NAME, "no")
    await say(context, told, [[yes, no]])


async def withdraw(update: Update, context: BotContext) -> None:
    """Deletes, drafts of all conversations too; who never agreed to anything is forgotten as well."""
    person, here = await writer(context), (channel(context.bot_data), context.chat.chat_id)
    mentor = await mentor_of(context.session, person)
    told = text.told_forgotten
    if person is not None and person.consent is not None:
        await people.withdraw_consent(context.session, person, context.now)
        told = text.told_withdrawn
    elif (await tickets.what_is_kept(context.session, *here)).is_nothing:
        if not holds_anything(mentor):
            raise ConsentMissing
        told = text.told_mentor_forgotten
    if mentor is not None:
        await forget_mentor(context.session, mentor)
    await tickets.forget_questions(context.session, *here)
    context.chat.drafts.clear()
    await acknowledge(update, context)
    await show(update, context, told)


async def keep(update: Update, context: BotContext) -> None:
    """Nothing is deleted."""
    await acknowledge(update, context)
    await show(update, context, text.told_nothing_changed)


withdrawal_talk = Talk(
    name=NAME,
    entry_points=[
        CommandHandler("hapus_data", ask, filters.UpdateType.MESSAGE),
        CallbackQueryHandler(withdraw, pattern(NAME, "yes")),
        CallbackQueryHandler(keep, pattern(NAME, "no")),
    ],
    states={},
)

"""Hapus data: taking the consent back, which deletes name and businesses at once."""

from __future__ import annotations

from telegram import Update
from telegram.ext import CallbackQueryHandler, CommandHandler, filters

import content.texts
from durable.context import BotContext
from handlers.callbacks import button, pattern
from handlers.keyboards import menu_keyboard
from handlers.replies import acknowledge, say, show
from handlers.talk import Talk
from handlers.who import writer
from services import businesses, people

text = content.texts.load("roles")
NAME = "withdraw"


async def ask(update: Update, context: BotContext) -> None:
    """Says what is deleted and what stays, and asks once more."""
    person = await writer(context)
    if person is None or person.consent is None:
        context.chat.drafts.clear()
        await say(context, text.told_nothing_kept, keyboard=menu_keyboard())
        return
    owned = await businesses.businesses_of(context.session, person)
    yes = button(text.button_yes_withdraw.plain(), NAME, "yes")
    no = button(text.button_no.plain(), NAME, "no")
    asked = text.ask_withdraw if owned else text.ask_withdraw_name
    await say(context, asked.format(businesses=len(owned), stays=text.told_what_stays), [[yes, no]])


async def withdraw(update: Update, context: BotContext) -> None:
    """Deletes, drafts of all conversations too."""
    person = people.require_consent(await writer(context))
    await people.withdraw_consent(context.session, person, context.now)
    context.chat.drafts.clear()
    await acknowledge(update, context)
    await show(update, context, text.told_withdrawn)


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

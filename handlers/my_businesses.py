"""Usaha saya: the list of own businesses, the card of each, and which field to change."""

from __future__ import annotations

from telegram import Update
from telegram.ext import CallbackQueryHandler, CommandHandler, MessageHandler, filters

import content.texts
from durable.context import BotContext
from handlers import leaving
from handlers.callbacks import button, number, pattern, press
from handlers.labels import label
from handlers.profile.card import card_rows, field_rows, told_card
from handlers.profile.fields import own_business
from handlers.replies import acknowledge, say, show
from handlers.talk import Talk
from handlers.who import writer
from handlers.whom import business_label, helped_names
from services import businesses
from services.roles import Act

text = content.texts.load("profile")
menu_text = content.texts.load("menu")
helping_text = content.texts.load("helping")
NAME = "businesses"
_MOST_SHOWN = 20
"""Of a helper's many; /bantu leads to each."""


async def list_all(update: Update, context: BotContext) -> None:
    """The only business at once, or all by name."""
    await acknowledge(update, context)
    owned = await businesses.businesses_for(context.session, await writer(context))
    add = button((text.button_add if owned else menu_text.button_register).plain(), "register", "start")
    if not owned:
        await say(context, text.told_no_business, [*leaving.go_on_rows(context), [add]])
    elif len(owned) == 1:
        await say(context, await told_card(context, owned[0]), await card_rows(context, owned[0]))
    else:
        names = await helped_names(context)
        rows = [[button(business_label(each, names), NAME, "view", each.id)] for each in owned[:_MOST_SHOWN]]
        told = text.ask_which_business
        if len(owned) > _MOST_SHOWN:
            told += "\n" + helping_text.told_others_in_list
        await say(context, told, [*rows, [add]])


async def view(update: Update, context: BotContext) -> None:
    """The card of one business."""
    _, business = await own_business(context, number(press(update).what), Act.SEE_BUSINESS)
    await acknowledge(update, context)
    await show(update, context, await told_card(context, business), await card_rows(context, business))


async def choose_field(update: Update, context: BotContext) -> None:
    """Which field is to be changed."""
    _, business = await own_business(context, number(press(update).what), Act.CHANGE_BUSINESS)
    await acknowledge(update, context)
    await show(update, context, text.ask_which_field.format(name=business.name), field_rows(business))


my_businesses = Talk(
    name=NAME,
    entry_points=[
        CommandHandler(["profil", "profile"], list_all, filters.UpdateType.MESSAGE),
        MessageHandler(label("button_my_businesses"), list_all),
        CallbackQueryHandler(list_all, pattern(NAME, "list")),
        CallbackQueryHandler(view, pattern(NAME, "view")),
        CallbackQueryHandler(choose_field, pattern(NAME, "fields")),
    ],
    states={},
)

"""Cari: what is typed is looked up, or noted; everything else is buttons."""

from __future__ import annotations

from telegram import Update
from telegram.ext import CallbackQueryHandler, CommandHandler, MessageHandler, filters

from durable.context import BotContext
from handlers.callbacks import pattern
from handlers.labels import ANSWER
from handlers.people_desk import card, deciding, erasing, finding, noting
from handlers.people_desk.names import NAME, Desk
from handlers.replies import Rows
from handlers.talk import Talk


async def repeat(update: Update, context: BotContext) -> None:
    """Asks the open question again."""
    if context.chat.state == Desk.NOTE:
        await noting.repeat(update, context)
    else:
        await finding.repeat(update, context)


async def way_out(update: Update, context: BotContext) -> Rows:
    """Its buttons."""
    if context.chat.state == Desk.NOTE:
        return await noting.way_out(update, context)
    return await finding.way_out(update, context)


people_desk = Talk(
    name=NAME,
    entry_points=[
        CommandHandler("cari", finding.start, filters.UpdateType.MESSAGE),
        CallbackQueryHandler(finding.home, pattern(NAME, "home")),
        CallbackQueryHandler(finding.turn, pattern(NAME, "page")),
        CallbackQueryHandler(card.view, pattern(NAME, "card")),
        CallbackQueryHandler(noting.ask, pattern(NAME, "note")),
        CallbackQueryHandler(noting.keep, pattern(NAME, "note_no")),
        CallbackQueryHandler(noting.ask_delete, pattern(NAME, "note_del")),
        CallbackQueryHandler(noting.delete, pattern(NAME, "note_del_yes")),
        CallbackQueryHandler(erasing.ask, pattern(NAME, "erase")),
        CallbackQueryHandler(erasing.erase, pattern(NAME, "erase_yes")),
        CallbackQueryHandler(deciding.list_waiting, pattern(NAME, "decide_list")),
        CallbackQueryHandler(deciding.view, pattern(NAME, "decide")),
        CallbackQueryHandler(deciding.ask, pattern(NAME, "decide_ask")),
        CallbackQueryHandler(deciding.decide, pattern(NAME, "decide_yes")),
    ],
    states={
        Desk.WORDS: [MessageHandler(ANSWER, finding.take_words)],
        Desk.NOTE: [MessageHandler(ANSWER, noting.take)],
    },
    repeat=repeat,
    way_out=way_out,
)

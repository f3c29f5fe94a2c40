"""A small bot of two questions on the real engine, on both databases."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import timedelta
from enum import StrEnum

import pytest
from telegram import Update
from telegram.ext import CallbackQueryHandler, CommandHandler, MessageHandler, filters

from durable.application import build_application
from durable.context import BotContext
from durable.conversation import END, TIMEOUT, DurableConversationHandler
from durable.database import Database
from durable.work import UnitOfWork
from tests.databases import Fresh
from tests.driver import Office, make_bot
from tests.prepared import all_tables


class Refused(Exception):
    pass


class Ask(StrEnum):
    NAME = "name"
    TOWN = "town"


async def start(update: Update, context: BotContext) -> Ask:
    await update.effective_message.reply_text("nama?")
    return Ask.NAME


async def take_name(update: Update, context: BotContext) -> Ask:
    said = update.effective_message.text
    context.draft["name"] = said
    if said == "salah":
        raise Refused("nama itu salah")
    if said == "rusak":
        raise RuntimeError("broken")
    await update.effective_message.reply_text("kota?")
    return Ask.TOWN


async def take_town(update: Update, context: BotContext) -> int:
    await update.effective_message.reply_text(f"{context.draft['name']} dari {update.effective_message.text}")
    return END


async def give_up(update: Update, context: BotContext) -> int:
    await context.bot.send_message(context.chat.chat_id, "lain kali saja")
    return END


async def cancel(update: Update, context: BotContext) -> int:
    await update.effective_message.reply_text("batal")
    return END


async def answer_refusal(update: Update, context: BotContext, error: Exception) -> None:
    await update.effective_message.reply_text(str(error))


async def echo(update: Update, context: BotContext) -> None:
    await update.effective_message.reply_text(f"gema {update.effective_message.text}")


async def pressed(update: Update, context: BotContext) -> None:
    await update.callback_query.answer()
    await update.callback_query.edit_message_text("ditekan")


async def apologise(unit: UnitOfWork) -> None:
    from durable.outbox import record

    record(unit, "sendMessage", {"chat_id": unit.chat.chat_id, "text": "maaf"})


TEXT = filters.TEXT & ~filters.COMMAND
greet = DurableConversationHandler(
    name="greet",
    entry_points=[CommandHandler("mulai", start)],
    states={
        Ask.NAME: [MessageHandler(TEXT, take_name)],
        Ask.TOWN: [MessageHandler(TEXT, take_town)],
        TIMEOUT: [MessageHandler(filters.ALL, give_up)],
    },
    fallbacks=[CommandHandler("batal", cancel)],
    conversation_timeout=timedelta(hours=24),
)
HANDLERS = [greet, MessageHandler(TEXT, echo), CallbackQueryHandler(pressed)]


@pytest.fixture
async def database(fresh: Fresh, kind_of_database: str) -> AsyncIterator[Database]:
    database = Database(fresh(kind_of_database, all_tables))
    yield database
    await database.close()


@pytest.fixture
async def office(database: Database) -> Office:
    application = build_application(make_bot(), HANDLERS, Refused, answer_refusal)
    application._initialized = True
    return Office(database, application, apologise)

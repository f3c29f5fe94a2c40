"""Conversations that were left, taken up again, or whose state a deploy took away."""

from __future__ import annotations

from enum import StrEnum
from typing import Any

import pytest
from sqlalchemy import select, update
from telegram import Update
from telegram.ext import CommandHandler, MessageHandler, filters

from durable import inbox
from durable.context import BotContext
from durable.conversation import DurableConversationHandler, WrongConversation, resume, suspend
from tests.driver import Office, Reply

from .conftest import Ask, apologise, cancel, start, take_name, take_town
from .one_update import application_of

TEXT = filters.TEXT & ~filters.COMMAND


class Other(StrEnum):
    COLOUR = "colour"


async def ask_colour(update: Update, context: BotContext) -> Other:
    await update.effective_message.reply_text("warna?")
    return Other.COLOUR


async def take_colour(update: Update, context: BotContext) -> int:
    context.draft["colour"] = update.effective_message.text
    await update.effective_message.reply_text("bagus")
    return -1


async def go_on(update: Update, context: BotContext) -> None:
    left = context.left_drafts()
    resume(context.chat, "greet", Ask(left["greet"]))
    await update.effective_message.reply_text(f"lanjut: {left}")


async def leave(update: Update, context: BotContext) -> None:
    suspend(context.chat)
    await update.effective_message.reply_text("sampai nanti")


async def told_lost(update: Update, context: BotContext) -> None:
    suspend(context.chat)
    await update.effective_message.reply_text("maaf, mulai lagi dari menu")


def greet(name: str = "greet", **options: Any) -> DurableConversationHandler:
    states = {Ask.NAME: [MessageHandler(TEXT, take_name)], Ask.TOWN: [MessageHandler(TEXT, take_town)]}
    fallbacks = [CommandHandler("batal", cancel), CommandHandler("nanti", leave)]
    return DurableConversationHandler(name, [CommandHandler("mulai", start)], states, fallbacks, **options)


paint = DurableConversationHandler(
    "paint", [CommandHandler("warna", ask_colour)], {Other.COLOUR: [MessageHandler(TEXT, take_colour)]}
)


@pytest.fixture
def bot(office: Office) -> Office:
    lost = MessageHandler(filters.ALL, told_lost)
    office.application = application_of(greet(lost_state=lost), paint, CommandHandler("lanjut", go_on))
    return office


def texts(replies: list[Reply]) -> list[str]:
    return [reply.text for reply in replies]


async def chat_row(office: Office) -> tuple[Any, ...]:
    async with office.database.read() as connection:
        c = inbox.conversations.c
        return tuple((await connection.execute(select(c.name, c.state, c.drafts))).one())


NAMED = '"greet":{"state":"town","data":{"name":"Siti"}}'


async def test_other_conversation_suspends_the_open_one_and_it_goes_on_later(bot: Office) -> None:
    siti = bot.person(11)
    for said in ("/mulai", "Siti"):
        await siti.says(said)
    assert texts(await siti.says("/warna")) == ["warna?"]
    assert await chat_row(bot) == ("paint", "colour", f'{{{NAMED},"paint":{{"state":"colour","data":{{}}}}}}')
    assert texts(await siti.says("merah")) == ["bagus"]
    assert await chat_row(bot) == (None, None, f"{{{NAMED}}}")
    assert texts(await siti.says("/lanjut")) == ["lanjut: {'greet': 'town'}"]
    assert texts(await siti.says("Busang")) == ["Siti dari Busang"]
    assert await chat_row(bot) == (None, None, "{}")


async def test_left_conversation_without_answers_leaves_no_draft(bot: Office) -> None:
    siti = bot.person(11)
    await siti.says("/mulai")
    await siti.says("/nanti")
    assert await chat_row(bot) == (None, None, "{}")


async def test_begun_anew_the_draft_is_still_there(bot: Office) -> None:
    siti = bot.person(11)
    for said in ("/mulai", "Siti", "/nanti", "/mulai"):
        await siti.says(said)
    assert await chat_row(bot) == ("greet", "name", '{"greet":{"state":"name","data":{"name":"Siti"}}}')


async def test_ended_conversation_throws_its_draft_away(bot: Office) -> None:
    siti = bot.person(11)
    for said in ("/mulai", "Siti", "/batal"):
        await siti.says(said)
    assert await chat_row(bot) == (None, None, "{}")


async def test_state_that_a_deploy_took_away_is_answered_and_the_draft_kept(bot: Office) -> None:
    siti = bot.person(11)
    for said in ("/mulai", "Siti"):
        await siti.says(said)
    async with bot.database.write() as connection:
        await connection.execute(update(inbox.conversations).values(state="gone"))
    assert texts(await siti.says("Busang")) == ["maaf, mulai lagi dari menu"]
    assert await chat_row(bot) == (None, None, f"{{{NAMED}}}")


async def test_command_leads_out_of_a_state_that_is_gone(bot: Office) -> None:
    siti = bot.person(11)
    await siti.says("/mulai")
    async with bot.database.write() as connection:
        await connection.execute(update(inbox.conversations).values(state="gone"))
    assert texts(await siti.says("/mulai")) == ["nama?"]
    assert (await chat_row(bot))[:2] == ("greet", "name")


async def test_conversation_that_a_deploy_took_away_is_in_nobodys_way(bot: Office) -> None:
    siti = bot.person(11)
    await siti.says("/mulai")
    async with bot.database.write() as connection:
        await connection.execute(update(inbox.conversations).values(name="removed", state="x"))
    assert texts(await siti.says("halo")) == []
    assert texts(await siti.says("/warna")) == ["warna?"]


async def test_returned_state_of_another_conversation_is_a_fault_that_is_seen(office: Office) -> None:
    async def lost(update: Update, context: BotContext) -> Other:
        return Other.COLOUR

    wrong = DurableConversationHandler("wrong", [CommandHandler("salah", lost)], {Ask.NAME: []})
    office.application = application_of(wrong)
    office.apologise = apologise
    assert texts(await office.person(11).says("/salah")) == ["maaf"]
    assert await chat_row(office) == (None, None, "{}")


async def test_entry_point_that_only_says_something_opens_nothing(office: Office) -> None:
    async def say(update: Update, context: BotContext) -> None:
        await update.effective_message.reply_text("tutup hari ini")

    office.application = application_of(DurableConversationHandler("x", [CommandHandler("x", say)], {Ask.NAME: []}))
    assert texts(await office.person(11).says("/x")) == ["tutup hari ini"]
    assert await chat_row(office) == (None, None, "{}")


def test_time_out_without_a_handler_for_it_is_refused() -> None:
    from datetime import timedelta

    with pytest.raises(WrongConversation):
        greet(conversation_timeout=timedelta(hours=1))

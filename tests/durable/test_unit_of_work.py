"""One update, one unit: what it wrote, decided to send and changed in its chat stays or goes together."""

from __future__ import annotations

from typing import Any

import pytest
from sqlalchemy import select, text
from telegram import Update
from telegram.ext import BaseHandler, CommandHandler, MessageHandler, TypeHandler, filters

from durable import inbox
from durable.context import BotContext, KeptInMemory
from durable.conversation import DurableConversationHandler
from durable.work import OutsideUnitOfWork, current
from tests.driver import Office

from .conftest import Ask, Refused
from .office_table import Stall, make_table, stall_names
from .one_update import application_of, in_update, outbox_rows, work_once


@pytest.fixture(autouse=True)
async def stalls(office: Office) -> None:
    await make_table(office.database)


async def open_stall(update: Update, context: BotContext) -> None:
    """Opens a stall with the name that was said; some names are trouble."""
    said = update.effective_message.text
    context.session.add(Stall(name=said))
    await context.session.flush()
    await update.effective_message.reply_text(f"{said} buka")
    if said == "ditolak":
        raise Refused("nama itu tidak boleh")
    if said == "rusak":
        raise RuntimeError("broken")
    if said == "salah":
        context.session.add(Stall(name="kecil", size=-1))


def handlers() -> list[BaseHandler[Any, BotContext, Any]]:
    return [MessageHandler(filters.TEXT, open_stall)]


async def inbox_states(office: Office) -> list[tuple[str, int]]:
    async with office.database.read() as connection:
        i = inbox.inbox.c
        return [tuple(row) for row in await connection.execute(select(i.state, i.attempts).order_by(i.id))]


@pytest.mark.pitfall(13)
@pytest.mark.parametrize("bad", ["rusak", "salah"])
async def test_failing_update_of_a_batch_undoes_only_itself(office: Office, bad: str) -> None:
    """A fault in the handler, and one that shows only when its rows are written at the end."""
    office.application = application_of(*handlers())
    for chat, said in ((1, "mawar"), (2, bad), (3, "melati")):
        await office.receives(message=office.person(chat).message(text=said))
    batch = await work_once(office)
    assert batch.handled == 3
    assert await stall_names(office.database) == ["mawar", "melati"]
    assert await inbox_states(office) == [("done", 0), ("pending", 1), ("done", 0)]
    assert [row[0] for row in await outbox_rows(office.database, "chat_id")] == [1, 3]


async def test_refusal_undoes_what_was_written_and_sent_but_is_done(office: Office) -> None:
    office.application = application_of(*handlers())
    replies = await office.person(1).says("ditolak")
    assert [reply.text for reply in replies] == ["nama itu tidak boleh"]
    assert (await stall_names(office.database), await inbox_states(office)) == ([], [("done", 0)])


async def conversation_row(office: Office) -> tuple[Any, ...]:
    async with office.database.read() as connection:
        c = inbox.conversations.c
        return tuple((await connection.execute(select(c.name, c.state, c.drafts, c.language))).one())


async def refuse(update: Update, context: BotContext) -> None:
    context.draft["salah"] = True
    context.chat.language = "en"
    raise Refused("tidak bisa")


async def begin_well(update: Update, context: BotContext) -> Ask:
    context.draft["benar"] = True
    return Ask.NAME


async def test_refusal_takes_back_what_the_step_put_into_the_draft(office: Office) -> None:
    talk = DurableConversationHandler(
        "talk", [CommandHandler("mulai", begin_well)], {Ask.NAME: [MessageHandler(filters.TEXT, refuse)]}
    )
    office.application = application_of(talk)
    siti = office.person(1)
    await siti.says("/mulai")
    before = await conversation_row(office)
    await siti.says("apa saja")
    assert await conversation_row(office) == before == ("talk", "name", before[2], "")
    assert before[2] == '{"talk":{"state":"name","data":{"benar":true}}}'


async def test_refused_beginning_leaves_the_open_conversation_open(office: Office) -> None:
    first = DurableConversationHandler("first", [CommandHandler("satu", begin_well)], {Ask.NAME: []})
    second = DurableConversationHandler("second", [CommandHandler("dua", refuse)], {Ask.NAME: []})
    office.application = application_of(first, second)
    siti = office.person(1)
    await siti.says("/satu")
    before = await conversation_row(office)
    assert [reply.text for reply in await siti.says("/dua")] == ["tidak bisa"]
    assert (await conversation_row(office), before[:2]) == (before, ("first", "name"))


async def test_draft_that_is_no_json_fails_its_own_update_only(office: Office) -> None:
    async def keep_a_set(update: Update, context: BotContext) -> None:
        context.draft["x"] = {1, 2}

    async def greet(update: Update, context: BotContext) -> None:
        await update.effective_message.reply_text("halo")

    talk = DurableConversationHandler(
        "talk", [CommandHandler("mulai", begin_well)], {Ask.NAME: [MessageHandler(filters.TEXT, keep_a_set)]}
    )
    office.application = application_of(talk, TypeHandler(Update, greet))
    await office.person(1).says("/mulai")
    await office.receives(message=office.person(1).message(text="x"))
    await office.receives(message=office.person(2).message(text="y"))
    batch = await work_once(office)
    assert [call.chat_id for call in batch.calls] == [2]
    assert await inbox_states(office) == [("done", 0), ("pending", 1), ("done", 0)]


@pytest.mark.pitfall(8)
@pytest.mark.parametrize("words", ["select nothing_here from stalls", "select * from no_such_table"])
async def test_fault_that_the_database_reports_is_not_taken_for_its_absence(office: Office, words: str) -> None:
    """SQLite calls a wrong column an OperationalError, as it calls a locked file: tried for ever it would block all."""

    async def ask_wrongly(update: Update, context: BotContext) -> None:
        await context.session.execute(text(words))

    office.application = application_of(TypeHandler(Update, ask_wrongly))
    await office.person(1).says("x")
    assert await inbox_states(office) == [("dead", 5)]


@pytest.mark.pitfall(8)
async def test_number_too_large_for_its_column_is_not_taken_for_absence(office: Office) -> None:
    """asyncpg refuses it as an InterfaceError, before the server sees it."""

    async def write_large(update: Update, context: BotContext) -> None:
        context.session.add(Stall(name="besar", size=10**30))

    office.application = application_of(TypeHandler(Update, write_large))
    await office.person(1).says("x")
    assert await inbox_states(office) == [("dead", 5)]


async def test_nothing_of_a_unit_exists_outside(office: Office) -> None:
    with pytest.raises(OutsideUnitOfWork):
        current()


@pytest.mark.parametrize("name", ["user_data", "chat_data"])
async def test_what_would_live_in_memory_raises(office: Office, name: str) -> None:
    async def read(update: Update, context: BotContext) -> object:
        return getattr(context, name)

    with pytest.raises(KeptInMemory):
        await in_update(office, read)


async def test_draft_outside_a_conversation_raises(office: Office) -> None:
    async def read(update: Update, context: BotContext) -> object:
        return context.draft

    with pytest.raises(LookupError):
        await in_update(office, read)

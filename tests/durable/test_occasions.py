"""An occasion has its message once: however many clocks tick, workers work and copies arrive."""

from __future__ import annotations

import asyncio
from datetime import timedelta

import pytest
from telegram import Update
from telegram.ext import TypeHandler

from durable import clock, outbox
from durable.context import BotContext
from durable.database import Database
from durable.tables import Kind
from durable.work import outgoing
from tests.driver import BOT, Office

from .one_update import application_of, in_update, outbox_rows, work_once


async def remind(database: Database, key: str, text: str = "ingat") -> int:
    async with database.write() as connection:
        return await outbox.send_later(
            connection, BOT, 11, "sendMessage", {"text": text}, kind=Kind.REMINDER, now=clock.now(), unique_key=key
        )


@pytest.mark.pitfall(12)
async def test_second_reminder_of_an_occasion_is_not_written(office: Office) -> None:
    first = await remind(office.database, "ingat:1")
    assert [await remind(office.database, "ingat:1", "lagi"), await remind(office.database, "ingat:2")][0] == first
    rows = await outbox_rows(office.database, "unique_key", "params")
    assert [key for key, _ in rows] == ["ingat:1", "ingat:2"]
    assert "lagi" not in rows[0][1]


@pytest.mark.pitfall(9)
async def test_several_clocks_at_once_write_one_reminder(office: Office) -> None:
    url = office.database.engine.url.render_as_string(hide_password=False)
    clocks = [Database(url.replace("sqlite+inline", "sqlite").replace("+asyncpg", "")) for _ in range(4)]
    ids = await asyncio.gather(*(remind(database, "ingat:1", f"jam {n}") for n, database in enumerate(clocks)))
    assert len(set(ids)) == 1
    assert await outbox_rows(office.database, "id") == [(ids[0],)]
    for database in clocks:
        await database.close()


@pytest.mark.pitfall(12)
async def test_call_that_was_not_written_is_not_handed_to_the_sender(office: Office) -> None:
    async def act(update: Update, context: BotContext) -> None:
        with outgoing(kind=Kind.NOTICE, unique_key="kabar:1"):
            await context.bot.send_message(22, "kabar")
        await update.effective_message.reply_text("terima kasih")

    office.application = application_of(TypeHandler(Update, act))
    handed = []
    for _ in range(2):
        await office.receives(message=office.person(11).message(text="x"))
        handed.append([call.chat_id for call in (await work_once(office)).calls])
    assert handed == [[22, 11], [11]]
    assert len(await outbox_rows(office.database, "id")) == 3


async def test_two_chats_of_one_batch_with_the_same_key_send_once(office: Office) -> None:
    async def act(update: Update, context: BotContext) -> None:
        with outgoing(kind=Kind.NOTICE, unique_key="kabar:1"):
            await context.bot.send_message(22, "kabar")

    office.application = application_of(TypeHandler(Update, act))
    for chat in (1, 2, 3):
        await office.receives(message=office.person(chat).message(text="x"))
    batch = await work_once(office)
    assert (batch.handled, [call.chat_id for call in batch.calls]) == (3, [22])


async def test_marks_of_a_block_are_kept_and_end_with_it(office: Office) -> None:
    until = clock.now() + timedelta(hours=2)

    async def act(update: Update, context: BotContext) -> None:
        with outgoing(kind=Kind.REMINDER, about=("ticket", 5), useful_until=until, unique_key="k"):
            await update.effective_message.reply_text("satu")
        await update.effective_message.reply_text("dua")

    await in_update(office, act)
    first, second = await outbox_rows(office.database, "kind", "about_kind", "about_id", "expires_at", "unique_key")
    assert first == (Kind.REMINDER, "ticket", 5, until, "k")
    assert (second[:3], second[4]) == ((Kind.ANSWER, None, None), None)


async def test_writing_directly_inside_an_update_is_refused(office: Office) -> None:
    """The update has its supply of ids already: on SQLite both would take the same."""

    async def act(update: Update, context: BotContext) -> None:
        connection = await context.session.connection()
        await outbox.send_later(connection, BOT, 22, "sendMessage", {}, kind=Kind.NOTICE, now=context.now)

    with pytest.raises(outbox.InsideAnUpdate):
        await in_update(office, act)

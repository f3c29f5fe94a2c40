"""Two workers on one PostgreSQL: each update once, each chat in order, and a dead worker's share is taken over."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator

import pytest
from sqlalchemy import func, select, text
from telegram import Update
from telegram.ext import TypeHandler

from durable import clock, inbox
from durable.context import BotContext
from durable.database import Base, Database
from durable.processing import DatabaseAway, process_batch
from tests.driver import BOT, Office, no_apology

from .one_update import application_of, outbox_rows
from .test_inbox import message, states, store


@pytest.fixture
async def databases(postgresql_url: str) -> AsyncIterator[tuple[Database, Database]]:
    """Two processes' views of one database."""
    first, second = Database(postgresql_url), Database(postgresql_url)
    async with first.write() as connection:
        await connection.run_sync(Base.metadata.create_all)
    yield first, second
    await first.close()
    await second.close()


async def echo(update: Update, context: BotContext) -> None:
    await update.effective_message.reply_text(update.effective_message.text)
    await asyncio.sleep(0)


async def work_until_done(database: Database, limit: int) -> None:
    application = application_of(TypeHandler(Update, echo))
    idle = 0
    while idle < 3:
        batch = await process_batch(database, application, BOT, no_apology, limit)
        idle = 0 if batch.handled else idle + 1
        await asyncio.sleep(0.01 if batch.handled == 0 else 0)


@pytest.mark.pitfall(25)
async def test_two_workers_do_each_update_once_and_each_chat_in_order(databases: tuple[Database, Database]) -> None:
    updates = [message(n + 1, n % 17 + 1, str(n)) for n in range(340)]
    await store(databases[0], *updates)
    await asyncio.gather(*(work_until_done(database, limit) for database, limit in zip(databases, (5, 7), strict=True)))
    assert await states(databases[0]) == {"done": 340}
    sent = await outbox_rows(databases[0], "chat_id", "params")
    assert len(sent) == 340
    for chat in range(1, 18):
        said = [int(params.split('"text":"')[1].split('"')[0]) for one, params in sent if one == chat]
        assert said == list(range(chat - 1, 340, 17))


async def test_second_worker_takes_chats_behind_those_of_the_first(databases: tuple[Database, Database]) -> None:
    await store(databases[0], *(message(n, n, "x") for n in range(1, 11)))
    async with databases[0].write() as one, databases[1].write() as two:
        first = await inbox.claim(one, BOT, clock.now(), 4)
        second = await inbox.claim(two, BOT, clock.now(), 4)
    assert [[claimed.chat.chat_id for claimed in share] for share in (first, second)] == [[1, 2, 3, 4], [5, 6, 7, 8]]


@pytest.mark.pitfall(30)
async def test_worker_killed_in_mid_transaction_leaves_its_update_to_another(
    databases: tuple[Database, Database],
) -> None:
    await store(databases[0], message(1, 11, "halo"))

    async def dies(update: Update, context: BotContext) -> None:
        await echo(update, context)
        await context.session.execute(text("select 1"))
        own = (await context.session.execute(text("select pg_backend_pid()"))).scalar_one()
        async with databases[1].write() as connection:
            await connection.execute(select(func.pg_terminate_backend(own)))
        await context.session.execute(text("select 1"))

    with pytest.raises(DatabaseAway):
        await process_batch(databases[0], application_of(TypeHandler(Update, dies)), BOT, no_apology)
    assert (await outbox_rows(databases[1], "id"), await states(databases[1])) == ([], {"pending": 1})
    await work_until_done(databases[1], 5)
    async with databases[1].read() as connection:
        rows = await connection.execute(select(inbox.inbox.c.state, inbox.inbox.c.attempts))
        assert [tuple(row) for row in rows] == [("done", 0)]
    assert len(await outbox_rows(databases[1], "id")) == 1


@pytest.mark.pitfall(30)
async def test_connection_that_dies_after_the_handlers_blames_nobody(databases: tuple[Database, Database]) -> None:
    await store(databases[0], message(1, 11, "halo"))

    async def cut_after(update: Update, context: BotContext) -> None:
        own = (await context.work.connection.execute(text("select pg_backend_pid()"))).scalar_one()
        async with databases[1].write() as connection:
            await connection.execute(select(func.pg_terminate_backend(own)))

    with pytest.raises(DatabaseAway):
        await process_batch(databases[0], application_of(TypeHandler(Update, cut_after)), BOT, no_apology)
    await work_until_done(databases[0], 5)  # the same process goes on with a new connection
    assert await states(databases[1]) == {"done": 1}


async def test_worker_waits_for_no_chat_that_another_holds(databases: tuple[Database, Database]) -> None:
    await store(databases[0], message(1, 11, "satu"), message(2, 12, "dua"))
    office = Office(databases[1], application_of(TypeHandler(Update, echo)))
    async with databases[0].write() as connection:
        held = await inbox.claim(connection, BOT, clock.now(), 1)
        batch = await process_batch(databases[1], office.application, BOT, no_apology)
        assert ([one.chat.chat_id for one in held], [call.chat_id for call in batch.calls]) == ([11], [12])


async def test_lost_race_for_an_update_is_not_worked_on_twice(databases: tuple[Database, Database]) -> None:
    """Lock first, load after: the look at the inbox was stale when the lock came free."""
    await store(databases[0], message(1, 11, "satu"))
    async with databases[1].write() as late:
        stale = inbox._waiting
        assert list(await late.scalars(stale, {"bot": BOT, "now": clock.now()})) != []
        await work_until_done(databases[0], 5)
        assert await inbox.claim(late, BOT, clock.now(), 5) == []

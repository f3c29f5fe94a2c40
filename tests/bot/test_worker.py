"""The worker: what fails is tried again or named, and whatever happens it goes on."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import select, update
from sqlalchemy.exc import OperationalError
from telegram import Update
from telegram.ext import TypeHandler

from bot import worker as worker_module
from bot.worker import Worker
from durable import clock, inbox, outbox
from durable.application import BotApplication
from durable.context import BotContext
from durable.database import Database
from durable.work import Call
from tests.driver import BOT
from tests.durable.conftest import apologise
from tests.durable.one_update import application_of, outbox_rows
from tests.durable.test_inbox import message, store


class Handed:
    """Stands where the sender is: keeps what it is given."""

    def __init__(self) -> None:
        self.calls: list[Call] = []
        self.woken: list[int] = []

    def offer(self, calls: list[Call]) -> None:
        self.calls.extend(calls)

    def wake(self, chats: set[int]) -> None:
        self.woken.extend(sorted(chats))


async def echo(update: Update, context: BotContext) -> None:
    await update.effective_message.reply_text(update.effective_message.text)


@asynccontextmanager
async def working(database: Database, application: BotApplication | None = None) -> AsyncIterator[Handed]:
    handed = Handed()
    chosen = application or application_of(TypeHandler(Update, echo))
    worker = Worker(database, chosen, BOT, apologise, handed, 0.05)  # type: ignore[arg-type]
    task = asyncio.create_task(worker.run())
    try:
        yield handed
    finally:
        task.cancel()
        (ended,) = await asyncio.gather(task, return_exceptions=True)
        assert isinstance(ended, asyncio.CancelledError), ended


async def states(database: Database) -> list[tuple[Any, ...]]:
    async with database.read() as connection:
        i = inbox.inbox.c
        return [tuple(row) for row in await connection.execute(select(i.state, i.attempts).order_by(i.id))]


async def until(database: Database, wanted: list[tuple[str, int]], retries_now: bool = False) -> None:
    """Waits until the inbox is as wanted; with `retries_now` takes the waiting out of retries."""
    async with asyncio.timeout(10):
        while await states(database) != wanted:
            if retries_now:
                async with database.write() as connection:
                    # Only those: a lock on a chat that is being worked on would make the worker pass over it.
                    waiting = inbox.conversations.c.retry_at.is_not(None)
                    await connection.execute(update(inbox.conversations).where(waiting).values(retry_at=None))
            await asyncio.sleep(0.02)


async def test_what_was_committed_is_handed_to_the_sender(database: Database) -> None:
    await store(database, message(1, 11, "satu"), message(2, 12, "dua"))
    async with working(database) as handed:
        await until(database, [("done", 0)] * 2)
        await asyncio.sleep(0)
    assert ([call.chat_id for call in handed.calls], handed.woken) == ([11, 12], [11, 12])


@pytest.mark.pitfall(30)
async def test_worker_stopped_in_mid_batch_leaves_its_update_to_the_next_start(database: Database) -> None:
    begun, never = asyncio.Event(), asyncio.Event()

    async def hang(update: Update, context: BotContext) -> None:
        await echo(update, context)
        begun.set()
        await never.wait()

    await store(database, message(1, 11, "satu"))
    async with working(database, application_of(TypeHandler(Update, hang))):
        await begun.wait()
    assert (await states(database), await outbox_rows(database, "id")) == ([("pending", 0)], [])
    async with working(database):
        await until(database, [("done", 0)])
    assert len(await outbox_rows(database, "id")) == 1


async def test_database_that_is_away_for_a_moment_blames_nobody(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(worker_module, "_AWAY_SECONDS", 0.05)
    real, failures = inbox.claim, iter([OSError("refused")] * 3)

    async def claim(*words: Any) -> Any:
        for failure in failures:
            raise failure
        return await real(*words)

    monkeypatch.setattr(inbox, "claim", claim)
    await store(database, message(1, 11, "satu"))
    async with working(database):
        await until(database, [("done", 0)])


@pytest.mark.pitfall(8)
@pytest.mark.pitfall(13)
async def test_update_that_fails_only_at_the_commit_is_found_among_the_others(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The fault has no name there: the batch is worked on one by one, and the one that fails alone is blamed."""
    real = outbox.put

    async def put(connection: Any, calls: list[Call], *words: Any) -> Any:
        if any("racun" in call.params for call in calls):
            raise ValueError("cannot be written")
        return await real(connection, calls, *words)

    monkeypatch.setattr(outbox, "put", put)
    await store(database, message(1, 11, "satu"), message(2, 12, "racun"), message(3, 13, "tiga"))
    async with working(database):
        await until(database, [("done", 0), ("dead", 5), ("done", 0)], retries_now=True)
    sent = [(chat, params.split('"text":')[1]) for chat, params in await outbox_rows(database, "chat_id", "params")]
    assert sorted(sent) == [(11, '"satu"}'), (12, '"maaf"}'), (13, '"tiga"}')]


async def test_database_that_goes_while_the_culprit_is_sought_does_not_end_the_worker(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(worker_module, "_AWAY_SECONDS", 0.05)
    faults = iter([ValueError("x")] * 2)

    async def process_batch(*words: Any) -> Any:
        for fault in faults:
            raise fault
        return await real(*words)

    async def blame(*_: Any) -> None:
        raise OperationalError("select", {}, Exception("away"))

    real = worker_module.process_batch
    monkeypatch.setattr(worker_module, "process_batch", process_batch)
    monkeypatch.setattr(worker_module, "blame_oldest", blame)
    await store(database, message(1, 11, "satu"))
    async with working(database):
        await until(database, [("done", 0)])


@pytest.mark.pitfall(8)
async def test_waits_between_attempts_are_those_of_the_design(database: Database) -> None:
    async def fail(update: Update, context: BotContext) -> None:
        raise RuntimeError("broken")

    application, waits = application_of(TypeHandler(Update, fail)), []
    await store(database, message(1, 11, "satu"))
    from durable.processing import process_batch

    for _ in range(4):
        async with database.write() as connection:
            await connection.execute(update(inbox.conversations).values(retry_at=None))
        before = clock.now()
        await process_batch(database, application, BOT, apologise)
        async with database.read() as connection:
            retry_at = await connection.scalar(select(inbox.conversations.c.retry_at))
        assert retry_at is not None
        waits.append(round((retry_at - before) / timedelta(seconds=1)))
    assert waits == [1, 3, 6, 10]

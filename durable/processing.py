"""One batch of updates, each its own unit of work, committed together."""

from __future__ import annotations

import logging
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from datetime import datetime

import orjson
from sqlalchemy import update as sql_update
from sqlalchemy.ext.asyncio import AsyncConnection
from telegram import Update

from durable import clock, inbox, outbox, work
from durable.application import BotApplication
from durable.away import is_away
from durable.database import Database
from durable.tables import Kind
from durable.work import Call, File, UnitOfWork

logger = logging.getLogger(__name__)

BATCH = 24

Apologise = Callable[[UnitOfWork], Awaitable[None]]
"""Called in the chat of a dead letter, to say sorry and to tell staff; its calls are committed."""


class DatabaseAway(Exception):
    """The database did not answer or was locked: nobody's fault, no attempt is counted."""


@dataclass(slots=True)
class Batch:
    """What a batch has done: how many updates, and the calls now waiting to be sent."""

    handled: int = 0
    dead: int = 0
    calls: list[Call] = field(default_factory=list)
    woken_chats: set[int] = field(default_factory=set)


async def process_batch(
    database: Database, application: BotApplication, bot: int, apologise: Apologise, limit: int = BATCH
) -> Batch:
    """Claims up to `limit` chats, works on the oldest update of each, and commits everything at once.

    Raises DatabaseAway when the database failed as a whole; then nothing has happened.
    """
    try:
        async with database.write() as connection:
            return await _process(connection, application, bot, apologise, limit)
    except Exception as error:
        if isinstance(error, OSError) or is_away(error):
            raise DatabaseAway(type(error).__name__) from error
        raise


async def _process(
    connection: AsyncConnection, application: BotApplication, bot: int, apologise: Apologise, limit: int
) -> Batch:
    now = clock.now()
    claimed = await inbox.claim(connection, bot, now, limit)
    batch = Batch()
    if not claimed:
        return batch
    ids = await outbox.fresh_ids(connection, len(claimed))
    done: list[int] = []
    files: dict[str, File] = {}
    for row, own_ids in zip(claimed, ids, strict=True):
        unit = UnitOfWork(connection, row.chat, row.id, {}, now, own_ids, row.attempts)
        error = await _run(application, unit, row.payload)
        if error is None:
            done.append(row.id)
            unit.chat.retry_at = None
            if not unit.is_synthetic:
                _hear_from(unit, now)
        else:
            if is_away(error):
                raise error  # the whole batch is tried again, nobody is blamed
            await unit.undo()
            await _count_failure(connection, unit, apologise, error, batch)
        if unit.chat.unreachable_at is None and not unit.is_synthetic:
            batch.woken_chats.add(unit.chat.chat_id)
        batch.calls.extend(unit.calls)
        files |= unit.files
    batch.handled = len(claimed)
    await inbox.save_chats(connection, (row.chat for row in claimed))
    await inbox.finish(connection, done, now)
    batch.calls = await outbox.put(connection, batch.calls, files.values())
    await _wake_waiting(connection, bot, batch.woken_chats, now)
    return batch


async def _run(application: BotApplication, unit: UnitOfWork, payload: str) -> BaseException | None:
    """Runs the handlers on one update; returns what went wrong, or None."""
    with work.entered(unit):
        try:
            unit.payload = orjson.loads(payload)
            update = Update.de_json(
                unit.payload if not unit.is_synthetic else {"update_id": -unit.inbox_id}, application.bot
            )
            await application.process_update(update)
            if unit.error is None:
                work.dumps(unit.chat.drafts)  # a draft that is no JSON is this update's fault, not its batch's
                await unit.keep()
        except Exception as error:
            return error
    return unit.error


def _hear_from(unit: UnitOfWork, now: datetime) -> None:
    """The person has written: reachable again, unless this very update says they left."""
    unit.chat.last_heard_at = now
    if "my_chat_member" not in unit.payload:
        unit.chat.unreachable_at = unit.chat.unreachable_reason = None


async def _count_failure(
    connection: AsyncConnection, unit: UnitOfWork, apologise: Apologise, error: BaseException, batch: Batch
) -> None:
    # The type and place are enough to find the fault; the message may hold what the person wrote.
    logger.error("update_failed", extra={"inbox_id": unit.inbox_id, "error": describe(error)})
    wait = await inbox.fail(connection, unit.inbox_id, unit.attempts, describe(error), unit.now)
    if wait is not None:
        unit.chat.retry_at = unit.now + wait
        return
    batch.dead += 1
    unit.chat.retry_at = None
    unit.error = None
    with work.entered(unit):
        try:
            await apologise(unit)
            await unit.keep()
        except Exception as second:
            await unit.undo()
            logger.error("apology_failed", extra={"inbox_id": unit.inbox_id, "error": describe(second)})


def describe(error: BaseException) -> str:
    """Type and place of an error, without its message, which may hold personal data."""
    last = error.__traceback__
    while last is not None and last.tb_next is not None:
        last = last.tb_next
    place = f" at {last.tb_frame.f_code.co_filename.rsplit('/', 1)[-1]}:{last.tb_lineno}" if last else ""
    return f"{type(error).__name__}{place}"


async def _wake_waiting(connection: AsyncConnection, bot: int, chats: set[int], now: datetime) -> None:
    """What waits for a retry goes out at once when its person writes again, and a notice does not wait for morning."""
    table = outbox.outbox
    if chats:
        waiting = (table.c.bot == bot) & table.c.chat_id.in_(chats) & (table.c.state == "pending")
        is_wanted = (table.c.attempts > 0) | (table.c.kind == int(Kind.NOTICE))
        retried = waiting & is_wanted & (table.c.due_at > now)
        await connection.execute(sql_update(table).where(retried).values(due_at=now))


async def blame_oldest(database: Database, bot: int, error: BaseException, apologise: Apologise) -> None:
    """Counts a failed attempt for the oldest update waiting: alone in its batch, it failed at the commit."""
    now = clock.now()
    async with database.write() as connection:
        for row in await inbox.claim(connection, bot, now, 1):
            (ids,) = await outbox.fresh_ids(connection, 1)
            unit = UnitOfWork(connection, row.chat, row.id, {"update_id": None}, now, ids, row.attempts)
            await _count_failure(connection, unit, apologise, error, Batch())
            await inbox.save_chats(connection, [row.chat])
            await outbox.put(connection, unit.calls, unit.files.values())

"""The one clock: its offset is shared, kept, and only grows; instants always have a zone."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta, timezone

import pytest
from sqlalchemy import insert, select
from sqlalchemy.exc import StatementError

from durable import clock, inbox
from durable.database import Database
from tests.driver import BOT

HOUR = timedelta(hours=1)


@pytest.fixture(autouse=True)
def no_offset_afterwards() -> Iterator[None]:
    yield
    clock._offset = timedelta(0)


def offset() -> timedelta:
    """How far the clock is ahead, to the second."""
    return timedelta(seconds=round((clock.now() - clock.real_now()).total_seconds()))


async def test_offset_is_kept_for_the_next_process(database: Database) -> None:
    async with database.write() as connection:
        await clock.move_forward(connection, HOUR)
        await clock.move_forward(connection, 2 * HOUR)
    assert offset() == 3 * HOUR
    clock._offset = timedelta(0)  # another process, or a later one
    async with database.read() as connection:
        await clock.load_offset(connection)
    assert offset() == 3 * HOUR


async def test_step_back_is_refused(database: Database) -> None:
    async with database.write() as connection:
        await clock.move_forward(connection, HOUR)
        with pytest.raises(ValueError, match="forward"):
            await clock.move_forward(connection, timedelta(seconds=-1))
    assert offset() == HOUR


async def test_differences_do_not_jump_with_the_offset(database: Database) -> None:
    before = clock.monotonic()
    async with database.write() as connection:
        await clock.move_forward(connection, 24 * HOUR)
    assert clock.monotonic() - before < 60


def test_now_is_in_utc() -> None:
    assert clock.now().tzinfo is UTC


@pytest.mark.parametrize("given", [datetime(2026, 1, 2, 3, 4, 5), datetime(2026, 1, 2)])  # noqa: DTZ001
async def test_instant_without_a_zone_is_refused(database: Database, given: datetime) -> None:
    with pytest.raises(StatementError, match="time zone"):  # noqa: PT012
        async with database.write() as connection:
            row = {"bot": BOT, "chat_id": 1, "last_heard_at": given}
            await connection.execute(insert(inbox.conversations).values(row))


async def test_instant_comes_back_as_the_same_instant_in_utc(database: Database) -> None:
    wita = datetime(2026, 3, 1, 6, 30, 15, 250_000, timezone(timedelta(hours=8)))
    async with database.write() as connection:
        row = {"bot": BOT, "chat_id": 1, "last_heard_at": wita, "retry_at": None}
        await connection.execute(insert(inbox.conversations).values(row))
    async with database.read() as connection:
        c = inbox.conversations.c
        (found,) = await connection.execute(select(c.last_heard_at, c.retry_at))
    assert (found.last_heard_at, found.last_heard_at.tzinfo, found.retry_at) == (wita, UTC, None)

"""What was kept only for delivery is emptied, then forgotten; the newest outbox id is never given twice."""

from __future__ import annotations

from datetime import timedelta

from sqlalchemy import func, select

from durable import clock, dispatch, inbox, outbox
from durable.database import Database
from tests.driver import Office


async def rows(database: Database) -> tuple[int, int, int]:
    """(updates, calls, calls that still hold their words)."""
    async with database.read() as connection:
        updates = await connection.scalar(select(func.count()).select_from(inbox.inbox))
        calls = await connection.scalar(select(func.count()).select_from(outbox.outbox))
        told = select(func.count()).select_from(outbox.outbox).where(outbox.outbox.c.params != "{}")
        return updates, calls, await connection.scalar(told)


async def prune_after(database: Database, days: int) -> tuple[int, int, int]:
    async with database.write() as connection:
        later = clock.now() + timedelta(days=days)
        await inbox.prune(connection, later)
        await dispatch.prune(connection, later)
    return await rows(database)


async def test_rows_are_emptied_and_then_forgotten(office: Office) -> None:
    siti = office.person(11)
    for word in ("satu", "dua", "tiga"):
        await siti.says(word)
    assert await prune_after(office.database, 29) == (3, 3, 3)
    assert await prune_after(office.database, 31) == (3, 3, 0)
    assert await prune_after(office.database, 61) == (0, 3, 0)
    assert await prune_after(office.database, 401) == (0, 1, 0)


async def test_ids_go_on_after_everything_old_is_forgotten(office: Office) -> None:
    siti = office.person(11)
    await siti.says("satu")
    await siti.says("dua")
    async with office.database.read() as connection:
        last = await connection.scalar(select(func.max(outbox.outbox.c.id)))
    await prune_after(office.database, 500)
    await siti.says("tiga")
    async with office.database.read() as connection:
        assert await connection.scalar(select(func.max(outbox.outbox.c.id))) > last

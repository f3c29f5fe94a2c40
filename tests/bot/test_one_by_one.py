"""A fault in one row holds up no other; a database that is away ends the tick."""

from __future__ import annotations

import logging
import sqlite3

import pytest
from sqlalchemy import select
from sqlalchemy.exc import OperationalError
from sqlalchemy.ext.asyncio import AsyncSession

from bot.one_by_one import one_by_one
from durable.database import Database
from models import Person
from tests.services.conftest import NOW


async def _add(session: AsyncSession, row: int) -> bool:
    session.add(Person(name=str(row), created_at=NOW))
    await session.flush()
    if row == 2:
        raise ValueError
    return row != 3


async def _names(database: Database) -> list[str | None]:
    async with database.read() as connection, AsyncSession(bind=connection) as session:
        return list(await session.scalars(select(Person.name).where(Person.name.is_not(None)).order_by(Person.id)))


async def test_fault_in_one_row_undoes_only_that_row(database: Database, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.ERROR, "bot.one_by_one"):
        done = await one_by_one(database, "test", [1, 2, 3, 4], _add)
    assert done == [1, 4]
    assert await _names(database) == ["1", "3", "4"]
    assert [(record.message, record.row) for record in caplog.records] == [("row_not_done", 2)]  # type: ignore[attr-defined]


async def test_database_that_is_away_ends_the_tick(database: Database) -> None:
    error = sqlite3.OperationalError()
    error.sqlite_errorcode = sqlite3.SQLITE_BUSY

    async def away(session: AsyncSession, row: int) -> None:
        raise OperationalError("", {}, error)

    with pytest.raises(OperationalError):
        await one_by_one(database, "test", [1, 2], away)

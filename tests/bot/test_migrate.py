"""The migrations make exactly the tables that the code declares, on both databases."""

from __future__ import annotations

from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import Connection, text

import models  # noqa: F401  the office's tables
from bot import backup
from bot.migrate import NewerDatabase, migrate
from durable import clock
from durable.database import Base, Database


def differences(connection: Connection) -> list[object]:
    return compare_metadata(MigrationContext.configure(connection, opts={"compare_type": True}), Base.metadata)


async def test_migrated_database_has_the_declared_tables(database_url: str) -> None:
    database = Database(database_url)
    assert [await migrate(database, clock.now()), await migrate(database, clock.now())] == [True, False]
    async with database.read() as connection:
        assert await connection.run_sync(differences) == []
    await database.close()


async def test_newer_database_is_refused(database_url: str) -> None:
    database = Database(database_url)
    await migrate(database, clock.now())
    async with database.write() as connection:
        await connection.execute(text("update alembic_version set version_num = '9999'"))
    with pytest.raises(NewerDatabase):
        await migrate(database, clock.now())
    await database.close()


async def test_backup_is_made_before_an_upgrade(sqlite_url: str, tmp_path: Path) -> None:
    database = Database(sqlite_url)
    await migrate(database, clock.now())
    async with database.write() as connection:
        await connection.execute(text("update alembic_version set version_num = '0000'"))
    with pytest.raises(NewerDatabase):
        await migrate(database, clock.now())
    await database.close()
    assert len(list(backup.folder(tmp_path / "test.db").glob("*before-*"))) == 1

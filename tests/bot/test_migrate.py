"""The migrations make exactly the tables that the code declares, on both databases."""

from __future__ import annotations

import shutil
import sqlite3
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, text

import models  # noqa: F401  the office's tables
from bot import backup
from bot import migrate as migrations
from bot.migrate import NewerDatabase, migrate
from bot.settings import ROOT
from durable import clock
from durable.database import Base, Database

NEXT_MIGRATION = """
from alembic import op
revision, down_revision = "9000", "{head}"
def upgrade(): op.execute("create table later (id integer)")
def downgrade(): op.execute("drop table later")
"""


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


async def test_backup_is_made_before_an_upgrade(
    sqlite_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    database = Database(sqlite_url)
    await migrate(database, clock.now())
    next_version = tmp_path / "migrations"
    shutil.copytree(ROOT / "migrations", next_version)
    head = ScriptDirectory.from_config(migrations.config()).get_current_head()
    (next_version / "versions" / "9000_next.py").write_text(NEXT_MIGRATION.replace("{head}", str(head)))
    found = Config()
    found.set_main_option("script_location", str(next_version))
    monkeypatch.setattr(migrations, "config", lambda: found)
    assert await migrate(database, clock.now()) is True
    await database.close()
    (copy,) = backup.folder(tmp_path / "test.db").glob("*-before-9000.db.gz")
    backup.restore_sqlite(copy, tmp_path / "old.db", clock.now())
    with sqlite3.connect(tmp_path / "old.db") as old:
        assert old.execute("select version_num from alembic_version").fetchall() == [(head,)]

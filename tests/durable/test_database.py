"""SQLite under several writers, and what a database may be."""

from __future__ import annotations

import asyncio
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest
from sqlalchemy import text
from sqlalchemy.exc import OperationalError

from bot.settings import ROOT
from durable import away, values
from durable.database import Base, Database, create_engine, driver_url

WRITERS, SECONDS = 4, 3.0


@pytest.fixture
async def sqlite(sqlite_url: str) -> Database:
    database = Database(sqlite_url)
    async with database.write() as connection:
        await connection.run_sync(Base.metadata.create_all)
    return database


@pytest.mark.pitfall(24)
async def test_four_processes_write_at_once_and_none_is_locked_out(sqlite: Database, sqlite_url: str) -> None:
    await sqlite.close()
    command = [sys.executable, "-m", "tests.durable.writing_process", sqlite_url]
    started = [
        subprocess.Popen(
            [*command, name, str(SECONDS)], cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
        )
        for name in ("own-1", "own-2", "shared", "shared")
    ]
    ended = [process.communicate(timeout=60) for process in started]
    assert [error for _, error in ended] == [""] * WRITERS
    written = [int(out) for out, _ in ended]
    assert min(written) > 0
    async with sqlite.read() as connection:
        counted = [int(await values.read(connection, name) or 0) for name in ("own-1", "own-2", "shared")]
    assert counted == [written[0], written[1], written[2] + written[3]]
    await sqlite.close()


async def test_writer_has_the_file_from_its_first_statement(sqlite: Database, tmp_path: Path) -> None:
    """BEGIN IMMEDIATE: what would fail later, when a reader turns writer, waits at the beginning."""
    other = sqlite3.connect(tmp_path / "test.db", timeout=0, isolation_level=None)
    async with sqlite.write() as connection:
        await connection.execute(text("select 1"))
        with pytest.raises(sqlite3.OperationalError, match="locked"):
            other.execute("BEGIN IMMEDIATE")
        other.execute("BEGIN")
        assert other.execute("select count(*) from inbox").fetchone() == (0,)  # readers are never in the way
        other.execute("ROLLBACK")
    other.execute("BEGIN IMMEDIATE")
    other.close()
    await sqlite.close()


async def test_reader_sees_what_was_committed_while_a_writer_works(sqlite: Database) -> None:
    async with sqlite.write() as connection:
        await values.write(connection, "x", "new")
        async with sqlite.read() as reader:
            assert await values.read(reader, "x") is None
    async with sqlite.read() as reader:
        assert await values.read(reader, "x") == "new"
    await sqlite.close()


async def test_writers_of_one_process_take_turns(sqlite: Database) -> None:
    async def add_one() -> None:
        async with sqlite.write() as connection:
            found = int(await values.read(connection, "x") or 0)
            await asyncio.sleep(0)
            await values.write(connection, "x", str(found + 1))

    await asyncio.gather(*(add_one() for _ in range(20)))
    async with sqlite.read() as reader:
        assert await values.read(reader, "x") == "20"
    await sqlite.close()


ASKS = """
import asyncio, sys
from durable.database import Database

async def ask():
    async with Database(sys.argv[1]).read() as connection:
        for name in ("journal_mode", "synchronous", "foreign_keys", "busy_timeout"):
            print((await connection.exec_driver_sql(f"PRAGMA {name}")).scalar())

asyncio.run(ask())
"""


def test_file_is_safe_against_a_power_cut(sqlite_url: str) -> None:
    # In a process of its own: the tests' own one lets SQLite forget.
    asked = subprocess.run(
        [sys.executable, "-c", ASKS, sqlite_url], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert asked.stdout.split() == ["wal", "2", "1", "10000"]


async def test_locked_file_is_an_absence_and_a_wrong_statement_is_not(sqlite: Database, tmp_path: Path) -> None:
    other = sqlite3.connect(tmp_path / "test.db", isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    async with sqlite.read() as connection:
        await connection.exec_driver_sql("PRAGMA busy_timeout=10")
        with pytest.raises(OperationalError) as locked:
            await connection.execute(text("insert into engine_values values ('a', 'b')"))
    async with sqlite.read() as connection:
        with pytest.raises(OperationalError) as wrong:
            await connection.execute(text("select no_such_column from inbox"))
    assert [away.is_away(error.value) for error in (locked, wrong)] == [True, False]
    other.close()
    await sqlite.close()


async def test_session_that_raises_leaves_nothing(database: Database) -> None:
    with pytest.raises(ZeroDivisionError):  # noqa: PT012
        async with database.session() as session:
            await values.write(await session.connection(), "x", "1")
            raise ZeroDivisionError
    async with database.read() as connection:
        assert await values.read(connection, "x") is None


@pytest.mark.parametrize(
    ("plain", "driver"),
    [
        ("sqlite:///data/x.db", "sqlite+inline"),
        ("postgresql://u:p@h/d", "postgresql+asyncpg"),
        ("postgres://u:p@h/d", "postgresql+asyncpg"),
    ],
)
def test_address_gets_the_driver_of_the_project(plain: str, driver: str) -> None:
    assert driver_url(plain).drivername == driver


def test_other_kind_of_database_is_refused_in_words() -> None:
    with pytest.raises(ValueError, match="mysql"):
        create_engine("mysql://h/d")

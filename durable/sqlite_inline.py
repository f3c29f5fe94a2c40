"""SQLite on the event loop's own thread.

The usual async driver hands every call to a thread and back, which cost a third of an update's time
where this was measured. SQLite answers in microseconds, so the loop may wait for it; only a commit, which
waits for the disk, goes to a thread. What a loop must never do is to wait for a lock that another
coroutine of the same loop holds: `Database.write()` lets one writer in at a time.
"""

from __future__ import annotations

import asyncio
import sqlite3
from collections.abc import Callable
from typing import Any

from sqlalchemy import pool
from sqlalchemy.dialects import registry
from sqlalchemy.dialects.sqlite.pysqlite import SQLiteDialect_pysqlite
from sqlalchemy.engine.url import URL
from sqlalchemy.util import await_only


async def _no_wait() -> None:
    """SQLAlchemy's async layer asks that a statement awaits something; this returns at once."""


async def _in_thread(commit: Callable[[], None]) -> None:
    """Commits in a thread; when cancelled meanwhile, waits all the same until it is known how it ended."""
    running = asyncio.get_running_loop().run_in_executor(None, commit)
    try:
        await asyncio.shield(running)
    except asyncio.CancelledError:
        await asyncio.wait([running])
        raise


class _Cursor(sqlite3.Cursor):
    async def _async_soft_close(self) -> None:
        """What SQLAlchemy's async layer calls after each result; nothing is held that needs closing."""


class _Connection(sqlite3.Connection):
    def cursor(self, factory: Any = _Cursor) -> Any:
        return super().cursor(factory)


class SQLiteDialect_inline(SQLiteDialect_pysqlite):
    """The standard library's sqlite3, called directly, under SQLAlchemy's async engine."""

    driver = "inline"
    is_async = True
    supports_statement_cache = True

    def do_execute(self, cursor: Any, statement: str, parameters: Any, context: Any = None) -> None:
        await_only(_no_wait())
        cursor.execute(statement, parameters)

    def do_executemany(self, cursor: Any, statement: str, parameters: Any, context: Any = None) -> None:
        await_only(_no_wait())
        cursor.executemany(statement, parameters)

    def do_commit(self, dbapi_connection: Any) -> None:
        # A commit waits for the disk, milliseconds in which the loop can send and receive.
        if dbapi_connection.in_transaction:
            await_only(_in_thread(dbapi_connection.commit))

    def create_connect_args(self, url: URL) -> Any:
        arguments, options = super().create_connect_args(url)
        # Used by one thread at a time: the loop's own, or the one that commits while the loop waits for it.
        return arguments, {**options, "factory": _Connection, "check_same_thread": False}

    @classmethod
    def get_pool_class(cls, url: URL) -> type[pool.Pool]:
        return pool.AsyncAdaptedQueuePool


registry.register("sqlite.inline", __name__, "SQLiteDialect_inline")

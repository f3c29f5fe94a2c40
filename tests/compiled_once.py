"""Statements are compiled once per test process, as they are once per bot.

An engine compiles each statement it meets the first time, which is two thirds of a statement's cost. A bot has one
engine for its life; tests open a new one for each database, and would compile everything again.
"""

from __future__ import annotations

from typing import Any

from sqlalchemy.dialects.postgresql.asyncpg import PGDialect_asyncpg
from sqlalchemy.ext.asyncio import AsyncEngine, create_async_engine
from sqlalchemy.util import LRUCache

from durable import database
from durable.sqlite_inline import SQLiteDialect_inline

_statements: LRUCache[Any, Any] = LRUCache(5000)


def compile_once() -> None:
    """From now on all engines of a kind share what they compiled: the key of it holds the engine's dialect."""
    for dialect in (SQLiteDialect_inline, PGDialect_asyncpg):
        dialect.__hash__ = lambda self: hash(type(self))  # type: ignore[method-assign]
        dialect.__eq__ = lambda self, other: type(self) is type(other)  # type: ignore[method-assign]

    database.create_async_engine = _create_async_engine


def _create_async_engine(*given: Any, **named: Any) -> AsyncEngine:
    engine = create_async_engine(*given, **named)
    engine.sync_engine._compiled_cache = _statements
    return engine

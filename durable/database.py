"""The declarative base, the column type for instants, and one way to open either database."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, ClassVar

import orjson
from sqlalchemy import Connection, DateTime, MetaData, event
from sqlalchemy.engine import Dialect
from sqlalchemy.engine.url import URL, make_url
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine, AsyncSession, create_async_engine
from sqlalchemy.orm import DeclarativeBase
from sqlalchemy.types import TypeDecorator

from durable import sqlite_inline  # noqa: F401  registers the dialect


class UtcDateTime(TypeDecorator[datetime]):
    """An instant: an aware datetime in UTC, in Python and in the database.

    SQLite drops time zones without a word, so a naive value is refused before it is bound
    and the zone is put back when a row is read.
    """

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("an instant needs a time zone: use durable.clock.now()")
        return value.astimezone(UTC)

    def process_result_value(self, value: Any | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        found: datetime = value
        return found.replace(tzinfo=UTC) if found.tzinfo is None else found.astimezone(UTC)


class Base(DeclarativeBase):
    """The one base of all tables, the engine's and the office's, so that migrations see both."""

    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(table_name)s_%(column_0_N_name)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "ck": "ck_%(table_name)s_%(constraint_name)s",
            "fk": "fk_%(table_name)s_%(column_0_N_name)s",
            "pk": "pk_%(table_name)s",
        }
    )
    type_annotation_map: ClassVar[dict[Any, Any]] = {datetime: UtcDateTime}


BUSY_TIMEOUT_MS = 10_000
SQLITE_PRAGMAS = {
    "journal_mode": "WAL",
    "synchronous": "FULL",
    "foreign_keys": "ON",
    "busy_timeout": str(BUSY_TIMEOUT_MS),
    "secure_delete": "ON",
}
"""What every connection to SQLite begins with: a commit has reached the disk when it returns, and what is deleted is
overwritten."""
_READS_ONLY = {"reads_only": True}


def driver_url(url: str) -> URL:
    """The address with the driver we use; people write sqlite:///file or postgresql://...

    Raises ValueError for any other kind of database.
    """
    parsed = make_url(url)
    match parsed.get_backend_name():
        case "sqlite":
            return parsed.set(drivername="sqlite+inline")
        case "postgresql" | "postgres":
            return parsed.set(drivername="postgresql+asyncpg")
        case other:
            raise ValueError(f"a database of the kind {other!r} is not supported: use sqlite:/// or postgresql://")


def create_engine(url: str) -> AsyncEngine:
    """An async engine on SQLite (a file) or PostgreSQL, set up so that writers never deadlock.

    SQLite: WAL, synchronous=FULL, foreign keys, and BEGIN IMMEDIATE for whatever may write: a
    transaction that starts as a reader and turns writer fails with "database is locked" at once.
    """
    address = driver_url(url)
    if address.get_backend_name() != "sqlite":
        return create_async_engine(
            address, json_serializer=_dumps, json_deserializer=orjson.loads, pool_pre_ping=True, hide_parameters=True
        )
    if address.database:
        Path(address.database).parent.mkdir(parents=True, exist_ok=True)
    engine = create_async_engine(address, json_serializer=_dumps, json_deserializer=orjson.loads, hide_parameters=True)
    event.listen(engine.sync_engine, "connect", _prepare_sqlite)
    event.listen(engine.sync_engine, "begin", _begin_sqlite)
    return engine


def _dumps(value: Any) -> str:
    return orjson.dumps(value).decode()


def _prepare_sqlite(connection: Any, _record: Any) -> None:
    connection.isolation_level = None
    for name, value in SQLITE_PRAGMAS.items():
        connection.execute(f"PRAGMA {name}={value}")


def _begin_sqlite(connection: Connection) -> None:
    reads_only = connection.get_execution_options().get("reads_only", False)
    connection.exec_driver_sql("BEGIN" if reads_only else "BEGIN IMMEDIATE")


class Database:
    """One database, opened once per process: `read()`, `write()` and `session()` are its only doors."""

    def __init__(self, url: str) -> None:
        self.engine = create_engine(url)
        self.is_sqlite = self.engine.dialect.name == "sqlite"
        self._one_writer = asyncio.Lock()

    @asynccontextmanager
    async def write(self) -> AsyncIterator[AsyncConnection]:
        """A transaction that may write: commits at the end, rolls back when anything raises."""
        if not self.is_sqlite:
            async with self.engine.begin() as connection:
                yield connection
            return
        async with self._one_writer, self.engine.begin() as connection:
            yield connection

    @asynccontextmanager
    async def read(self) -> AsyncIterator[AsyncConnection]:
        """A transaction that only reads; on SQLite it waits for no writer."""
        async with self.engine.connect() as connection:
            yield await connection.execution_options(**_READS_ONLY)

    @asynccontextmanager
    async def session(self) -> AsyncIterator[AsyncSession]:
        """A writing transaction as an ORM session: commits at the end, rolls back when anything raises."""
        async with self.write() as connection, AsyncSession(bind=connection, expire_on_commit=False) as session:
            yield session
            await session.flush()

    async def close(self) -> None:
        """Closes every connection."""
        await self.engine.dispose()

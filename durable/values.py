"""Small facts the engine keeps for itself, by name: the clock's offset, when the bot last polled."""

from __future__ import annotations

from sqlalchemy import Table, delete, insert, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from durable.tables import EngineValue

_table: Table = EngineValue.__table__  # type: ignore[assignment]


async def read(connection: AsyncConnection, name: str) -> str | None:
    """The value kept under this name, or None."""
    found: str | None = await connection.scalar(select(_table.c.value).where(_table.c.name == name))
    return found


async def write(connection: AsyncConnection, name: str, value: str) -> None:
    """Keeps the value under this name, in place of an earlier one."""
    changed = await connection.execute(update(_table).where(_table.c.name == name).values(value=value))
    if changed.rowcount == 0:
        await connection.execute(insert(_table).values(name=name, value=value))


async def forget(connection: AsyncConnection, name: str) -> None:
    """Removes the value kept under this name, if any."""
    await connection.execute(delete(_table).where(_table.c.name == name))

"""What waits and what is done in the inbox of a bot, and waiting for something to become true."""

from __future__ import annotations

import asyncio
from collections.abc import Callable

from sqlalchemy import func, select

from durable.database import Database
from durable.inbox import inbox


async def until(reached: Callable[[], bool], seconds: float = 15.0) -> None:
    """Looks until it is so; fails when that takes too long."""
    async with asyncio.timeout(seconds):
        while not reached():
            await asyncio.sleep(0.005)


async def updates_by_state(url: str) -> dict[str, int]:
    """How many updates are pending, done and dead."""
    database = Database(url)
    try:
        async with database.read() as connection:
            rows = await connection.execute(select(inbox.c.state, func.count()).group_by(inbox.c.state))
            return {state: count for state, count in rows}
    finally:
        await database.close()

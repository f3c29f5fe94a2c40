"""What waits and what is done in the inbox and the outbox of a bot, and waiting for something to become true."""

from __future__ import annotations

import asyncio
from collections.abc import Callable

from sqlalchemy import func, select

from durable.database import Database
from durable.inbox import inbox
from durable.outbox import outbox
from durable.tables import OutboxState


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


async def all_is_marked(url: str, seconds: float = 15.0) -> None:
    """Looks until no message waits to be sent or to be marked as sent: whoever is killed now repeats none."""
    waiting = select(func.count()).select_from(outbox).where(outbox.c.state == OutboxState.PENDING)
    database = Database(url)
    try:
        async with asyncio.timeout(seconds):
            while True:
                async with database.read() as connection:
                    if await connection.scalar(waiting) == 0:
                        return
                await asyncio.sleep(0.02)
    finally:
        await database.close()

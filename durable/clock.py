"""The one clock: real time plus an offset kept in the database.

The offset exists only where somebody tries the bot out (a demo or a test) and only grows, so that
reminders of next week can be watched today. Leases, pace and time-outs use `monotonic()` instead:
they measure how long something took and must not jump with the offset.
"""

from __future__ import annotations

import time
from datetime import UTC, datetime, timedelta

from sqlalchemy.ext.asyncio import AsyncConnection

from durable import values

_OFFSET = "clock_offset_seconds"
_offset = timedelta(0)


def now() -> datetime:
    """This instant as an aware datetime in UTC, moved by the offset."""
    return datetime.now(UTC) + _offset


def real_now() -> datetime:
    """This instant without the offset: for what happened on the real network."""
    return datetime.now(UTC)


def monotonic() -> float:
    """Seconds that only ever grow; good for differences, meaningless as a date."""
    return time.monotonic()


async def load_offset(connection: AsyncConnection) -> None:
    """Takes over the offset that another process, or an earlier run, has set."""
    global _offset
    kept = await values.read(connection, _OFFSET)
    _offset = timedelta(seconds=float(kept)) if kept else timedelta(0)


async def move_forward(connection: AsyncConnection, by: timedelta) -> None:
    """Moves the clock of every process on this database forward.

    Raises ValueError for a step back: what was due once must not be due again.
    """
    if by < timedelta(0):
        raise ValueError("the clock only moves forward")
    await load_offset(connection)
    await values.write(connection, _OFFSET, str((_offset + by).total_seconds()))
    await load_offset(connection)

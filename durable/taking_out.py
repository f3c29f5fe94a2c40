"""Calls that wait in the outbox for a later hour or another try are taken out again: they are sent no more."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from durable.outbox import outbox
from durable.tables import OutboxState

TAKEN_OUT = "taken_out"
_AT_ONCE = 500


async def take_out(connection: AsyncConnection, ids: Sequence[int], now: datetime) -> None:
    """Ends these calls, as far as they are open, and frees their unique keys. The caller commits.

    The rows stay: their ids tell the next ones, and a sender may have one in memory. It asks `is_open` before it tries
    one again.
    """
    ended = {"state": OutboxState.DROPPED, "reason": TAKEN_OUT, "closed_at": now, "unique_key": None}
    for at in range(0, len(ids), _AT_ONCE):  # SQLite takes a limited number of values at once
        these = outbox.c.id.in_(ids[at : at + _AT_ONCE]), outbox.c.state == OutboxState.PENDING
        await connection.execute(update(outbox).where(*these).values(ended))


async def is_open(connection: AsyncConnection, outbox_id: int) -> bool:
    """Whether a call is still to be sent."""
    state = await connection.scalar(select(outbox.c.state).where(outbox.c.id == outbox_id))
    return state == OutboxState.PENDING

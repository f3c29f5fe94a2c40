"""Leases: at most one process polls, sends or ticks for a bot, and another takes over when it dies.

A holder renews by raising a counter. Others judge by their own monotonic clock: a counter that has not
moved for `LEASE_SECONDS` has no holder any more. No wall clock is compared with another machine's. On
the same machine a holder whose process is gone is replaced at once.
"""

from __future__ import annotations

import os
import socket
import uuid
from dataclasses import dataclass, field

from sqlalchemy import Table, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from durable import clock
from durable.inbox import insert_ignoring
from durable.tables import Lease

LEASE_SECONDS = 30.0
RENEW_SECONDS = 10.0
# A holder stops believing in itself before others may take over, even when its last renewal was lost at the commit.
HELD_SECONDS = LEASE_SECONDS - RENEW_SECONDS

leases: Table = Lease.__table__  # type: ignore[assignment]
_NEVER = -1e9
_HOST = socket.gethostname()


def new_holder() -> str:
    """A name for this process as a holder: machine, process id and something unique."""
    return f"{_HOST}/{os.getpid()}/{uuid.uuid4().hex[:8]}"


def _is_gone(holder: str) -> bool:
    """Whether the holder was a process of this machine that does not run any more.

    A holder with our own process id is an earlier life of this container, whose first process has
    always the same number.
    """
    host, pid, _ = holder.split("/")
    if host != _HOST:
        return False
    if int(pid) == os.getpid():
        return True
    if os.name != "posix":
        return False
    try:
        os.kill(int(pid), 0)
    except ProcessLookupError:
        return True
    except PermissionError:
        return False
    return False


@dataclass(slots=True)
class LeaseKeeper:
    """One job of one bot, held or wanted by this process. Call `hold()` every few seconds."""

    bot: int
    job: str
    holder: str = field(default_factory=new_holder)
    _seen: tuple[str, int] | None = None
    _seen_at: float = 0.0
    _renewed_at: float = _NEVER

    @property
    def is_held(self) -> bool:
        """Whether the job is ours; goes by the time of the last renewal, without asking the database."""
        return clock.monotonic() - self._renewed_at < HELD_SECONDS

    async def hold(self, connection: AsyncConnection) -> bool:
        """Takes or renews the lease if it is free, ours, or its holder has gone. Returns whether we hold it."""
        asked_at = clock.monotonic()
        mine = (leases.c.bot == self.bot) & (leases.c.job == self.job)
        await connection.execute(
            insert_ignoring(connection, leases), {"bot": self.bot, "job": self.job, "holder": self.holder}
        )
        row = (await connection.execute(select(leases.c.holder, leases.c.renewals).where(mine))).one()
        seen = (row.holder, row.renewals)
        if row.holder != self.holder and not self._has_expired(seen) and not _is_gone(row.holder):
            self._renewed_at = _NEVER  # asleep for a while, we may have believed in it still
            return False
        unchanged = mine & (leases.c.holder == row.holder) & (leases.c.renewals == row.renewals)
        taken = await connection.execute(
            update(leases).where(unchanged).values(holder=self.holder, renewals=row.renewals + 1)
        )
        if taken.rowcount == 1:
            self._renewed_at = asked_at
        return bool(taken.rowcount == 1)

    def _has_expired(self, seen: tuple[str, int]) -> bool:
        if seen != self._seen:
            self._seen, self._seen_at = seen, clock.monotonic()
            return False
        return clock.monotonic() - self._seen_at > LEASE_SECONDS

    async def release(self, connection: AsyncConnection) -> None:
        """Gives the lease back, so that a clean end leaves no waiting."""
        if self.is_held:
            mine = (leases.c.bot == self.bot) & (leases.c.job == self.job) & (leases.c.holder == self.holder)
            await connection.execute(leases.delete().where(mine))
            self._renewed_at = _NEVER

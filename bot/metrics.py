"""Figures for a monitoring program, in Prometheus' text format on METRICS_PORT of this machine.

Only counts: nothing about anybody. See https://prometheus.io/docs/instrumenting/exposition_formats/
"""

from __future__ import annotations

from aiohttp import web
from sqlalchemy import func, select

from durable import clock
from durable.database import Database
from durable.inbox import conversations, inbox
from durable.outbox import outbox
from durable.tables import InboxState, Kind, OutboxState


class Metrics:
    """A small HTTP server on loopback with one page, /metrics."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._runner: web.AppRunner | None = None

    async def start(self, port: int, host: str = "127.0.0.1") -> None:
        """Listens. Raises OSError when the port is taken."""
        application = web.Application()
        application.router.add_get("/metrics", self._page)
        self._runner = web.AppRunner(application, access_log=None)
        await self._runner.setup()
        await web.TCPSite(self._runner, host, port).start()

    async def stop(self) -> None:
        """Stops listening."""
        if self._runner is not None:
            await self._runner.cleanup()

    async def _page(self, request: web.Request) -> web.Response:
        return web.Response(text=await self.text(), headers={"Content-Type": "text/plain; version=0.0.4"})

    async def text(self) -> str:
        """The figures of this instant."""
        i, o, c = inbox.c, outbox.c, conversations.c
        now = clock.now()
        async with self._database.read() as connection:
            counted = await connection.execute(select(i.state, func.count()).group_by(i.state))
            states = {state: count for state, count in counted}
            oldest = await connection.scalar(select(func.min(i.received_at)).where(i.state == InboxState.PENDING))
            waiting = select(o.kind, func.count()).where(o.state == OutboxState.PENDING).group_by(o.kind)
            kinds = {kind: count for kind, count in await connection.execute(waiting)}
            dead = await connection.scalar(select(func.count()).where(o.state == OutboxState.DEAD))
            chats = await connection.scalar(select(func.count()).select_from(conversations))
            gone = await connection.scalar(select(func.count()).where(c.unreachable_at.is_not(None)))
        age = (now - oldest).total_seconds() if oldest is not None else 0.0
        lines = [f'pendamping_inbox_rows{{state="{state}"}} {states.get(state, 0)}' for state in InboxState]
        lines.append(f"pendamping_inbox_oldest_pending_seconds {age:.1f}")
        lines += [f'pendamping_outbox_pending{{kind="{kind.name.lower()}"}} {kinds.get(kind, 0)}' for kind in Kind]
        lines += [f"pendamping_outbox_dead {dead}", f"pendamping_chats {chats}", f"pendamping_chats_unreachable {gone}"]
        return "\n".join(lines) + "\n"

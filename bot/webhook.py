"""The webhook: the platform brings updates; it hears 200 only after they are committed."""

from __future__ import annotations

import hmac
import logging
from collections.abc import Callable

from aiohttp import web

from durable import clock, inbox
from durable.bot_api import read_json
from durable.database import Database

logger = logging.getLogger(__name__)

_SECRET_HEADER = "X-Telegram-Bot-Api-Secret-Token"  # noqa: S105  the header's name
_LARGEST_UPDATE = 2 * 1024 * 1024


class Webhook:
    """An HTTP server for one path. `on_stored` is told that updates wait for a worker."""

    def __init__(self, database: Database, bot: int, secret: str, on_stored: Callable[[], None]) -> None:
        self._database, self._bot, self._secret, self._on_stored = database, bot, secret, on_stored
        self._runner: web.AppRunner | None = None

    async def start(self, path: str, port: int, host: str = "127.0.0.1") -> None:
        """Listens. Raises OSError when the port is taken."""
        application = web.Application(client_max_size=_LARGEST_UPDATE)
        application.router.add_post(path or "/", self.receive)
        self._runner = web.AppRunner(application, access_log=None)
        await self._runner.setup()
        await web.TCPSite(self._runner, host, port).start()

    async def stop(self) -> None:
        """Stops listening."""
        if self._runner is not None:
            await self._runner.cleanup()

    async def receive(self, request: web.Request) -> web.Response:
        """Keeps one update, then answers 200; a second copy is dropped and answered 200 too."""
        said = request.headers.get(_SECRET_HEADER, "").encode(errors="replace")
        if not hmac.compare_digest(said, self._secret.encode()):
            return web.Response(status=403)
        try:
            update = read_json(await request.read())
        except ValueError:
            return web.Response(status=400)
        if not isinstance(update, dict) or not isinstance(update.get("update_id"), int):
            return web.Response(status=400)
        try:
            async with self._database.write() as connection:
                await inbox.store(connection, self._bot, [update], clock.now())
        except Exception as error:
            logger.error("update_not_stored", extra={"error": type(error).__name__})
            return web.Response(status=500)
        self._on_stored()
        return web.Response()

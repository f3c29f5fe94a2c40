"""Sending updates to the bot's webhook: in order per chat, several chats at once, again after a failure."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Awaitable, Callable
from functools import partial
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from gateways.botapi_errors import bad_request
from gateways.phone.guard import is_loopback
from gateways.phone.store import Store
from gateways.phone.updates import Updates

if TYPE_CHECKING:
    from gateways.phone.webhook_post import Poster

LONGEST_ADDRESS = 2048
LONGEST_SECRET = 256
SECRET_SIGNS = set("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-")
FIRST_WAIT, LONGEST_WAIT = 1.0, 60.0

Answer = Callable[[dict[str, Any]], Awaitable[None]]


class PostRefused(Exception):
    """The bot did not take an update; the text is what getWebhookInfo shows."""


def checked_webhook(address: str, secret: str, connections: int) -> dict[str, Any]:
    """Returns the webhook's settings; raises ApiError. Only loopback: the phone talks to nobody outside."""
    if len(address) > LONGEST_ADDRESS:
        raise bad_request("bad webhook: URL is too long")
    parts = urlsplit(address if "://" in address else f"http://{address}")
    if not parts.hostname:
        raise bad_request("bad webhook: URL host is empty")
    if not is_loopback(parts.hostname):
        if parts.scheme != "https":
            raise bad_request("bad webhook: An HTTPS URL must be provided for webhook")
        raise bad_request("bad webhook: the web phone posts to loopback addresses only")
    if parts.scheme not in ("http", "https"):
        raise bad_request("bad webhook: An HTTPS URL must be provided for webhook")
    if len(secret) > LONGEST_SECRET:
        raise bad_request("secret token is too long")
    if not set(secret) <= SECRET_SIGNS:
        raise bad_request("secret token contains unallowed characters")
    return {"url": address, "secret": secret, "connections": max(1, min(connections or 40, 100))}


class Webhook:
    """Posts what waits while a webhook is set. `answer` runs a call that the bot puts into its reply."""

    def __init__(self, store: Store, updates: Updates) -> None:
        self.store = store
        self.updates = updates
        self.answer: Answer | None = None
        self.last_error: tuple[int, str] | None = None
        self._news = asyncio.Event()
        self._sending: dict[int, asyncio.Task[None]] = {}
        updates.on_new = self._news.set

    def current(self) -> dict[str, Any] | None:
        """Returns the settings of the webhook that is set, or None."""
        found: dict[str, Any] | None = self.store.setting("webhook")
        return found

    def set(self, settings: dict[str, Any] | None) -> bool:
        """Sets or (None) removes the webhook; tells whether that changed anything."""
        if settings == self.current():
            return False
        with self.store.transaction():
            self.store.keep_setting("webhook", settings)
        self.last_error = None
        for task in self._sending.values():
            task.cancel()
        self._sending.clear()
        self._news.set()
        return True

    async def run(self) -> None:
        """Works until cancelled."""
        while self.current() is None:
            self._news.clear()
            await self._news.wait()
        # Not at the top: the HTTP client takes as long to load as all the rest, and few phones ever post.
        from gateways.phone.webhook_post import open_poster

        async with open_poster() as poster:
            self._news.set()  # what waits since the last run of the phone
            try:
                while True:
                    await self._news.wait()
                    self._news.clear()
                    self._start_chats(poster)
            finally:
                for task in self._sending.values():
                    task.cancel()

    def _start_chats(self, poster: Poster) -> None:
        settings = self.current()
        if settings is None:
            return
        self.updates.forget_old()
        for (chat_id,) in self.store.rows("SELECT chat_id FROM updates GROUP BY chat_id ORDER BY min(update_id)"):
            if len(self._sending) >= settings["connections"]:
                return
            if chat_id not in self._sending:
                task = asyncio.create_task(self._send_chat(poster, settings, chat_id))
                self._sending[chat_id] = task
                task.add_done_callback(partial(self._ended, chat_id))

    def _ended(self, chat_id: int, task: asyncio.Task[None]) -> None:
        if self._sending.get(chat_id) is task:
            del self._sending[chat_id]
        self._news.set()

    async def _send_chat(self, poster: Poster, settings: dict[str, Any], chat_id: int) -> None:
        wait = FIRST_WAIT
        query = "SELECT update_id, body FROM updates WHERE chat_id = ? ORDER BY update_id LIMIT 1"
        while (waiting := self.store.row(query, chat_id)) is not None:
            try:
                call = await poster.post(settings["url"], settings["secret"], waiting[1])
            except PostRefused as refused:
                self.last_error = (int(time.time()), str(refused))
            else:
                if call is not None and self.answer is not None:
                    await self.answer(call)
                self.updates.take(waiting[0])
                wait = FIRST_WAIT
                continue
            await asyncio.sleep(wait)
            wait = min(wait * 2, LONGEST_WAIT)
            self.updates.forget_old()

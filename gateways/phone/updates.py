"""Updates that wait for the bot, and getUpdates."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Awaitable, Callable
from typing import Any

import orjson

from gateways.botapi_errors import ApiError, conflict
from gateways.phone.chats import Chats
from gateways.phone.people import Person
from gateways.phone.store import Store

# What the platform keeps: a day, and a press for two and a half minutes.
KEPT_SECONDS = 86_400
PRESS_KEPT_SECONDS = 150
LONGEST_POLL = 50
BETWEEN_CONFLICTS = 3.0
ONLINE_SECONDS = 60
OTHER_POLLER = "terminated by other getUpdates request; make sure that only one bot instance is running"
WEBHOOK_SET = "terminated by setWebhook request"
WEBHOOK_ACTIVE = "can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first"

HungUp = Callable[[], Awaitable[Any]]  # ends when the caller has gone away
Update = tuple[int, bytes]  # update_id and the whole object as JSON


class Updates:
    """The queue towards the bot; kept until the bot confirms."""

    def __init__(self, store: Store, chats: Chats) -> None:
        self.store = store
        self.chats = chats
        self.last_poll: float | None = None
        self.on_new: Callable[[], None] = lambda: None
        self._running: asyncio.Future[None] | None = None
        self._next_conflict = 0.0

    def add(self, person: Person, kind: str, content: dict[str, Any]) -> None:
        """Puts an update in the queue, if the bot wants its kind. Call inside a transaction."""
        allowed = self.store.setting("allowed_updates", [])
        if allowed and kind not in allowed:
            return
        number = self.store.next_number("update")
        body = orjson.dumps({"update_id": number, kind: content})
        self.store.run("INSERT INTO updates VALUES (?, ?, ?, ?, ?)", number, person.id, kind, int(time.time()), body)
        self.store.after_commit(self._wake)

    def allow(self, kinds: list[str]) -> None:
        """Remembers which kinds the bot wants; an empty list means all."""
        if kinds != self.store.setting("allowed_updates", []):
            with self.store.transaction():
                self.store.keep_setting("allowed_updates", kinds)

    def pending(self) -> int:
        """Counts the updates that wait."""
        found = self.store.row("SELECT count(*) FROM updates")
        return 0 if found is None else int(found[0])

    def online(self) -> bool:
        """Tells whether a bot polls now or has done so in the last minute."""
        if self._running is not None:
            return True
        return self.last_poll is not None and time.monotonic() - self.last_poll < ONLINE_SECONDS

    def forget_old(self) -> None:
        """Drops what the platform would have dropped by now."""
        now = int(time.time())
        old = self.store.row(
            "SELECT 1 FROM updates WHERE created_at < ? OR (kind = 'callback_query' AND created_at < ?) LIMIT 1",
            *(now - KEPT_SECONDS, now - PRESS_KEPT_SECONDS),
        )
        if old is not None:
            with self.store.transaction():
                self.store.run(
                    "DELETE FROM updates WHERE created_at < ? OR (kind = 'callback_query' AND created_at < ?)",
                    *(now - KEPT_SECONDS, now - PRESS_KEPT_SECONDS),
                )

    def take(self, update_id: int) -> None:
        """Forgets one update, because a webhook took it."""
        self._take(update_id, update_id + 1)

    def _take(self, first: int, end: int) -> None:
        """Forgets the updates from `first` up to (not with) `end`; each chat's newest message gets its second tick."""
        newest = (
            "SELECT max(update_id), chat_id, body FROM updates"
            " WHERE update_id >= ? AND update_id < ? AND kind = 'message' GROUP BY chat_id"
        )
        with self.store.transaction():
            for _, chat_id, body in self.store.rows(newest, first, end):
                self.chats.take(chat_id, orjson.loads(body)["message"]["message_id"])
            self.store.run("DELETE FROM updates WHERE update_id >= ? AND update_id < ?", first, end)

    def drop_all(self) -> None:
        """Forgets all updates."""
        with self.store.transaction():
            self.store.run("DELETE FROM updates")

    async def poll(self, offset: int, limit: int, seconds: int, hung_up: HungUp) -> list[Update]:
        """getUpdates: confirms what is below `offset`, returns what waits, or waits up to `seconds` for it.

        Raises ApiError 409 in the older of two polls, or while a webhook is set.
        """
        if self.store.setting("webhook") is not None:
            raise conflict(WEBHOOK_ACTIVE)
        self.end_poll(OTHER_POLLER)
        self.last_poll = time.monotonic()
        self.forget_old()
        start = self._confirm(offset)
        found = self._waiting(start, limit)
        if found or seconds <= 0:
            return found
        running: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._running = running
        gone: asyncio.Future[Any] = asyncio.ensure_future(hung_up())
        try:
            await asyncio.wait((running, gone), timeout=min(seconds, LONGEST_POLL), return_when=asyncio.FIRST_COMPLETED)
        finally:
            gone.cancel()
            if not running.done():
                running.cancel()  # a refusal that comes later finds nobody
            if self._running is running:
                self._running = None
                self.last_poll = time.monotonic()
        if not running.cancelled():
            running.result()
        return self._waiting(start, limit)

    def end_poll(self, reason: str | None) -> None:
        """Ends a running poll: with a 409 for that reason, or with what there is if reason is None."""
        running, self._running = self._running, None
        if running is None or running.done():
            return
        if reason is None:
            running.set_result(None)
            return
        # As on the platform: two pollers that fight get their refusals at most every three seconds.
        now = time.monotonic()
        wait = BETWEEN_CONFLICTS if now < self._next_conflict else 0.0
        self._next_conflict = now + wait + BETWEEN_CONFLICTS
        asyncio.get_running_loop().call_later(wait, _refuse, running, conflict(reason))

    def _confirm(self, offset: int) -> int:
        """Forgets what the offset confirms; returns the id to go on from."""
        if offset < 0:
            query = "SELECT update_id FROM updates ORDER BY update_id DESC LIMIT 1 OFFSET ?"
            found = self.store.row(query, -offset - 1)
            offset = 0 if found is None else int(found[0])
        if offset > 0 and self.store.row("SELECT 1 FROM updates WHERE update_id < ? LIMIT 1", offset):
            self._take(0, offset)
        return max(offset, 0)

    def _waiting(self, start: int, limit: int) -> list[Update]:
        query = "SELECT update_id, body FROM updates WHERE update_id >= ? ORDER BY update_id LIMIT ?"
        return [(row[0], row[1]) for row in self.store.rows(query, start, limit)]

    def _wake(self) -> None:
        if self._running is not None and not self._running.done():
            self._running.set_result(None)
        self.on_new()


def _refuse(running: asyncio.Future[None], error: ApiError) -> None:
    if not running.done():
        running.set_exception(error)

"""The poller: asks for updates, keeps them, and only then lets the platform forget them."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable
from datetime import datetime
from typing import Any

import orjson
from sqlalchemy.ext.asyncio import AsyncConnection

from bot import absence
from bot.platform import ALLOWED_UPDATES
from durable import clock, inbox
from durable.bot_api import Answer, BotApi, NoAnswer, NoConnection
from durable.database import Database
from durable.leases import LeaseKeeper

logger = logging.getLogger(__name__)

LONG_POLL_SECONDS = 25
FOREIGN_POLLER_SECONDS = 30.0
TOKEN_SECONDS = 60.0
_OFFSET_LIVES_SECONDS = 3600.0
_LEASE_SECONDS = 0.2  # between two looks at whether the lease is ours now
_BACKOFF = (1.0, 2.0, 5.0, 10.0, 30.0)


class Poller:
    """Long-polls while it holds the lease. `on_stored` is told that updates wait for a worker."""

    def __init__(
        self, database: Database, api: BotApi, bot: int, lease: LeaseKeeper, on_stored: Callable[[], None]
    ) -> None:
        self._database, self._api, self._bot, self._lease = database, api, bot, lease
        self._on_stored = on_stored
        self._offset: int | None = None
        self._offset_at = 0.0
        self._failures = 0
        self._noted_at = -1e9

    async def run(self) -> None:
        """Polls until cancelled. A poll that is cut short confirms nothing, so nothing is lost."""
        while True:
            if not self._lease.is_held:
                # The platform confirms for whoever polls with a higher offset; a new start asks without one.
                self._offset = None
                await asyncio.sleep(_LEASE_SECONDS)
                continue
            await asyncio.sleep(await self.poll_once())

    async def poll_once(self, long_poll_seconds: int = LONG_POLL_SECONDS) -> float:
        """One getUpdates. Returns the seconds to wait before the next."""
        asked = {"timeout": long_poll_seconds, "limit": 100, "allowed_updates": ALLOWED_UPDATES}
        if self._offset is not None and clock.monotonic() - self._offset_at > _OFFSET_LIVES_SECONDS:
            # It has confirmed what it could. After a silent week the platform begins at a random number,
            # and a higher offset would confirm updates that nobody has seen.
            self._offset = None
        if self._offset is not None:
            asked["offset"] = self._offset
        try:
            answer = await self._api.call("getUpdates", orjson.dumps(asked), seconds=long_poll_seconds + 10.0)
        except (NoAnswer, NoConnection) as error:
            return self._back_off("platform_unreachable", str(error))
        if not answer.is_ok:
            return self._refused(answer)
        self._failures = 0
        try:
            await self._keep(answer.result)
        except Exception as error:
            # Not stored, so not confirmed: the platform gives the same updates again.
            return self._back_off("updates_not_stored", type(error).__name__)
        return 0.0

    async def _keep(self, updates: list[dict[str, Any]]) -> None:
        now = clock.now()
        if updates or clock.monotonic() - self._noted_at > 60:
            async with self._database.write() as connection:
                await inbox.store(connection, self._bot, updates, now)
                await self._note_poll(connection, clock.real_now())
        if updates:
            numbers = (update.get("update_id") for update in updates if isinstance(update, dict))
            self._offset = max((number for number in numbers if isinstance(number, int)), default=-1) + 1 or None
            self._offset_at = clock.monotonic()
            self._on_stored()

    async def _note_poll(self, connection: AsyncConnection, now: datetime) -> None:
        if clock.monotonic() - self._noted_at > 60:
            await absence.note_poll(connection, self._bot, now)
            self._noted_at = clock.monotonic()

    def _refused(self, answer: Answer) -> float:
        if answer.status == 409:
            logger.warning("another_poller", extra={"says": answer.description})
            return FOREIGN_POLLER_SECONDS
        if answer.status in (401, 404):
            logger.error("token_or_address_refused", extra={"status": answer.status})
            return TOKEN_SECONDS
        if answer.status == 429:
            return float(answer.parameters.get("retry_after", 1))
        return self._back_off("platform_refused", answer.description)

    def _back_off(self, event: str, says: str) -> float:
        wait = _BACKOFF[min(self._failures, len(_BACKOFF) - 1)]
        self._failures += 1
        logger.warning(event, extra={"says": says, "again_in_seconds": wait})
        return wait

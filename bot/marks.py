"""What became of calls, written down in batches: many ends share one commit."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable
from dataclasses import dataclass, field

from durable import clock, dispatch
from durable.database import Database
from durable.delivery import Outcome
from durable.dispatch import Closed, Postponed

logger = logging.getLogger(__name__)


@dataclass(slots=True)
class Ends:
    """Ends that are not written yet."""

    closed: list[Closed] = field(default_factory=list)
    postponed: list[Postponed] = field(default_factory=list)
    chats: list[tuple[int, Outcome]] = field(default_factory=list)

    def __bool__(self) -> bool:
        return bool(self.closed or self.postponed or self.chats)

    def put_before(self, later: Ends) -> Ends:
        """These ends, then the later ones."""
        return Ends(self.closed + later.closed, self.postponed + later.postponed, self.chats + later.chats)


class Marks:
    """Collects ends and writes them; `when_written` is told, so that their chats may go on."""

    def __init__(self, database: Database, bot: int, when_written: Callable[[Ends], None]) -> None:
        self._database, self._bot, self._when_written = database, bot, when_written
        self._ends = Ends()
        self._waiting = asyncio.Event()
        self._one_at_a_time = asyncio.Lock()

    def close(self, end: Closed) -> None:
        self._ends.closed.append(end)
        self._waiting.set()

    def postpone(self, wait: Postponed) -> None:
        self._ends.postponed.append(wait)
        self._waiting.set()

    def end_chat(self, chat_id: int, outcome: Outcome) -> None:
        """Nobody is there any more, or the chat has another id."""
        self._ends.chats.append((chat_id, outcome))
        self._waiting.set()

    async def write_forever(self) -> None:
        """Writes whatever comes, until cancelled."""
        while True:
            await self._waiting.wait()
            await asyncio.sleep(0)  # others that end in this instant share the commit
            if not await self.write():
                await asyncio.sleep(1)

    async def write(self) -> bool:
        """Writes what is there. Returns False when the database is away; nothing is forgotten then."""
        async with self._one_at_a_time:
            self._waiting.clear()
            ends, self._ends = self._ends, Ends()
            if not ends:
                return True
            try:
                await self._write(ends)
            except Exception as error:
                # Their chats stay busy, so nothing goes out twice meanwhile.
                logger.error("marks_wait_for_database", extra={"error": type(error).__name__})
                self._ends = ends.put_before(self._ends)
                self._waiting.set()
                return False
        self._when_written(ends)
        return True

    async def _write(self, ends: Ends) -> None:
        now = clock.now()
        async with self._database.write() as connection:
            await dispatch.close(connection, self._bot, ends.closed, now)
            await dispatch.postpone(connection, ends.postponed)
            for chat_id, outcome in ends.chats:
                if outcome.chat_id is not None:
                    await dispatch.migrate(connection, self._bot, chat_id, outcome.chat_id)
                else:
                    reason = outcome.reason or "forbidden"
                    await dispatch.close_unreachable(connection, self._bot, chat_id, reason, now)

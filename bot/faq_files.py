"""Files of answers that change while the bot runs are taken over, good ones only."""

from __future__ import annotations

import asyncio
import hashlib
import logging
from collections.abc import Sequence
from functools import partial
from pathlib import Path

from bot.first_start import log_faults, staff_chats
from bot.telling import tell_once
from content.answers import seed
from content.answers.reading import Fault
from durable import clock
from durable.database import Database
from handlers.faq_desk import notices
from services.faq.seed import take_over

logger = logging.getLogger(__name__)

Snapshot = dict[str, tuple[int, int]]


class FaqFiles:
    """Looks at the folder again and again; costs one look at each file's time and size."""

    def __init__(self, database: Database, bot: int, channel: str, folder: Path = seed.FOLDER) -> None:
        self._database, self._bot, self._channel, self._folder = database, bot, channel, folder
        self._taken_over: Snapshot | None = None
        self._last_look: Snapshot | None = None

    async def look(self) -> None:
        """Takes changed files over once they have stood still for a look; broken ones are left, and staff told."""
        look = await asyncio.to_thread(snapshot, self._folder)
        is_quiet, self._last_look = look == self._last_look, look
        if not is_quiet or look == self._taken_over:
            return
        found = await asyncio.to_thread(seed.read, self._folder)
        async with self._database.session() as session:
            seeded = await take_over(session, found.documents, clock.now())
            if found.faults:
                staff = await staff_chats(session, self._channel)
                # Once a day for these faults, however often the bot starts or looks.
                now = clock.now()
                key = f"faq-broken:{now.date()}:{_digest(found.faults)}"
                await tell_once(session, self._bot, staff, partial(notices.files_broken, found.faults), key, now)
        self._taken_over = look
        log_faults(found.faults)
        if seeded.added or seeded.renewed:
            logger.info("faq_files_taken_over", extra={"added": len(seeded.added), "renewed": len(seeded.renewed)})


def snapshot(folder: Path) -> Snapshot:
    """When each file was changed, and its size."""
    found = {}
    for path in folder.glob("*.md"):
        try:
            seen = path.stat()
        except OSError:  # gone between the two looks
            continue
        found[path.name] = (seen.st_mtime_ns, seen.st_size)
    return found


def _digest(faults: Sequence[Fault]) -> str:
    return hashlib.sha256("\n".join(map(str, faults)).encode()).hexdigest()[:16]

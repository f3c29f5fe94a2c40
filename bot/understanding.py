"""Keeps what understands questions in step with what the office knows, in every process, while it runs."""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import orjson

from bot.one_process import AlreadyRunning, ProcessLock
from bot.settings import ROOT
from content.answers.document import FaqDocument
from durable import clock, inbox
from durable.database import Database
from services.faq import known
from services.understanding import rankers, shelf
from services.understanding.index import Index, examples_of
from services.understanding.understander import Understander

logger = logging.getLogger(__name__)

_LOOK_SECONDS = 0.1
_ANOTHER_LEARNS_SECONDS = 0.05
_AFTER_A_FAILURE_SECONDS = 5.0
_LONGEST_WAIT_SECONDS = 10.0  # for the first index after a start, before a question is answered without one


SHELF = ROOT / "data" / "understanding"
"""Where indexes are kept. They hold nothing but what the answers are made of, so every database may use them."""


class Understanding:
    """Builds the index at the start and whenever an answer changes, beside the loop; hands it out in `bot_data`."""

    def __init__(self, database: Database, folder: Path, bot_data: dict[str, Any]) -> None:
        self._database, self._folder, self._bot_data = database, folder, bot_data
        self._is_ready = asyncio.Event()
        self._seen = ""
        self._is_prepared = False

    async def run(self) -> None:
        """Looks again and again whether what people may get has changed."""
        while True:
            try:
                await self.refresh()
                await self.prepare()
            except Exception as error:
                # The last good index goes on answering; what it would give is read from the database anyway.
                logger.error("index_not_renewed", extra={"error": type(error).__name__})
                await asyncio.sleep(_AFTER_A_FAILURE_SECONDS)
            await asyncio.sleep(_LOOK_SECONDS)

    async def refresh(self) -> bool:
        """Builds the index anew if an answer has changed since; returns whether it did."""
        async with self._database.read() as connection:
            seen = await known.stamp(connection)
            if seen == self._seen:
                return False
            documents = await known.documents_to_know(connection)
        if not documents:
            return False

        def hand_out(index: Index) -> None:
            before: Understander | None = self._bot_data.get("understander")
            if before is None or before.stamp != index.stamp:
                self._bot_data["understander"] = Understander(index, documents)
                logger.info("index_ready", extra={"topics": len(documents), "stamp": index.stamp})

        hand_out(await asyncio.to_thread(learn_or_wait, documents, self._folder, hand_out))
        self._seen = seen
        self._is_ready.set()
        return True

    async def prepare(self) -> None:
        """Gets ready to learn as soon as somebody proposes something: it is to be known at once when approved."""
        if self._is_prepared:
            return
        async with self._database.read() as connection:
            is_needed = await known.is_change_proposed(connection)
        understander: Understander | None = self._bot_data.get("understander")
        if is_needed:
            examples = examples_of(understander.documents) if understander is not None else []
            await asyncio.to_thread(rankers.prepare, [example.text for example in examples])
            self._is_prepared = True
            logger.info("learning_prepared")

    async def foresee(self, bot: int, limit: int) -> None:
        """Understands the texts that wait in the inbox, before anybody takes the write lock for them."""
        async with self._database.read() as connection:
            waiting = await inbox.waiting_outside(connection, bot, clock.now(), limit)
        asked = [text for payload in waiting if (text := _text_of(payload)) is not None]
        if not asked:
            return
        try:
            async with asyncio.timeout(_LONGEST_WAIT_SECONDS):
                await self._is_ready.wait()
        except TimeoutError:
            self._is_ready.set()  # nobody waits a second time for an index that cannot be made
        understander: Understander | None = self._bot_data.get("understander")
        if understander is not None:
            await asyncio.to_thread(lambda: [understander.ranked(text) for text in asked])


def learn_or_wait(
    documents: Mapping[str, FaqDocument], folder: Path, hand_out: Callable[[Index], None] | None = None
) -> Index:
    """The index over these answers; of several processes that want it at once one learns, the others wait for it."""
    lock = ProcessLock(folder / "learning.lock")
    while (kept := shelf.kept_index(documents, folder)) is None:
        try:
            lock.take()
        except AlreadyRunning:
            time.sleep(_ANOTHER_LEARNS_SECONDS)
            continue
        except OSError:  # a folder that cannot be written: each learns for itself
            return shelf.index_for(documents, folder, hand_out)
        try:
            return shelf.index_for(documents, folder, hand_out)
        finally:
            lock.release()
    return kept


def _text_of(payload: str) -> str | None:
    """The text of a message that may be a question, from the raw update."""
    try:
        text = orjson.loads(payload)["message"]["text"]
    except (ValueError, KeyError, TypeError):
        return None
    return text if isinstance(text, str) and not text.startswith("/") else None

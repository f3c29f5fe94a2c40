"""What the clock does for the answers: files are taken over, corrections sent, authors and staff told.

Every job may be repeated, by this process or by another: unique keys, and marks in the same transaction, see
to it that nobody is told twice. A look that finds nothing writes nothing.
"""

from __future__ import annotations

import json
import logging
from datetime import date, timedelta
from functools import partial
from pathlib import Path
from zoneinfo import ZoneInfo

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.faq_files import FaqFiles
from bot.first_start import staff_chats
from bot.telling import tell_once
from bot.ticker import Ticker
from content.answers import seed
from durable import clock, values
from durable.database import Database
from durable.tables import Kind
from handlers.faq_desk import notices
from models import Account, FaqVersion
from services.faq import corrections, proposals
from services.faq.known import all_answers, read
from services.second_person import Place, is_working_day

logger = logging.getLogger(__name__)

CHATS_PER_TICK = 200
_MORNING = (8, 0)
_MORNING_LASTS = timedelta(hours=12)


class FaqClock:
    """The jobs around the answers of one bot; to be made when it is known on which channel the bot is."""

    def __init__(
        self, database: Database, bot: int, channel: str, zone: ZoneInfo, office: str, folder: Path = seed.FOLDER
    ) -> None:
        self._database, self._bot, self._channel, self._office = database, bot, channel, office
        self._place = Place(bot, channel, zone)
        self.files = FaqFiles(database, bot, channel, folder)
        self._outdated: set[int] = set()

    def add_to(self, ticker: Ticker) -> None:
        """Adds the jobs."""
        ticker.every(timedelta(seconds=1), self.files.look)
        ticker.every(timedelta(seconds=5), self.send_corrections)
        ticker.every(timedelta(minutes=1), self.tell_outdated)
        ticker.daily(*_MORNING, self.remind_of_reviews)
        ticker.daily(*_MORNING, self.remind_of_proposals)

    async def send_corrections(self) -> None:
        """Tells the next chats that got other words; marked as told in the same transaction."""
        async with self._database.read() as connection, AsyncSession(bind=connection) as looking:
            waiting = [version.id for version in await self._to_correct(looking)]
        for version_id in waiting:
            async with self._database.session() as session:
                version = await session.get_one(FaqVersion, version_id)
                chats = await corrections.next_to_tell(session, version, self._place, CHATS_PER_TICK)
                document, today = read(version.document), self._today()
                await tell_once(
                    session, self._bot, chats, partial(notices.correction, document, today, self._office),
                    f"faq-correction:{version_id}", clock.now(),
                )  # fmt: skip
                await corrections.mark_told(session, version, self._place, chats)
            logger.info("faq_corrections_sent", extra={"version": version_id, "chats": len(chats)})

    async def _to_correct(self, session: AsyncSession) -> list[FaqVersion]:
        asked = await corrections.asked_corrections(session, clock.now())
        return [version for version in asked if await corrections.next_to_tell(session, version, self._place, 1)]

    async def tell_outdated(self) -> None:
        """Tells authors whose proposals were overtaken by newer words, of staff or of a file."""
        async with self._database.read() as connection, AsyncSession(bind=connection) as looking:
            found = await proposals.overtaken_proposals(looking, clock.now())
            untold = [version.id for version in found if version.id not in self._outdated]
        for version_id in untold:
            async with self._database.session() as session:
                version = await session.get_one(FaqVersion, version_id)
                document, today = read(version.document), self._today()
                await tell_once(
                    session, self._bot, await self._chats_of(session, version.author_id),
                    partial(notices.proposal_outdated, version.topic_id, document, today),
                    f"faq-outdated:{version_id}", clock.now(),
                )  # fmt: skip
            self._outdated.add(version_id)

    async def remind_of_reviews(self) -> None:
        """On a working day's morning: which answers became due since the last time, in one message."""
        if not is_working_day(self._today()):
            return
        name = f"faq_reviews_told:{self._bot}"
        async with self._database.session() as session:
            connection = await session.connection()
            told: dict[str, str] = json.loads(await values.read(connection, name) or "{}")
            past = [a.document for a in await all_answers(session) if a.document.review_by < self._today()]
            due = [document for document in past if told.get(document.id) != document.review_by.isoformat()]
            staff = await staff_chats(session, self._channel)
            if not due or not staff:
                return
            await tell_once(
                session, self._bot, staff, partial(notices.reviews_due, due), f"faq-due:{self._today()}", clock.now(),
                Kind.REMINDER, clock.now() + _MORNING_LASTS,
            )  # fmt: skip
            kept = {document.id: document.review_by.isoformat() for document in past}
            await values.write(connection, name, json.dumps(kept))

    async def remind_of_proposals(self) -> None:
        """On a working day's morning: that proposals of colleagues wait."""
        if not is_working_day(self._today()):
            return
        async with self._database.session() as session:
            waiting = await proposals.waiting_proposals(session)
            for chat_id in await staff_chats(session, self._channel) if waiting else []:
                person_id = await self._person_of(session, chat_id)
                count = sum(version.author_id != person_id for version in waiting)
                if count:
                    await tell_once(
                        session, self._bot, [chat_id], partial(notices.proposals_wait, count),
                        f"faq-waiting:{self._today()}", clock.now(), Kind.REMINDER, clock.now() + _MORNING_LASTS,
                    )  # fmt: skip

    def _today(self) -> date:
        return clock.now().astimezone(self._place.zone).date()

    async def _chats_of(self, session: AsyncSession, person_id: int | None) -> list[int]:
        theirs = select(Account.chat_id).where(Account.person_id == person_id, Account.channel == self._channel)
        return list(await session.scalars(theirs))

    async def _person_of(self, session: AsyncSession, chat_id: int) -> int | None:
        who = select(Account.person_id).where(Account.chat_id == chat_id, Account.channel == self._channel)
        found: int | None = await session.scalar(who)
        return found

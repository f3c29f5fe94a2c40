"""What the clock does about questions: asks the silent whether there is something to ask, and forgets old words."""

from __future__ import annotations

import logging
from datetime import timedelta

from sqlalchemy.ext.asyncio import AsyncSession

from bot.ticker import Ticker
from durable import clock, outbox
from durable.database import Database
from durable.tables import Kind
from handlers.first_questions import nudge
from models import Person
from services.asking_again import Silent, silent_since_registration
from services.businesses import businesses_of, products_of
from services.first_questions import first_questions
from services.question_words import forget_old_words

logger = logging.getLogger(__name__)

EVERY = timedelta(minutes=30)
USEFUL_FOR = timedelta(days=3)
_PEOPLE_AT_ONCE = 20
_QUESTIONS_AT_ONCE = 500


class AskingClock:
    """The jobs; each does its work in small transactions, so that nobody's answer waits for it."""

    def __init__(self, database: Database, bot: int, channel: str) -> None:
        self._database, self._bot, self._channel = database, bot, channel

    def add_to(self, ticker: Ticker) -> None:
        """Sets the jobs going."""
        ticker.every(EVERY, self.ask_the_silent)
        ticker.daily(3, 40, self.forget_words)

    async def ask_the_silent(self) -> int:
        """Asks everybody who is to be asked now. Returns how many were."""
        asked = 0
        while True:
            async with self._database.session() as session:
                silent = await silent_since_registration(
                    session, self._bot, self._channel, clock.now(), _PEOPLE_AT_ONCE
                )
                for one in silent:
                    await self._ask(session, one)
            asked += len(silent)
            if not silent:
                break
        if asked:
            logger.info("silent_asked", extra={"people": asked})
        return asked

    async def _ask(self, session: AsyncSession, one: Silent) -> None:
        """The unique key keeps it one message, also when another clock asks the same person at this moment."""
        now = clock.now()
        owner = await session.get_one(Person, one.person_id)
        products = [product for business in await businesses_of(session, owner) for product in products_of(business)]
        params = nudge(await first_questions(session, owner, products, now), one.language)
        await outbox.send_later(
            await session.connection(), self._bot, one.chat_id, "sendMessage", params,
            kind=Kind.REMINDER, now=now, unique_key=one.unique_key, useful_until=now + USEFUL_FOR,
        )  # fmt: skip

    async def forget_words(self) -> int:
        """Empties the words of questions that are over 400 days old. Returns how many there were."""
        forgotten = 0
        while True:
            async with self._database.session() as session:
                emptied = await forget_old_words(session, clock.now(), _QUESTIONS_AT_ONCE)
            forgotten += emptied
            if emptied < _QUESTIONS_AT_ONCE:
                return forgotten

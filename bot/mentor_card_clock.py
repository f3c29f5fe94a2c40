"""A mentor's card goes out once a day, at the mentor's hour, when it has something that the last one had not.

Each mentor is looked at once a day. The card's row, what it tells as told, and the message are one transaction: a clock
that dies in the middle has told nobody, and several clocks tell each once.
"""

from __future__ import annotations

import logging
from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from bot.mentor_weeks_clock import MentorWeeksClock
from bot.one_by_one import one_by_one
from bot.telling import tell_once
from durable import clock, values
from durable.database import Database
from handlers.chat_language import languages_on, speaking
from handlers.mentor_card.card import card_of
from handlers.mentor_card.item import CardView
from models import Mentor
from services import reach
from services.mentoring import asked, cards, hours
from services.mentoring.cards import Slot
from services.office_clock import OfficeClock
from services.reach import Line

logger = logging.getLogger(__name__)


class MentorCardClock:
    """Call `tick` often: it looks first, and works only when an hour has begun."""

    def __init__(self, database: Database, bot: int, channel: str, office: OfficeClock) -> None:
        self._database, self._line, self._office = database, Line(bot, channel), office
        self._weeks = MentorWeeksClock(database, office)

    async def tick(self) -> int:
        """Sends the cards whose hour has come. Returns how many."""
        now = clock.now()
        slot = cards.slot_of(now, self._office)
        async with self._database.read() as connection, AsyncSession(bind=connection) as session:
            last = cards.read_slot(await values.read(connection, self._key))
            if last is not None and last >= slot:
                return 0
        await self._weeks.tick()  # each mentor is looked at once a day: the question of Sunday must be there by then
        async with self._database.read() as connection, AsyncSession(bind=connection) as session:
            due = await cards.due(session, last, slot, self._office)

        async def send(session: AsyncSession, mentor_id: int) -> bool:
            return await self._send(session, mentor_id, slot, now)

        sent = len(await one_by_one(self._database, "mentor_card", due, send))
        async with self._database.write() as connection:
            await values.write(connection, self._key, slot.kept())
        if sent:
            logger.info("mentor_cards_sent", extra={"cards": sent})
        return sent

    async def _send(self, session: AsyncSession, mentor_id: int, slot: Slot, now: datetime) -> bool:
        chat_id = (await reach.chats(session, self._line, [mentor_id])).get(mentor_id)
        if chat_id is None:
            return False
        mentor = await session.get_one(Mentor, mentor_id)
        for offer in await asked.hold_waiting(session, mentor_id):
            await hours.renew(session, offer, now, self._office)
        spoken = await languages_on(await session.connection(), self._line.bot, [chat_id])
        with speaking(spoken.get(chat_id)):
            card = await card_of(CardView(session, mentor, now, self._office))
        if not card.has_more_than(await cards.names_of_last(session, mentor_id)):
            return False
        if not await cards.begin(session, mentor_id, slot.day, card.names, now):
            return False
        key = f"mentor-card:{mentor_id}:{slot.day.isoformat()}"
        await tell_once(session, self._line.bot, [chat_id], card.notice, key, now)
        await card.mark_told()
        await session.flush()
        return True

    @property
    def _key(self) -> str:
        return f"mentor-cards:{self._line.bot}"

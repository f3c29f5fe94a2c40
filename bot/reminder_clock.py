"""Reminders of sessions and classes as the clock sees them: what is due goes into the outbox, once.

A reminder turns from pending to queued in the transaction that writes its message, under locks that another clock
passes by. So a clock that dies in the middle has reminded nobody, several remind each once, and a session that is
moved or cancelled at the same moment is either told as it was before or not at all. In the quiet hours the clock
rests: nothing is planned into them, and what was missed before them is joined in the morning, if it still helps.
"""

from __future__ import annotations

import logging
from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from itertools import groupby

from sqlalchemy.ext.asyncio import AsyncSession

from bot.quiet_hours import quiet_until
from bot.reminder_calls import Planned, planned, put
from bot.ticker import Ticker
from durable import clock
from durable.database import Database
from handlers.chat_language import languages_on, speaking
from handlers.reminding.messages import messages
from handlers.telling import addressed
from models import DropReason
from services import reach
from services.chats import Chat
from services.office_clock import OfficeClock
from services.reach import Line
from services.reminders import due as due_reminders
from services.reminders.due import Due
from services.reminders.subjects import Subjects, subjects

logger = logging.getLogger(__name__)

EVERY = timedelta(seconds=1)
PEOPLE_AT_ONCE = 200
"""In one transaction: on SQLite everybody else's answers wait for it."""


@dataclass(frozen=True)
class _Chat:
    """Where somebody is reminded, and in which language."""

    chat_id: Chat
    language: str | None


class ReminderClock:
    """Call `tick` often: it looks first, and writes only when somebody is to be reminded."""

    def __init__(self, database: Database, bot: int, channel: str, office: OfficeClock) -> None:
        self._database, self._bot, self._channel, self._office = database, bot, channel, office
        self._quiet_until = quiet_until(office.quiet_hours, office.zone)

    def add_to(self, ticker: Ticker) -> None:
        """Sets the job going."""
        ticker.every(EVERY, self.tick)

    async def tick(self) -> int:
        """Reminds everybody who is to be reminded now. Returns how many reminders were settled, one way or another."""
        now, settled = clock.now(), 0
        if self._quiet_until(now) is not None:
            return 0
        while people := await self._people_due(now):
            some = await self._remind(people, now)
            if not some:
                break  # another clock is at it
            settled += some
        return settled

    async def _people_due(self, now: datetime) -> list[int]:
        async with self._database.read() as connection, AsyncSession(bind=connection) as session:
            return await due_reminders.people_due(session, self._channel, now, PEOPLE_AT_ONCE)

    async def _remind(self, people: Sequence[int], now: datetime) -> int:
        """Takes what is due for these people, and writes what becomes of each. Returns how many reminders that are."""
        async with self._database.session() as session:
            dues = await due_reminders.take(session, people, now)
            if not dues:
                return 0
            about = await subjects(session, dues)
            chats = await self._chats(session, {due.person_id for due in dues})
            drops = {due.id: reason for due in dues if (reason := _drop_reason(due, about, chats, now))}
            to_tell = [due for due in dues if due.id not in drops]
            outgoing: list[Planned] = []
            for person, own in groupby(sorted(to_tell, key=lambda due: due.person_id), lambda due: due.person_id):
                theirs = list(own)
                try:
                    outgoing += self._words(chats[person], theirs, about, now)
                except Exception as error:
                    # A fault in the words for one must not hold up all others, tick after tick.
                    logger.exception("reminder_not_made", extra={"error": type(error).__name__})
                    drops |= {due.id: DropReason.FAULT for due in theirs}
            await due_reminders.dropped(session, drops, now)
            written = await put(await session.connection(), self._bot, outgoing, now)
            await due_reminders.queued(session, written, now)
        if drops:
            logger.info("reminders_dropped", extra=dict(Counter(reason.value for reason in drops.values())))
        return len(dues)

    def _words(self, chat: _Chat, dues: Sequence[Due], about: Subjects, now: datetime) -> list[Planned]:
        with speaking(chat.language):
            found = messages(dues, about, now, self._office)
            return [planned(chat.chat_id, replace(each, words=addressed(each.words, chat.chat_id))) for each in found]

    async def _chats(self, session: AsyncSession, people: Collection[int]) -> dict[int, _Chat]:
        """Where these people are reminded; those who have no chat here, or cannot be reached there, are missing."""
        chats = await reach.chats(session, Line(self._bot, self._channel), people)
        spoken = await languages_on(await session.connection(), self._bot, chats.values())
        return {person: _Chat(chat_id, spoken.get(chat_id)) for person, chat_id in chats.items()}


def _drop_reason(due: Due, about: Subjects, chats: Mapping[int, _Chat], now: datetime) -> DropReason | None:
    return about.drop_reason(due, now) or (None if due.person_id in chats else DropReason.NO_CHAT)

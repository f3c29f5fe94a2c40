"""Who was not reached by a reminder: the other side of the session hears it at once, staff in one message an hour."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy.ext.asyncio import AsyncSession

from bot.telling import tell_once
from bot.ticker import Ticker
from durable import clock, values
from durable.database import Database
from handlers.reminding.lines import side_of
from handlers.reminding.unreached import told_other_side, told_staff
from models import Meeting, Reminder
from services.office_clock import OfficeClock
from services.people import chats_of
from services.reminders.unreached import names_and_phones, take_unreached, told_since, unreached_ids
from services.tickets import staff_chats

EVERY = timedelta(minutes=1)
JOINED_FOR = timedelta(hours=1)
_LOOKS_BACK = timedelta(days=1)
_OVERLAP = timedelta(minutes=5)
"""An end that was committed late must not fall between two looks."""


class UnreachedClock:
    """Call `tick` often: it looks first, and writes only when there is something to tell."""

    def __init__(self, database: Database, bot: int, channel: str, office: OfficeClock) -> None:
        self._database, self._bot, self._channel, self._office = database, bot, channel, office
        self._looked_at: datetime | None = None

    def add_to(self, ticker: Ticker) -> None:
        """Sets the job going."""
        ticker.every(EVERY, self.tick)

    async def tick(self) -> None:
        """Tells of those whose reminders did not arrive since the last look (a day, at the start)."""
        now = clock.now()
        since = (self._looked_at or now - _LOOKS_BACK) - _OVERLAP
        async with self._database.read() as connection, AsyncSession(bind=connection) as session:
            ids = await unreached_ids(session, since, now)
            for_staff = await self._untold(session, now)
        if ids:
            async with self._database.session() as session:
                for reminder in await take_unreached(session, ids, now):
                    await self._tell_other_side(session, reminder, now)
        self._looked_at = now
        if ids or for_staff:
            async with self._database.session() as session:
                await self._tell_staff(session, now)

    async def _tell_other_side(self, session: AsyncSession, reminder: Reminder, now: datetime) -> None:
        """Once for a session, whichever of its reminders did not arrive. Of classes only staff are told."""
        if reminder.meeting_id is None:
            return
        meeting = await session.get_one(Meeting, reminder.meeting_id)
        side = side_of(meeting, reminder.person_id)
        chats = await chats_of(session, self._channel, [meeting.person_of(side.other)])
        key = f"unreached:{meeting.id}:{reminder.person_id}:{int(reminder.starts_at.timestamp())}"
        await tell_once(
            session, self._bot, list(chats.values()), lambda: (told_other_side(meeting, side, self._office), []), key,
            now, useful_until=meeting.ends_at,
        )  # fmt: skip

    async def _tell_staff(self, session: AsyncSession, now: datetime) -> None:
        reminders = await self._untold(session, now)
        chats = [each.chat_id for each in await staff_chats(session, self._channel)]
        if not reminders or not chats:
            return
        known = await names_and_phones(session, {each.person_id for each in reminders})
        key = f"reminders-unreached:{int(now.timestamp() // JOINED_FOR.total_seconds())}:{reminders[0].id}"
        await tell_once(session, self._bot, chats, lambda: (told_staff(reminders, known, self._office), []), key, now)
        await values.write(await session.connection(), self._name, now.isoformat())

    async def _untold(self, session: AsyncSession, now: datetime) -> list[Reminder]:
        """What staff have not heard of, once the hour of the message before is over."""
        last = await values.read(await session.connection(), self._name)
        if last is None:
            return await told_since(session, now - _LOOKS_BACK, now)
        told_at = datetime.fromisoformat(last)
        return await told_since(session, told_at, now) if now - told_at >= JOINED_FOR else []

    @property
    def _name(self) -> str:
        return f"reminders-unreached:{self._bot}"

"""Opens the chat rooms: a quarter of an hour before a session both are told that they can talk here."""

from __future__ import annotations

from datetime import datetime, timedelta
from functools import partial

from sqlalchemy.ext.asyncio import AsyncSession

from bot.telling import tell_once
from bot.ticker import Ticker
from durable import clock
from durable.database import Database
from durable.tables import Kind
from handlers.room.notices import opened
from models import Meeting, Side
from services.mentoring.rooms import has_room, is_any_to_open, to_open
from services.office_clock import OfficeClock
from services.people import chats_of

EVERY = timedelta(seconds=10)


class RoomClock:
    """Looks first, and writes only when a room is to be opened; several clocks at once open each once."""

    def __init__(self, database: Database, bot: int, channel: str, office: OfficeClock) -> None:
        self._database, self._bot, self._channel, self._office = database, bot, channel, office

    def add_to(self, ticker: Ticker) -> None:
        """Sets the job going."""
        ticker.every(EVERY, self.tick)

    async def tick(self) -> None:
        """Opens what is due now."""
        now = clock.now()
        async with self._database.read() as connection, AsyncSession(bind=connection) as session:
            if not await is_any_to_open(session, now):
                return
        async with self._database.session() as session:
            for meeting in await to_open(session, now):
                meeting.room_opened_at = now
                if has_room(meeting):
                    await self._tell(session, meeting, now)

    async def _tell(self, session: AsyncSession, meeting: Meeting, now: datetime) -> None:
        chats = await chats_of(session, self._channel, [meeting.mentor_id, meeting.producer_id])
        for side in Side:
            chat_id = chats.get(meeting.person_of(side))
            if chat_id is not None:
                await tell_once(
                    session, self._bot, [chat_id], partial(opened, meeting, side, self._office),
                    f"room:{meeting.id}:{meeting.sequence}", now, Kind.REMINDER, meeting.ends_at,
                )  # fmt: skip

"""Sessions as the clock sees them: another hour that nobody answered lapses, and both know that the old one holds.

A mentor hears on the next card of a session that a producer's word has booked, or that went with the producer's data;
where it begins before that, at once.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from functools import partial

from sqlalchemy.ext.asyncio import AsyncSession

from bot.one_by_one import one_by_one
from bot.telling import tell_once
from bot.ticker import Ticker
from durable import clock
from durable.database import Database
from handlers.meetings.notices import lapsed
from handlers.mentor_card.news import told_news
from models import Side
from services.mentoring import asked, moving, unanswered
from services.mentoring.moving import Lapsed
from services.office_clock import OfficeClock
from services.people import chats_of

EVERY = timedelta(seconds=10)
_AT_ONCE = 200


class MeetingClock:
    """Looks first, and writes only when there is something to do; several clocks at once do each once."""

    def __init__(self, database: Database, bot: int, channel: str, office: OfficeClock) -> None:
        self._database, self._bot, self._channel, self._office = database, bot, channel, office

    def add_to(self, ticker: Ticker) -> None:
        """Sets the jobs going."""
        ticker.every(EVERY, self.tick)
        ticker.daily(3, 50, self.close_unanswered)

    async def tick(self) -> None:
        """Ends the proposals whose time is over, and tells mentors what cannot wait for their card."""
        now = clock.now()
        async with self._database.read() as connection, AsyncSession(bind=connection) as session:
            is_any_lapsed = await moving.is_any_lapsed(session, now)
            urgent = await asked.told_too_late_by_card(session, now, self._office)
        await one_by_one(self._database, "urgent_news", urgent, partial(self._tell_mentor, now=now))
        if is_any_lapsed:
            async with self._database.session() as session:
                for each in await moving.lapse_moves(session, now):
                    await self._tell(session, each, now)

    async def close_unanswered(self) -> int:
        """Closes what waits for a word that will not come. Returns how many requests."""
        closed = 0
        while True:
            async with self._database.session() as session:
                some = await unanswered.close_unanswered(session, clock.now(), _AT_ONCE)
            closed += len(some)
            if len(some) < _AT_ONCE:
                return closed

    async def _tell(self, session: AsyncSession, each: Lapsed, now: datetime) -> None:
        meeting = each.meeting
        chats = await chats_of(session, self._channel, [meeting.mentor_id, meeting.producer_id])
        key = f"move-lapsed:{meeting.id}:{int(each.to.timestamp())}:{int(now.timestamp())}"
        for side in Side:
            chat_id = chats.get(meeting.person_of(side))
            if chat_id is not None:
                notice = partial(lapsed, meeting, side, self._office)
                await tell_once(session, self._bot, [chat_id], notice, key, now, useful_until=meeting.starts_at)

    async def _tell_mentor(self, session: AsyncSession, meeting_id: int, now: datetime) -> None:
        meeting = await asked.take_news(session, meeting_id, now)
        if meeting is None:
            return
        chats = await chats_of(session, self._channel, [meeting.mentor_id])
        key = f"mentor-news:{meeting.id}:{meeting.state}"
        await tell_once(
            session, self._bot, list(chats.values()), lambda: (told_news(meeting, self._office), ()), key, now,
            useful_until=meeting.ends_at,
        )  # fmt: skip

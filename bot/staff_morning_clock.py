"""On a working day's morning staff hear, in one message, what is new and what waits for them.

Most of it was told when it came; what nobody has seen to since is told again, so that nothing left to staff is lost.
"""

from __future__ import annotations

from datetime import timedelta
from functools import partial

from bot.telling import tell_once
from bot.ticker import Ticker
from durable import clock
from durable.database import Database
from durable.tables import Kind
from handlers.morning import morning
from services.morning import MORNING, matters
from services.office_clock import OfficeClock
from services.second_person import is_working_day
from services.tickets import staff_chats

_MORNING_LASTS = timedelta(hours=12)


class StaffMorningClock:
    """One job a day; the key of the day keeps it one message for each."""

    def __init__(self, database: Database, bot: int, channel: str, office: OfficeClock) -> None:
        self._database, self._bot, self._channel, self._office = database, bot, channel, office

    def add_to(self, ticker: Ticker) -> None:
        """Sets the job going."""
        ticker.daily(MORNING.hour, MORNING.minute, self.remind)

    async def remind(self) -> int:
        """Tells everybody for whom something waits. Returns how many."""
        now, told = clock.now(), 0
        today = now.astimezone(self._office.zone).date()
        if not is_working_day(today):
            return 0
        async with self._database.session() as session:
            for each in await staff_chats(session, self._channel):
                found = await matters(session, each.person_id, self._channel, self._office.zone, now)
                if not found:
                    continue
                told += 1
                await tell_once(
                    session, self._bot, [each.chat_id], partial(morning, found), f"staff-morning:{today}", now,
                    Kind.REMINDER, now + _MORNING_LASTS,
                )  # fmt: skip
        return told

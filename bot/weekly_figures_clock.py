"""On Monday morning whoever reads figures gets those of the last seven days, once; after a day or two off, later."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from functools import partial

from bot.telling import tell_once
from bot.ticker import Ticker
from durable import clock
from durable.database import Database
from durable.tables import Kind
from handlers.weekly import weekly
from services.office_clock import OfficeClock
from services.roles import Act
from services.statistics.office import compared
from services.statistics.periods import LastDays
from services.tickets import staff_chats

_EIGHT = time(8, 0)
_STILL_NEWS = timedelta(days=3)
_WEEK_DAYS = 7


class WeeklyFiguresClock:
    """Asked every morning, since a computer may be off on Monday; the key of the week makes it one message for each."""

    def __init__(self, database: Database, bot: int, channel: str, office: OfficeClock) -> None:
        self._database, self._bot, self._channel, self._office = database, bot, channel, office

    def add_to(self, ticker: Ticker) -> None:
        """Sets the job going."""
        ticker.daily(_EIGHT.hour, _EIGHT.minute, self.tell_figures)

    async def tell_figures(self) -> int:
        """Tells everybody who may see figures. Returns how many those are."""
        now = clock.now()
        today = now.astimezone(self._office.zone).date()
        monday = datetime.combine(today - timedelta(days=today.weekday()), _EIGHT, self._office.zone)
        if not monday <= now < monday + _STILL_NEWS:
            return 0
        year, week, _ = monday.isocalendar()
        async with self._database.session() as session:
            chats = [each.chat_id for each in await staff_chats(session, self._channel, Act.SEE_STATISTICS)]
            if not chats:
                return 0
            figures = await compared(session, LastDays(_WEEK_DAYS, now), self._office)
            await tell_once(
                session, self._bot, chats, partial(weekly, figures), f"weekly-figures:{year}-W{week:02}", now,
                Kind.REMINDER, monday + _STILL_NEWS,
            )  # fmt: skip
        return len(chats)

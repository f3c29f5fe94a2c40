"""Announcements as the clock sees them: begun in time, fed into the outbox little by little, settled, judged, told.

The table of recipients is the truth. Who is next becomes a row of the outbox and `queued` in one transaction, under the
lock that a pause takes too: so a clock that dies in the middle has sent nothing twice, the next one goes on where it
stood, and what staff stop is stopped as soon as the half second's worth that lies in the outbox is out.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TypeVar

from sqlalchemy.ext.asyncio import AsyncSession

from bot.announcement_calls import put_announcement, put_changes
from bot.announcement_progress import AnnouncementProgress
from bot.quiet_hours import quiet_until
from bot.ticker import Ticker
from durable import clock
from durable.away import is_away
from durable.database import Database
from durable.dispatch import Waiting, waiting
from durable.tables import Kind
from durable.work import Call
from models import Announcement
from services.announcements import change_turns, feeding, finding, settling, starting
from services.announcements.audience import from_json, recipients_in
from services.announcements.change_turns import Changed
from services.announcements.judging import judge
from services.announcements.settling import Settled
from services.errors import AnnouncementConflict
from services.office_clock import OfficeClock
from services.reach import Line

logger = logging.getLogger(__name__)

PAUSE = timedelta(seconds=0.2)
PEOPLE_AT_ONCE = 250
"""In one transaction: on SQLite everybody else's answers wait for it."""
IN_OUTBOX_SECONDS = 0.5
UNPACED_IN_OUTBOX = 3000
UNPACED_PAUSE_SECONDS = 0.05
UNPACED_LOOKS = 20
"""Without a pace what lies in the outbox is out in less than the pause: while one goes out there is no long one."""
TRIED_AGAIN_AT_MOST = 10
"""Times what lies in the outbox may wait there for another try, before nothing is added: the platform is away."""

REST_SECONDS = 10.0
"""After a fault of ours."""

T = TypeVar("T")
Do = Callable[[int, datetime], Awaitable[T]]
Offer = Callable[[Sequence[Call]], None]


@dataclass(frozen=True)
class Pace:
    """Messages that leave in a second, 0 for as many as can; and so how many may lie in the outbox."""

    rate: float

    def room(self, now_waiting: Waiting) -> int:
        """How many more may be added."""
        most = max(1, round(self.rate * IN_OUTBOX_SECONDS)) if self.rate else UNPACED_IN_OUTBOX
        return 0 if now_waiting.postponed >= TRIED_AGAIN_AT_MOST * most else most - now_waiting.due


class AnnouncementClock:
    """Call `tick` often: it looks first, and writes only when there is something to do."""

    def __init__(
        self, database: Database, line: Line, office: OfficeClock, rate: float, offer: Offer = lambda calls: None
    ) -> None:
        self._database, self._line, self._office, self._offer = database, line, office, offer
        self._pace = Pace(rate)
        self._quiet_until = quiet_until(office.quiet_hours, office.zone)
        self._rests_until: dict[int, float] = {}
        self._progress = AnnouncementProgress(database, line, office, rate)

    def add_to(self, ticker: Ticker) -> None:
        """Sets it going."""
        ticker.again_and_again(PAUSE, self.tick if self._pace.rate else self._tick_in_haste)

    async def _tick_in_haste(self) -> None:
        for _ in range(UNPACED_LOOKS):
            if not await self.tick():
                break
            await asyncio.sleep(UNPACED_PAUSE_SECONDS)

    async def tick(self) -> bool:
        """Does what is due now. Returns whether anything goes out."""
        now = clock.now()
        async with self._database.read() as connection, AsyncSession(bind=connection) as session:
            due = [] if self._quiet_until(now) else await finding.due_to_start(session, now)
            begun = await finding.begun(session)
        begun += [each for each in due if await self._tried(self._begin, each, now)]
        for announcement_id in begun:
            await self._tried(self._go_on_with, announcement_id, now)
        return bool(begun)

    async def _tried(self, do: Do[T], announcement_id: int, now: datetime) -> T | None:
        """A fault in one holds up no other; it is tried again a little later, so that the log is not filled by it."""
        if self._rests_until.get(announcement_id, 0.0) > clock.monotonic():
            return None
        try:
            return await do(announcement_id, now)
        except Exception as error:
            if is_away(error):
                raise
            self._rests_until[announcement_id] = clock.monotonic() + REST_SECONDS
            logger.exception("announcement_stands", extra={"row": announcement_id, "error": type(error).__name__})
            return None

    async def _begin(self, announcement_id: int, now: datetime) -> bool:
        async with self._database.session() as session:
            return await self._start(session, announcement_id, now)

    async def _start(self, session: AsyncSession, announcement_id: int, now: datetime) -> bool:
        announcement = await finding.locked(session, announcement_id)
        people = recipients_in(from_json(announcement.audience), announcement.topic, self._line, now)
        try:
            await starting.start(session, announcement_id, people, now)
        except AnnouncementConflict:
            return False  # another clock has begun it, or somebody called it off
        await starting.add_next(session, announcement, self._office.zone, now)
        await self._progress.open(session, announcement, now)
        logger.info("announcement_begun", extra={"row": announcement_id})
        return True

    async def _go_on_with(self, announcement_id: int, now: datetime) -> None:
        """Settles what has ended, judges, and adds to the outbox until there is half a second's worth."""
        ends, changes, room = await self._look(announcement_id, now)
        while True:
            some, ends = ends[:PEOPLE_AT_ONCE], ends[PEOPLE_AT_ONCE:]
            others, changes = changes[:PEOPLE_AT_ONCE], changes[PEOPLE_AT_ONCE:]
            async with self._database.session() as session:
                announcement = await finding.locked(session, announcement_id)
                await settling.settle(session, announcement_id, some)
                await change_turns.settle_changes(session, announcement_id, others)
                event = await judge(session, announcement, now)
                is_closed = await change_turns.close_if_done(session, announcement, now)
                await self._progress.tell(session, announcement, event, now)
                messages, calls = await self._next(session, announcement, room, now) if room > 0 else (0, [])
            if event is not None:
                logger.info("announcement", extra={"row": announcement_id, "event": event.value})
            self._offer(calls)
            room -= messages
            if not ends and not changes and (room <= 0 or not messages):
                break
            await asyncio.sleep(0)  # whoever writes now is not kept waiting
        await self._progress.renew(announcement_id, now, is_last=is_closed)

    async def _look(self, announcement_id: int, now: datetime) -> tuple[list[Settled], list[Changed], int]:
        """What has ended, and how many messages may be added."""
        async with self._database.read() as connection, AsyncSession(bind=connection) as session:
            ends = await settling.ends(session, announcement_id, now)
            changes = await change_turns.changes_ended(session, announcement_id)
            return ends, changes, self._pace.room(await waiting(connection, self._line.bot, Kind.BROADCAST, now))

    async def _next(
        self, session: AsyncSession, announcement: Announcement, room: int, now: datetime
    ) -> tuple[int, list[Call]]:
        """Who is next, those first whose messages are to be changed. (the room it takes, the calls)"""
        connection, each = await session.connection(), max(1, len(announcement.parts))
        people = min(PEOPLE_AT_ONCE, max(1, room // each))
        having = await change_turns.next_changes(session, announcement, self._line, people)
        if having:
            changes, calls = await put_changes(connection, self._line.bot, announcement, having, now)
            await change_turns.changes_queued(session, announcement, changes)
            return len(having) * each, calls
        if self._quiet_until(now) is not None:
            return 0, []
        turn = await feeding.next_turn(session, announcement, self._line, people, now)
        if not turn:
            return 0, []
        first, calls = await put_announcement(connection, self._line.bot, announcement, turn.receivers, now)
        await feeding.queued(session, announcement, first)
        return max(1, len(turn.receivers) * each), calls

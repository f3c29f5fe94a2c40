"""How far an announcement is, in one message in its author's chat that changes in place; and what stopped or ended it.

The edits are few, and their message is a notice: they go before the announcement itself and behind every answer.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession
from telegram import InlineKeyboardMarkup

from bot.quiet_hours import quiet_until
from bot.telling import tell_once
from durable import clock, outbox
from durable.database import Database
from durable.tables import Kind
from durable.work import Call, dumps
from handlers.announcement_desk import notices
from handlers.announcement_desk.card import Speed, card
from handlers.chat_language import languages_on, speaking
from handlers.telling import Notice
from models import Announcement, AnnouncementEvent, Person
from services.announcements.finding import locked
from services.announcements.report import Report, report_of
from services.office_clock import OfficeClock
from services.people import chats_of
from services.reach import Line
from services.roles import Act, allowed
from services.tickets import staff_chats

EVERY_SECONDS = 3.0
_MEASURED_SECONDS = 15.0


class AnnouncementProgress:
    """Remembers what was shown last, and how fast it went: after a restart both begin anew, which shows only once."""

    def __init__(self, database: Database, line: Line, office: OfficeClock, rate: float) -> None:
        self._database, self._line, self._office, self._rate = database, line, office, rate
        self._quiet_until = quiet_until(office.quiet_hours, office.zone)
        self._shown: dict[int, tuple[float, str]] = {}
        self._over: dict[int, deque[tuple[float, int]]] = {}

    async def open(self, session: AsyncSession, announcement: Announcement, now: datetime) -> None:
        """The message, as soon as the announcement begins; none where the author has no chat here."""
        said = await self._said(session, announcement, lambda report: self._card(announcement, report, now))
        if said is None:
            return
        chat_id, params = said
        announcement.progress_outbox_id = await outbox.send_later(
            await session.connection(), self._line.bot, chat_id, "sendMessage", params, kind=Kind.NOTICE, now=now,
            unique_key=f"announcement-progress:{announcement.id}",
        )  # fmt: skip

    async def tell(
        self, session: AsyncSession, announcement: Announcement, event: AnnouncementEvent | None, now: datetime
    ) -> None:
        """A message of its own where it stopped by itself, or is over: the changing one makes no sound.

        Where its author cannot be told, everybody is who may let it go on.
        """
        if event not in (AnnouncementEvent.HALT, AnnouncementEvent.FINISH):
            return
        author = await self._chat_of_author(session, announcement)
        chats = [author] if author is not None else await self._chats_of_staff(session)
        report = await report_of(session, announcement.id, announcement.revision)
        told = notices.halted if event is AnnouncementEvent.HALT else notices.finished
        key = f"announcement-{event.value}:{announcement.id}:{announcement.judged_from}"
        await tell_once(session, self._line.bot, chats, lambda: told(announcement, report), key, now)

    async def renew(self, announcement_id: int, now: datetime, *, is_last: bool = False) -> None:
        """Shows how far it is, at most each three seconds, and at the end."""
        moment = clock.monotonic()
        shown_at, shown = self._shown.get(announcement_id, (float("-inf"), ""))
        if not is_last and moment - shown_at < EVERY_SECONDS:
            return
        async with self._database.session() as session:
            announcement = await locked(session, announcement_id)
            if announcement.progress_outbox_id is None:
                return
            said = await self._said(session, announcement, lambda report: self._card(announcement, report, now))
            if said is None or dumps(said[1]) == shown:
                self._shown[announcement_id] = (moment, shown)
                return
            await self._edit(session, announcement.progress_outbox_id, *said, now)
        self._shown[announcement_id] = (moment, dumps(said[1]))
        if is_last:
            self._shown.pop(announcement_id)
            self._over.pop(announcement_id, None)

    async def _edit(
        self, session: AsyncSession, message: int, chat_id: int, params: dict[str, object], now: datetime
    ) -> None:
        connection = await session.connection()
        new_id = next((await outbox.fresh_ids(connection, 1))[0])
        edit = {"chat_id": chat_id, **params}
        call = Call(
            new_id, self._line.bot, chat_id, Kind.NOTICE, "editMessageText", dumps(edit), now, now, target_id=message
        )
        await outbox.put(connection, [call])

    def _card(self, announcement: Announcement, report: Report, now: datetime) -> Notice:
        over = self._over.setdefault(announcement.id, deque())
        moment = clock.monotonic()
        over.append((moment, report.over))
        while moment - over[0][0] > _MEASURED_SECONDS:
            over.popleft()
        passed = moment - over[0][0]
        measured = (report.over - over[0][1]) / passed if passed > 1 else self._rate
        return card(announcement, report, self._office.zone, Speed(measured, self._quiet_until(now)))

    async def _said(
        self, session: AsyncSession, announcement: Announcement, notice: Callable[[Report], Notice]
    ) -> tuple[int, dict[str, object]] | None:
        """(the author's chat, the message), or None where there is no chat."""
        chat_id = await self._chat_of_author(session, announcement)
        if chat_id is None:
            return None
        report = await report_of(session, announcement.id, announcement.revision)
        spoken = await languages_on(await session.connection(), self._line.bot, [chat_id])
        with speaking(spoken.get(chat_id)):
            told, rows = notice(report)
        params: dict[str, object] = {
            "text": told, "parse_mode": "HTML", "link_preview_options": {"is_disabled": True},
            "reply_markup": InlineKeyboardMarkup(rows).to_dict(),
        }  # fmt: skip
        return chat_id, params

    async def _chat_of_author(self, session: AsyncSession, announcement: Announcement) -> int | None:
        """None also for an author who may not announce any more."""
        if not allowed(await session.get(Person, announcement.author_id), Act.ANNOUNCE):
            return None
        chats = await chats_of(session, self._line.channel, [announcement.author_id])
        return chats.get(announcement.author_id)

    async def _chats_of_staff(self, session: AsyncSession) -> list[int]:
        return [each.chat_id for each in await staff_chats(session, self._line.channel, Act.ANNOUNCE)]

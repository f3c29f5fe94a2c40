"""Questions as the clock sees them: staff hear of what is new and of what has waited for too long, each time once.

Whatever is due at one moment goes to each member of staff in one message, and what comes due soon after waits to be
joined. All is marked in the transaction that puts the messages into the outbox: a clock that dies in the middle has
told nobody, and several clocks tell each once.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy.ext.asyncio import AsyncConnection, AsyncSession
from telegram import InlineKeyboardMarkup

from durable import clock, outbox, values
from durable.database import Database
from durable.tables import Kind
from handlers.chat_language import languages_on, speaking
from handlers.ticket_desk import notices
from handlers.ticket_desk.notices import Notice
from models import Ticket
from services.tickets import StaffChat, concerned, staff_at_work, staff_chats
from services.tickets.due import Occasion, due, is_any_due, mark
from services.working_time import OfficeHours, add_working_time

_REMINDER_LIVES = timedelta(hours=24)
"""After that the list itself tells more than an old reminder."""

QuietUntil = Callable[[datetime], datetime | None]


@dataclass(frozen=True)
class _Way:
    """How staff are told on one occasion. After a message the next on this occasion waits for `joined_for`."""

    told: Callable[[Sequence[Ticket], datetime], Notice]
    kind: Kind
    joined_for: timedelta
    waits_for_morning: bool = False
    """News of the night are not made before the morning, so that they are one message then."""


_WAYS: Mapping[Occasion, _Way] = {
    # Escalations first: who hears that something waits for two days need not be reminded of it as well.
    Occasion.ESCALATION: _Way(notices.escalation, Kind.REMINDER, timedelta(hours=1)),
    Occasion.REMINDER: _Way(notices.reminder, Kind.REMINDER, timedelta(hours=1)),
    Occasion.NEWS: _Way(notices.news, Kind.NOTICE, timedelta(minutes=15), waits_for_morning=True),
}


class TicketClock:
    """Call `tick` often: it looks first, and writes only when there is something to tell."""

    def __init__(
        self, database: Database, bot: int, channel: str, hours: OfficeHours, zone: ZoneInfo, quiet: QuietUntil
    ) -> None:
        self._database, self._bot, self._channel = database, bot, channel
        self._hours, self._zone, self._quiet = hours, zone, quiet

    async def tick(self) -> None:
        """Tells what is due now."""
        now = clock.now()
        async with self._database.read() as connection, AsyncSession(bind=connection) as session:
            occasions = [
                occasion
                for occasion in _WAYS
                if await is_any_due(session, self._channel, occasion, now)
                and await self._may_tell(connection, occasion, now)
            ]
        for occasion in occasions:
            async with self._database.session() as session:
                await self._tell(session, occasion, now)

    async def _may_tell(self, connection: AsyncConnection, occasion: Occasion, now: datetime) -> bool:
        way = _WAYS[occasion]
        if way.waits_for_morning and self._quiet(now) is not None:
            return False
        last = await values.read(connection, self._key(occasion))
        return last is None or now - datetime.fromisoformat(last) >= way.joined_for

    async def _tell(self, session: AsyncSession, occasion: Occasion, now: datetime) -> None:
        connection = await session.connection()
        tickets = await due(session, self._channel, occasion, now)
        if not tickets or not await self._may_tell(connection, occasion, now):
            return
        staff = await staff_chats(session, self._channel)
        at_work = await staff_at_work(session, self._channel, self._bot, self._hours, self._zone, now)
        of_chat = whom_to_tell(occasion, tickets, staff, at_work)
        if not of_chat:
            return  # nobody answers here yet: it stays due until somebody does
        spoken = await languages_on(connection, self._bot, [*of_chat, *(ticket.chat_id for ticket in tickets)])
        window = int(now.timestamp() // _WAYS[occasion].joined_for.total_seconds())
        for chat_id, its_tickets in of_chat.items():
            with speaking(spoken.get(chat_id)):
                notice = _WAYS[occasion].told(its_tickets, now)
                # Of another clock at the same time the tickets are others: no two ever tell of the same.
                key = f"ticket-{occasion}:{chat_id}:{window}:{its_tickets[0].id}"
                await self._send(connection, chat_id, notice, _WAYS[occasion].kind, key, now)
        if occasion is Occasion.ESCALATION:
            await self._tell_askers(connection, tickets, spoken, now)
        mark(occasion, tickets, now)
        await values.write(connection, self._key(occasion), now.isoformat())

    async def _tell_askers(
        self, connection: AsyncConnection, tickets: Sequence[Ticket], spoken: Mapping[int, str], now: datetime
    ) -> None:
        """That it takes longer, and until when it is hoped for; once for each time that it was asked."""
        until = add_working_time(now, self._hours, days=1, zone=self._zone)
        for ticket in tickets:
            with speaking(spoken.get(ticket.chat_id)):
                key = f"ticket-later:{ticket.id}:{ticket.times_reopened}"
                notice = notices.later(ticket, until, self._zone)
                await self._send(connection, ticket.chat_id, notice, Kind.NOTICE, key, now)

    async def _send(
        self, connection: AsyncConnection, chat_id: int, notice: Notice, kind: Kind, key: str, now: datetime
    ) -> None:
        params = {"text": notice.words, "parse_mode": "HTML", "link_preview_options": {"is_disabled": True}}
        if notice.rows:
            params["reply_markup"] = InlineKeyboardMarkup(notice.rows).to_dict()
        await outbox.send_later(
            connection, self._bot, chat_id, "sendMessage", params,
            kind=kind, now=now, unique_key=key, about=notice.about,
            useful_until=now + _REMINDER_LIVES if kind is Kind.REMINDER else None,
        )  # fmt: skip

    def _key(self, occasion: Occasion) -> str:
        return f"ticket-{occasion}:{self._bot}"


def whom_to_tell(
    occasion: Occasion, tickets: Sequence[Ticket], staff: Sequence[StaffChat], at_work: Collection[int]
) -> dict[int, list[Ticket]]:
    """{chat: what to tell there}. What is late goes to the administrators, and to those who were not reminded of it."""
    admins = [each for each in staff if each.is_admin] or list(staff)

    def hears(each: StaffChat, ticket: Ticket) -> bool:
        if occasion is not Occasion.ESCALATION:
            return each in concerned(ticket, staff, at_work)
        return each in admins or (ticket.reminded_at is None and each in concerned(ticket, staff, at_work))

    of_chat = {each.chat_id: [ticket for ticket in tickets if hears(each, ticket)] for each in staff}
    return {chat_id: heard for chat_id, heard in of_chat.items() if heard}

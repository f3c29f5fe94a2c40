"""Two officers and thirty people who get announcements, their clock, and the ends of calls as a test likes."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy import insert, select
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncSession

from bot.announcement_clock import AnnouncementClock
from durable import clock, dispatch, outbox
from durable.database import Database
from durable.inbox import conversations
from durable.tables import Kind, OutboxState
from durable.work import Call
from models import (
    Account,
    Announcement,
    AnnouncementRecipient,
    AnnouncementState,
    Consent,
    Person,
    RecipientState,
    Role,
    RoleKind,
)
from services.announcements.report import Report, report_of
from services.office_clock import OfficeClock
from services.reach import Line
from tests.announcement_rows import add_announcement
from tests.driver import BOT, CALLS
from tests.prepared import all_tables

WITA = ZoneInfo("Asia/Makassar")
MONDAY = datetime(2026, 11, 23, 10, 0, tzinfo=WITA)
PEOPLE, FIRST_CHAT = 30, 1001
AUTHOR_CHAT, COLLEAGUE_CHAT = 1, 2
LINE = Line(BOT, "telegram")


async def an_office_with_people(url: str) -> None:
    """Officers 1 and 2 with the chats 1 and 2, and people 3 to 32 with the chats from 1001 on."""
    await all_tables(url)
    database, at = Database(url), MONDAY.astimezone(UTC)
    async with database.write() as connection:
        await add_chats(connection, {1: AUTHOR_CHAT, 2: COLLEAGUE_CHAT})
        roles = [{"person_id": person, "kind": RoleKind.PETUGAS, "granted_at": at} for person in (1, 2)]
        await connection.execute(insert(Role), roles)
    await add_people(database, 3, PEOPLE)
    await database.close()


async def add_people(database: Database, first: int, count: int) -> None:
    """So many who agreed, at once; their ids begin with `first`."""
    people = range(first, first + count)
    async with database.write() as connection:
        await add_chats(connection, {person: FIRST_CHAT + person - 3 for person in people})
        await agree(connection, people)


async def agree(connection: AsyncConnection, people: Iterable[int]) -> None:
    """They agreed to the consent."""
    consents = [{"person_id": person, "version": "1", "given_at": MONDAY.astimezone(UTC)} for person in people]
    await connection.execute(insert(Consent), consents)


async def add_chats(connection: AsyncConnection, chats: Mapping[int, int], bot: int = BOT) -> None:
    """People who have written: {person: chat}."""
    at = MONDAY.astimezone(UTC)
    people = [{"id": person, "name": f"Orang {person}", "created_at": at} for person in chats]
    await connection.execute(insert(Person), people)
    accounts = [
        {"channel": "telegram", "chat_id": chat, "person_id": person, "created_at": at}
        for person, chat in chats.items()
    ]
    await connection.execute(insert(Account), accounts)
    rows = [{"bot": bot, "chat_id": chat, "language": "id"} for chat in chats.values()]
    await connection.execute(insert(conversations), rows)


class Time:
    """An instant that a test moves."""

    def __init__(self) -> None:
        self.now = MONDAY

    def passes(self, **span: float) -> None:
        self.now += timedelta(**span)


End = Callable[[Call], tuple[OutboxState, str | None]]


def accepted(call: Call) -> tuple[OutboxState, str | None]:
    return OutboxState.SENT, None


@dataclass
class Newsroom:
    """What tests do and see of announcements."""

    database: Database
    time: Time
    rate: float = 0
    offered: list[Call] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.clock = AnnouncementClock(self.database, LINE, OfficeClock(), self.rate, self.offered.extend)
        self._message_id = 500

    async def announces(self, **different: object) -> int:
        """One to everybody, at once."""
        told: dict[str, object] = {
            "state": AnnouncementState.SCHEDULED, "started_at": None, "closed_at": None,
        }  # fmt: skip
        async with self.database.session() as session:
            author = await session.get_one(Person, 1)
            return (await add_announcement(session, author, clock.now(), **(told | different))).id

    async def sends(self, end: End = accepted, *, kinds: Sequence[Kind] = tuple(Kind)) -> list[Call]:
        """What is due leaves, and ends as told."""
        calls = await self.waiting(kinds)
        ends = []
        for call in calls:
            state, reason = end(call)
            is_message = state is OutboxState.SENT and call.method.startswith("send")
            messages = [self._next_message() for _ in range(3 if call.method == "sendMediaGroup" else 1)]
            first, further = (messages[0], tuple(messages[1:])) if is_message else (None, ())
            ends.append(dispatch.Closed(call, state, reason, first, further))
        async with self.database.write() as connection:
            await dispatch.close(connection, BOT, ends, clock.now())
        return calls

    async def waiting(self, kinds: Sequence[Kind] = tuple(Kind)) -> list[Call]:
        """What lies in the outbox, oldest first."""
        o = outbox.outbox.c
        query = select(*(o[name] for name in CALLS)).where(o.state == OutboxState.PENDING, o.kind.in_(kinds))
        async with self.database.read() as connection:
            rows = await connection.execute(query.order_by(o.id))
            return [Call(**{**row._mapping, "kind": Kind(row.kind)}) for row in rows]

    async def runs(self, end: End = accepted, times: int = 12) -> list[Call]:
        """Ticks and sends by turns, as they do all day; gives every announcement call that left."""
        left: list[Call] = []
        for _ in range(times):
            await self.clock.tick()
            left += [call for call in await self.sends(end) if call.kind is Kind.BROADCAST]
        await self.clock.tick()
        return left

    async def found(self, announcement_id: int) -> Announcement:
        async with self.database.read() as connection, AsyncSession(bind=connection) as session:
            return await session.get_one(Announcement, announcement_id)

    async def report(self, announcement_id: int) -> Report:
        async with self.database.read() as connection, AsyncSession(bind=connection) as session:
            found = await session.get_one(Announcement, announcement_id)
            return await report_of(session, announcement_id, found.revision)

    async def recipients(self, announcement_id: int) -> list[AnnouncementRecipient]:
        r = AnnouncementRecipient
        async with self.database.read() as connection, AsyncSession(bind=connection) as session:
            query = select(r).where(r.announcement_id == announcement_id).order_by(r.position)
            return list(await session.scalars(query))

    async def in_state(self, announcement_id: int, state: RecipientState) -> int:
        return (await self.report(announcement_id))[state]

    def _next_message(self) -> int:
        self._message_id += 1
        return self._message_id

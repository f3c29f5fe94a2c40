"""An office with mentors and producers whose sessions are reminded of, at times that a test moves."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import select

from bot.reminder_clock import ReminderClock
from durable import clock
from durable.outbox import outbox
from handlers.meetings import reminded
from models import Meeting, Occasion, Person, Reminder, ReminderState, Side
from services import people
from services.office_clock import WITA, OfficeClock
from services.reminders import planning
from tests.conversations.checked_office import CheckedOffice
from tests.driver import BOT, Reply
from tests.mentoring_rows import add_meeting

OFFICE = OfficeClock()  # quiet from 21 to 6
NOON = datetime(2026, 11, 23, 12, 0, tzinfo=WITA)


def at(day: int, hour: int, minute: int = 0) -> datetime:
    """An instant in November 2026, in WITA; the 26th is a Thursday."""
    return datetime(2026, 11, day, hour, minute, tzinfo=WITA)


class Sessions:
    """What a test needs of sessions: books them, lets the clock tick, and looks at what became of each reminder."""

    def __init__(self, office: CheckedOffice) -> None:
        self.office, self.now = office, NOON
        self.clock = ReminderClock(office.database, BOT, "telegram", OFFICE)

    async def person(self, chat_id: int, name: str) -> int:
        """Somebody who agreed; the id."""
        async with self.office.database.session() as session:
            person = await people.give_consent(session, "telegram", chat_id, "2026-11", NOON)
            person.name = name
            return person.id

    async def book(self, mentor_id: int, producer_id: int, starts_at: datetime) -> int:
        """A session with its reminders; the id."""
        async with self.office.database.session() as session:
            both = [await session.get_one(Person, each) for each in (mentor_id, producer_id)]
            meeting = await add_meeting(session, *both, starts_at, NOON)
            await planning.plan_meeting(session, meeting, NOON, OFFICE)
            return meeting.id

    async def change(self, meeting_id: int, change: Callable[[Meeting], None]) -> None:
        """Something happens to a session, of which its reminders hear nothing."""
        async with self.office.database.session() as session:
            change(await session.get_one(Meeting, meeting_id))

    async def ticks(self, now: datetime | None = None) -> list[Reply]:
        """The clock looks, at this time or as it is; gives what people get."""
        self.now = now or self.now
        await self.clock.tick()
        return await self.office.sends()

    async def states(self) -> list[tuple[Occasion, ReminderState]]:
        """Of all reminders, in the order in which they were planned."""
        async with self.office.database.session() as session:
            rows = await session.scalars(select(Reminder).order_by(Reminder.id))
            return [(row.occasion, row.state) for row in rows]

    async def rows(self, *which: ReminderState) -> list[Reminder]:
        """The reminders in these states."""
        async with self.office.database.session() as session:
            return list(await session.scalars(select(Reminder).where(Reminder.state.in_(which)).order_by(Reminder.id)))

    async def notice(self, meeting_id: int, side: Side, occasion: Occasion, *, is_late: bool = False) -> str:
        """What a reminder of its own says."""
        async with self.office.database.session() as session:
            meeting = await session.get_one(Meeting, meeting_id)
            words, _ = reminded.notice(occasion, meeting, side, OFFICE, is_late=is_late)
            return words

    async def outbox_rows(self) -> list[tuple[int, int, str, datetime, str | None, int | None]]:
        """(chat, kind, unique key, end, about what) of all that was put there."""
        o = outbox.c
        columns = (o.chat_id, o.kind, o.unique_key, o.expires_at, o.about_kind, o.about_id)
        async with self.office.database.read() as connection:
            return [tuple(row) for row in await connection.execute(select(*columns).order_by(o.id))]  # type: ignore[misc]


@pytest.fixture
def sessions(office: CheckedOffice, monkeypatch: pytest.MonkeyPatch) -> Sessions:
    """On SQLite: enough for most."""
    return _opened(office, monkeypatch)


@pytest.fixture
def sessions_on_both(office_on_both: CheckedOffice, monkeypatch: pytest.MonkeyPatch) -> Sessions:
    """On SQLite, and once more on PostgreSQL: for the main paths."""
    return _opened(office_on_both, monkeypatch)


def _opened(office: CheckedOffice, monkeypatch: pytest.MonkeyPatch) -> Sessions:
    found = Sessions(office)
    monkeypatch.setattr(clock, "now", lambda: found.now.astimezone(UTC))
    return found


Book = Callable[..., Awaitable[int]]
BUDI, SITI, ANI = 501, 11, 12
"""Chats: a mentor and two producers."""
HOUR = timedelta(hours=1)

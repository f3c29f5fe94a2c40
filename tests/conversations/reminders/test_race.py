"""Sessions are moved and called off while two clocks remind: what was told was true when it was written."""

from __future__ import annotations

import asyncio
from datetime import time, timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from benchmarks.reminder_rows import seed
from bot import reminder_clock
from bot.reminder_clock import ReminderClock
from durable import clock
from durable.database import Base, Database
from durable.outbox import outbox
from models import Meeting, MeetingState, Reminder, ReminderState, Side
from services.office_clock import OfficeClock
from services.reference_data import load_reference_data
from services.reminders import planning
from tests.driver import BOT

SESSIONS = 160
NEVER_QUIET = OfficeClock(quiet_hours=(time(0), time(0)))


@pytest.fixture
async def databases(database_url: str) -> list[Database]:
    """As many processes would see one database: an editor's view and those of two clocks."""
    editor = Database(database_url)
    async with editor.write() as connection:
        await connection.run_sync(Base.metadata.create_all)
        async with AsyncSession(bind=connection) as session:
            await load_reference_data(session)
            await session.commit()
        now = clock.now()
        await seed(connection, "telegram", [now + timedelta(hours=1)] * SESSIONS, now)
    # On SQLite there is one process, and so one door for all who write.
    return [editor, editor, editor] if editor.is_sqlite else [editor, Database(database_url), Database(database_url)]


async def queued_of(session: AsyncSession, meeting_id: int) -> frozenset[int]:
    """The reminders of this session that are in the outbox."""
    query = select(Reminder.id).where(Reminder.meeting_id == meeting_id, Reminder.state == ReminderState.QUEUED)
    return frozenset(await session.scalars(query))


@pytest.mark.pitfall(12)
async def test_no_reminder_of_the_old_hour_is_written_after_the_change(
    databases: list[Database], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reminder_clock, "PEOPLE_AT_ONCE", 7)  # many small batches, so that edits come between them
    editor, *others = databases
    told_before: dict[int, frozenset[int]] = {}

    async def edit() -> None:
        for number in range(SESSIONS, 0, -1):  # the clocks begin at the other end: they meet in the middle
            async with editor.session() as session:
                meeting = await session.get_one(Meeting, number, with_for_update=True)
                now = clock.now()
                if number % 2:
                    meeting.state, meeting.cancelled_at = MeetingState.CANCELLED, now
                    meeting.cancelled_by = Side.MENTOR
                    await planning.drop_meeting(session, meeting.id, now)
                else:
                    meeting.starts_at += timedelta(days=2)
                    meeting.ends_at += timedelta(days=2)
                    await planning.plan_meeting(session, meeting, now, NEVER_QUIET)
            async with editor.read() as connection, AsyncSession(bind=connection) as session:
                told_before[number] = await queued_of(session, number)

    async def tick(database: Database) -> None:
        reminding = ReminderClock(database, BOT, "telegram", NEVER_QUIET)
        for _ in range(60):
            await reminding.tick()
            await asyncio.sleep(0.01)

    await asyncio.gather(edit(), *(tick(database) for database in others))
    async with editor.session() as session:
        assert {number: await queued_of(session, number) for number in told_before} == told_before
        rows = list(await session.scalars(select(Reminder)))
        keys = list(await session.scalars(select(outbox.c.unique_key)))
    queued = [row for row in rows if row.state is ReminderState.QUEUED]
    assert sorted(keys) == sorted(f"reminder:{row.id}" for row in queued)
    assert 0 < len(queued) < 2 * SESSIONS  # they met: some were told, and some were changed before
    still_old = [row for row in rows if row.state is ReminderState.PENDING and row.due_at <= clock.now()]
    assert still_old == []
    for database in {id(each): each for each in databases}.values():
        await database.close()

"""A migrated database with sessions to be reminded of, and what became of each reminder."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import func, select

from benchmarks.reminder_rows import seed
from bot.first_start import load_lists
from bot.migrate import migrate
from durable import clock
from durable.database import Database
from durable.outbox import outbox
from durable.tables import OutboxState
from models import Reminder, ReminderState


async def opened(url: str, starts: Sequence[datetime], first_chat: int) -> Database:
    """The database with one session for each of these beginnings, of two people each."""
    database = Database(url)
    await migrate(database, clock.now())
    await load_lists(database)
    async with database.write() as connection:
        await seed(connection, "telegram", starts, clock.now(), first_chat)
    return database


async def waiting(database: Database) -> int:
    """How many reminders are not in the outbox yet, and how many messages are not sent."""
    o = outbox.c
    async with database.read() as connection:
        rows = select(func.count()).select_from(Reminder).where(Reminder.state == ReminderState.PENDING)
        messages = select(func.count()).select_from(outbox).where(o.state == OutboxState.PENDING)
        return (await connection.scalar(rows) or 0) + (await connection.scalar(messages) or 0)


async def reminder_states(database: Database) -> dict[str, int]:
    """How many reminders are in each state."""
    async with database.read() as connection:
        return {row.state.value: row.count for row in await connection.execute(
            select(Reminder.state, func.count().label("count")).group_by(Reminder.state)
        )}  # fmt: skip


async def messages_of_chats(database: Database) -> Counter[int]:
    """How many messages of reminders the outbox has for each chat."""
    async with database.read() as connection:
        found = await connection.scalars(select(outbox.c.chat_id).where(outbox.c.unique_key.like("reminder:%")))
        return Counter(found)

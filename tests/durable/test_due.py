"""What the sender finds when very much is due at once."""

from __future__ import annotations

from sqlalchemy import text

from durable import clock, dispatch, outbox
from durable.database import Base, Database
from durable.tables import Kind
from durable.work import Call

CALLS, AT_ONCE = 10_000, 500
BOT = 7


async def test_suddenly_full_outbox_is_read_at_once(postgresql_url: str) -> None:
    """The database has no statistics of the table yet: a plan that compares all with all would take minutes."""
    database, now = Database(postgresql_url), clock.now()
    async with database.write() as connection:
        await connection.run_sync(Base.metadata.create_all)
    for first in range(0, CALLS, AT_ONCE):
        async with database.write() as connection:
            (ids,) = await outbox.fresh_ids(connection, 1)
            calls = [
                Call(next(ids), BOT, chat, Kind.REMINDER, "sendMessage", "{}", now, now, unique_key=f"reminder:{chat}")
                for chat in range(first, first + AT_ONCE)
            ]
            await outbox.put(connection, calls)
    async with database.read() as connection:
        await connection.execute(text("set local statement_timeout = '4s'"))
        due = await dispatch.due(connection, BOT, Kind.REMINDER, now, 400)
    await database.close()
    assert [call.chat_id for call in due] == list(range(400))

"""A database of many people who are told one thing: what the measured broadcasts begin with."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import func, insert, select

from bot.first_start import load_lists
from bot.migrate import migrate
from durable import clock, outbox
from durable.database import Database
from durable.inbox import conversations
from durable.tables import Kind, OutboxState
from durable.work import Call, dumps

TEXT = "Pengumuman: pelatihan kemasan di Sangatta, Kamis 26 November 2026 pukul 09.00 WITA. Gratis, bawa contoh produk."
_AT_ONCE = 2000


async def prepare(url: str, bot: int, chats: Sequence[int]) -> None:
    """An office's database with these people in it, each with a chat."""
    database = Database(url)
    try:
        await migrate(database, clock.now())
        await load_lists(database)
        async with database.write() as connection:
            for some in _pages(chats):
                await connection.execute(insert(conversations), [{"bot": bot, "chat_id": chat} for chat in some])
    finally:
        await database.close()


async def announce(url: str, bot: int, chats: Sequence[int]) -> None:
    """One message to each of them, in one commit."""
    database, now, params = Database(url), clock.now(), {"text": TEXT}
    try:
        async with database.write() as connection:
            first = next((await outbox.fresh_ids(connection, 1))[0])
            for start, some in enumerate(_pages(chats)):
                calls = [
                    Call(
                        first + start * _AT_ONCE + at, bot, chat, Kind.BROADCAST, "sendMessage",
                        dumps({"chat_id": chat, **params}), now, now,
                        about_kind="announcement", about_id=1, unique_key=f"announcement:1:{chat}:1",
                    )
                    for at, chat in enumerate(some)
                ]  # fmt: skip
                await outbox.put(connection, calls)
    finally:
        await database.close()


async def marked(database: Database) -> int:
    """How many of them are written down as sent."""
    o = outbox.outbox.c
    query = select(func.count()).where(o.kind == int(Kind.BROADCAST), o.state == OutboxState.SENT)
    async with database.read() as connection:
        return await connection.scalar(query) or 0


def _pages(chats: Sequence[int]) -> list[Sequence[int]]:
    return [chats[start : start + _AT_ONCE] for start in range(0, len(chats), _AT_ONCE)]

"""The figures for monitoring, over HTTP, after a talk."""

from __future__ import annotations

import aiohttp

from bot.metrics import Metrics
from durable import clock
from durable.database import Base, Database
from durable.inbox import conversation_ids, enqueue
from tests.driver import BOT


async def test_metrics_count_what_waits(database_url: str, unused_tcp_port: int) -> None:
    database = Database(database_url)
    async with database.write() as connection:
        await connection.run_sync(Base.metadata.create_all)
        chats = await conversation_ids(connection, BOT, {11, 12})
        await enqueue(connection, chats[11], BOT, {"timeout": "x"}, clock.now())
    metrics = Metrics(database)
    await metrics.start(unused_tcp_port)
    try:
        async with aiohttp.ClientSession() as session:
            page = await (await session.get(f"http://127.0.0.1:{unused_tcp_port}/metrics")).text()
    finally:
        await metrics.stop()
        await database.close()
    figures = dict(line.rsplit(" ", 1) for line in page.splitlines())
    assert figures['pendamping_inbox_rows{state="pending"}'] == "1"
    assert figures["pendamping_chats"] == "2"
    assert figures['pendamping_outbox_pending{kind="answer"}'] == "0"

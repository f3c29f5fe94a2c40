"""A call that waits for another try can be taken out; the sender, which has it in memory, asks before it tries."""

from __future__ import annotations

import asyncio

from durable import clock
from durable.database import Database
from durable.tables import Kind
from durable.taking_out import take_out
from tests.bot.test_sender import Outbox
from tests.bot_api_double import bot_api_double, refuses
from tests.databases import Fresh
from tests.prepared import all_tables


async def test_taken_out_is_tried_no_more_nor_is_what_stands_behind_it(fresh: Fresh) -> None:
    database = Database(fresh("sqlite", all_tables))
    async with bot_api_double() as double:
        box = Outbox(database, double)
        double.script.append(refuses(500, "Internal Server Error"))
        key = {"kind": Kind.BROADCAST, "unique_key": "a"}
        first, second = await box.put(11, "satu", **key), await box.put(11, "dua", Kind.BROADCAST)
        async with box.sending():
            while ("pending", "server_error") not in await box.states():
                await asyncio.sleep(0.01)
            async with database.write() as connection:
                await take_out(connection, [first, second], clock.now())
            again = await box.put(12, "tiga", **key)
            await asyncio.sleep(1.3)
        assert (again > second, double.texts()) == (True, ["satu", "tiga"])
        assert await box.states() == [("dropped", "taken_out")] * 2 + [("sent", None)]
    await database.close()

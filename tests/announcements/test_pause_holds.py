"""A pause and an end hold within a second: with the real sender and the real clock, over HTTP."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator

import pytest

from bot.announcement_clock import AnnouncementClock
from bot.sender import Sender
from durable import clock
from durable.bot_api import BotApi
from models import Person, RecipientState
from services.announcements import steering
from services.office_clock import OfficeClock
from tests.announcements.newsroom import LINE, PEOPLE, Newsroom, add_people
from tests.bot.conftest import held_lease
from tests.bot_api_double import BotApiDouble, bot_api_double
from tests.driver import BOT, TOKEN


@pytest.fixture
async def double() -> AsyncIterator[BotApiDouble]:
    async with bot_api_double() as found:
        yield found


@pytest.mark.parametrize("rate", [30, 0])
async def test_nothing_leaves_a_second_after_the_pause(newsroom: Newsroom, double: BotApiDouble, rate: float) -> None:
    await add_people(newsroom.database, 3 + PEOPLE, 3000 if rate == 0 else 200)
    number, api = await newsroom.announces(), BotApi(double.root, TOKEN)
    lease = await held_lease(newsroom.database, "sender")
    sender = Sender(newsroom.database, api, BOT, rate, lambda now: None, lease, 0.05)
    announcing = AnnouncementClock(newsroom.database, LINE, OfficeClock(), rate, sender.offer)
    tasks = [asyncio.create_task(sender.run()), asyncio.create_task(_tick(announcing))]
    loop = asyncio.get_running_loop()
    while len(double.calls) < 30:
        await asyncio.sleep(0.01)
    async with newsroom.database.session() as session:
        await steering.pause(session, number, await session.get_one(Person, 1), clock.now())
    paused_at = loop.time()
    await asyncio.sleep(1.3)
    for task in tasks:
        task.cancel()
    await asyncio.gather(*tasks, return_exceptions=True)
    await api.close()
    last = max(call.at for call in double.calls if call.params.get("chat_id", 0) > 2)
    waiting = (await newsroom.report(number))[RecipientState.WAITING]
    print(f"rate {rate}: the last one left {last - paused_at:.2f} s after the pause; {waiting} wait")
    assert last - paused_at <= 1.0
    assert waiting > 0


async def _tick(announcing: AnnouncementClock) -> None:
    while True:
        await announcing.tick()
        await asyncio.sleep(0.2)

"""The bot was away for longer than the platform keeps what people wrote: they are told, once, in daylight."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime, timedelta

import orjson
import pytest
from sqlalchemy import insert, select

from bot import absence
from bot.absence import TOO_LONG, note_poll, tell_about_absence
from durable import clock, inbox, values
from durable.database import Database
from durable.tables import Kind
from tests.bot.test_sender import Outbox
from tests.bot_api_double import BotApiDouble
from tests.driver import BOT
from tests.durable.one_update import outbox_rows

BACK = datetime(2026, 3, 3, 14, 0, tzinfo=UTC)
STAFF = 99


def told(start: datetime, end: datetime, language: str) -> str:
    return f"{language}: {start:%d %H:%M} - {end:%d %H:%M}"


def told_staff(start: datetime, end: datetime, language: str) -> str:
    return f"staff: {(end - start).total_seconds() / 3600:g} h"


async def away_for(database: Database, hours: float) -> None:
    async with database.write() as connection:
        await note_poll(connection, BOT, BACK - timedelta(hours=hours))
        await note_poll(connection, BOT, BACK)


async def people(database: Database, **heard_days_ago: float | None) -> None:
    """Chats named c<id> (a group: g<id>, a blocked one: b<id>) and when they last wrote."""
    async with database.write() as connection:
        for name, days in heard_days_ago.items():
            row = {
                "bot": BOT,
                "chat_id": -int(name[1:]) if name[0] == "g" else int(name[1:]),
                "language": "id",
                "last_heard_at": None if days is None else BACK - timedelta(days=days),
                "unreachable_at": BACK if name[0] == "b" else None,
            }
            await connection.execute(insert(inbox.conversations).values(row))


async def tell(database: Database, staff: tuple[int, ...] = (STAFF,)) -> int:
    async with database.write() as connection:
        return await tell_about_absence(connection, BOT, told, staff, told_staff, BACK)


async def waiting(database: Database) -> list[tuple[int, str]]:
    rows = await outbox_rows(database, "chat_id", "params", "kind")
    assert {kind for _, _, kind in rows} <= {Kind.NOTICE}
    return [(chat, orjson.loads(params)["text"]) for chat, params, _ in rows]


@pytest.mark.pitfall(37)
async def test_people_and_staff_are_told_once(database: Database) -> None:
    await people(database, c1=2, c2=13.9, c3=14.1, c4=None, b5=2, g6=2)
    await away_for(database, 30)
    assert [await tell(database), await tell(database)] == [2, 0]
    words = "id: 02 08:00 - 03 14:00"
    assert sorted(await waiting(database)) == [(1, words), (2, words), (STAFF, "staff: 30 h")]


@pytest.mark.pitfall(37)
async def test_crash_before_the_note_is_gone_tells_nobody_twice(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    await people(database, c1=2)
    await away_for(database, 30)
    async with database.read() as connection:
        noted = await values.read(connection, f"away:{BOT}")
    assert noted is not None
    for _ in range(2):
        async with database.write() as connection:
            await values.write(connection, f"away:{BOT}", noted)
        await tell(database)
    assert [chat for chat, _ in await waiting(database)] == [1, STAFF]


@pytest.mark.pitfall(37)
@pytest.mark.parametrize(("hours", "is_told"), [(22.9, False), (23.1, True)])
async def test_only_a_long_absence_is_told(database: Database, hours: float, is_told: bool) -> None:
    await people(database, c1=2)
    await away_for(database, hours)
    assert (await tell(database), timedelta(hours=23)) == (int(is_told), TOO_LONG)


async def test_first_start_is_no_absence(database: Database) -> None:
    async with database.write() as connection:
        await note_poll(connection, BOT, BACK)
    assert (await tell(database), await waiting(database)) == (0, [])


async def test_second_absence_is_told_again(database: Database) -> None:
    await people(database, c1=2)
    await away_for(database, 30)
    await tell(database, ())
    async with database.write() as connection:
        await note_poll(connection, BOT, BACK + timedelta(hours=40))
    await tell(database, ())
    assert await waiting(database) == [(1, "id: 02 08:00 - 03 14:00"), (1, "id: 03 14:00 - 05 06:00")]


@pytest.mark.pitfall(37)
async def test_news_of_an_absence_waits_for_daylight(
    database: Database, double: BotApiDouble, monkeypatch: pytest.MonkeyPatch
) -> None:
    await people(database, c1=2)
    await away_for(database, 30)
    await tell(database, ())
    box = Outbox(database, double)
    async with box.sending(quiet=lambda now: clock.now() + timedelta(hours=6)):
        await asyncio.sleep(0.3)
    assert (await box.states(), double.calls) == ([("pending", "quiet_hours")], [])
    assert timedelta(days=14) == absence.ACTIVE_WITHIN


async def test_staff_who_also_write_are_told_as_both(database: Database) -> None:
    await people(database, c1=2)
    await away_for(database, 30)
    await tell(database, (1,))
    assert [chat for chat, _ in await waiting(database)] == [1, 1]
    async with database.read() as connection:
        assert await connection.scalar(select(inbox.conversations.c.chat_id)) == 1

"""A new version with other commands reaches the lists of single chats too, once."""

from __future__ import annotations

from collections.abc import AsyncIterator
from typing import Any

import orjson
import pytest
from sqlalchemy import insert, select

from bot import first_start, menus
from durable import clock
from durable.database import Database
from durable.inbox import conversations
from durable.outbox import outbox
from handlers.commands import commands_for
from models import RoleKind
from services import people, roles
from tests.databases import Fresh
from tests.driver import BOT
from tests.prepared import all_tables


@pytest.fixture
async def database(fresh: Fresh, kind_of_database: str) -> AsyncIterator[Database]:
    opened = Database(fresh(kind_of_database, all_tables))
    yield opened
    await opened.close()


async def lists_of_chats(database: Database) -> dict[int, list[str]]:
    o = outbox.c
    async with database.read() as connection:
        rows = await connection.execute(select(o.chat_id, o.params).where(o.method == "setMyCommands", o.chat_id != 0))
        found: dict[int, dict[str, Any]] = {row.chat_id: orjson.loads(row.params) for row in rows}
    assert all(params["scope"] == {"type": "chat", "chat_id": chat} for chat, params in found.items())
    return {chat: [each["description"] for each in params["commands"]] for chat, params in found.items()}


async def furnish(database: Database) -> None:
    """An officer, one who speaks English, one whose role is over, and somebody with nothing."""
    async with database.session() as session:
        by = await people.ensure_person(session, "telegram", 1, clock.now())
        await roles.give(session, by, RoleKind.ADMIN, None, clock.now())
        former = await people.ensure_person(session, "telegram", 3, clock.now())
        await roles.give(session, former, RoleKind.KADER, by, clock.now())
        await roles.take(session, former, RoleKind.KADER, by, clock.now())
        elsewhere = await people.ensure_person(session, "whatsapp", 5, clock.now())
        await roles.give(session, elsewhere, RoleKind.PETUGAS, by, clock.now())
        for chat, language in ((1, ""), (2, "en"), (4, "")):
            await session.execute(insert(conversations).values(bot=BOT, chat_id=chat, language=language))


async def test_lists_of_single_chats_are_made_anew_once(database: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    await furnish(database)
    await first_start.announce_menu(database, BOT, "telegram")
    expected = {
        1: [words for _, words in commands_for({RoleKind.ADMIN}, "id")],
        2: [words for _, words in commands_for((), "en")],
    }
    assert await lists_of_chats(database) == expected
    before = await _count(database)
    await first_start.announce_menu(database, BOT, "telegram")
    assert await _count(database) == before
    monkeypatch.setattr(menus, "all_lists", lambda: [[("baru", "Perintah baru")]])
    await first_start.announce_menu(database, BOT, "telegram")
    assert await _count(database) == 2 * before


async def _count(database: Database) -> int:
    async with database.read() as connection:
        return len((await connection.execute(select(outbox.c.id))).all())

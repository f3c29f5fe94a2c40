"""The figures of the week: on Monday morning, once however many clocks tick, to whoever may see them."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta

import orjson
import pytest
from sqlalchemy import select

import content.texts
from bot.weekly_figures_clock import WeeklyFiguresClock
from durable import clock
from durable.database import Database
from durable.outbox import outbox
from models import Activity, RoleKind
from services import businesses, people, roles
from services.office_clock import WITA, OfficeClock
from services.reference_data import load_reference_data
from tests.databases import Fresh
from tests.driver import BOT
from tests.prepared import all_tables

text = content.texts.load("weekly")
MONDAY = datetime(2026, 11, 23, 8, 0, tzinfo=WITA)
RINA, BACA, DEWI, SITI = 21, 22, 23, 24


@pytest.fixture
async def database(fresh: Fresh, kind_of_database: str) -> AsyncIterator[Database]:
    """An officer, a reader of reports, a mentor, and a producer with two businesses: one of this week."""
    opened = Database(fresh(kind_of_database, all_tables))
    async with opened.session() as session:
        await load_reference_data(session)
        for chat, kind in ((RINA, RoleKind.PETUGAS), (BACA, RoleKind.PEMBACA), (DEWI, RoleKind.MENTOR)):
            person = await people.ensure_person(session, "telegram", chat, MONDAY)
            await roles.give(session, person, kind, None, MONDAY)
        siti = await people.give_consent(session, "telegram", SITI, "2026-11", MONDAY)
        for days in (2, 9):
            await businesses.register_business(
                session, siti, name="Dapur Siti", district_id=640806, product_ids=[1], unlisted=[],
                activities={Activity.PROCESSED}, registered_through=f"draft:{days}", now=MONDAY - timedelta(days=days),
            )  # fmt: skip
    yield opened
    await opened.close()


async def told_at(database: Database, monkeypatch: pytest.MonkeyPatch, now: datetime) -> list[tuple[int, str]]:
    """What is in the outbox after three clocks ticked at this instant."""
    monkeypatch.setattr(clock, "now", lambda: now.astimezone(UTC))
    await asyncio.gather(
        *(WeeklyFiguresClock(database, BOT, "telegram", OfficeClock()).tell_figures() for _ in range(3))
    )
    async with database.read() as connection:
        rows = await connection.execute(select(outbox.c.chat_id, outbox.c.params).order_by(outbox.c.chat_id))
        return [(row.chat_id, orjson.loads(row.params)["text"]) for row in rows]


def figures(registered: tuple[int, int]) -> str:
    none = text.told_number.format(now=0, before=0)
    nobody = text.told_number.format(now=text.told_none, before=text.told_none)
    new = text.told_number.format(now=registered[0], before=registered[1])
    return text.told_week.format(
        registered=new, questions=none, helped=nobody, held=none, missed=none, permits=none, announcements=none,
        waiting=0,
    )  # fmt: skip


async def test_each_reader_gets_them_once_a_week(database: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    assert await told_at(database, monkeypatch, MONDAY - timedelta(minutes=1)) == []
    first = [(RINA, figures((1, 1))), (BACA, figures((1, 1)))]
    assert await told_at(database, monkeypatch, MONDAY) == first
    assert await told_at(database, monkeypatch, MONDAY + timedelta(days=1)) == first
    following = await told_at(database, monkeypatch, MONDAY + timedelta(days=7))
    assert following == sorted([*first, (RINA, figures((0, 1))), (BACA, figures((0, 1)))], key=lambda row: row[0])


@pytest.mark.parametrize(("days", "count"), [(1, 2), (2, 2), (3, 0), (6, 0)])
async def test_after_days_off_they_come_while_they_are_news(
    database: Database, monkeypatch: pytest.MonkeyPatch, days: int, count: int
) -> None:
    assert len(await told_at(database, monkeypatch, MONDAY + timedelta(days=days))) == count

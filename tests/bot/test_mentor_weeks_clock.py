"""Several clocks open weeks, count silence and end rests: each once."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.mentor_weeks_clock import MentorWeeksClock
from durable import clock
from durable.database import Database
from models import Mentor, MentorState, MentorWeek
from services.mentors.availability import set_hours
from services.mentors.rest import rest
from services.office_clock import WITA, OfficeClock
from services.people import ensure_person
from services.reference_data import load_reference_data
from tests.databases import Fresh
from tests.mentoring_rows import a_mentor
from tests.prepared import all_tables

SUNDAY = datetime(2026, 11, 29, 0, 5, tzinfo=WITA)
MENTORS = 6


@pytest.fixture
async def database(fresh: Fresh, kind_of_database: str) -> AsyncIterator[Database]:
    """One with mentors who can on Mondays at four."""
    opened = Database(fresh(kind_of_database, all_tables))
    async with opened.session() as session:
        await load_reference_data(session)
        for chat in range(MENTORS):
            person = await ensure_person(session, "telegram", chat + 1, SUNDAY)
            await set_hours(session, await a_mentor(session, person), [16])
    yield opened
    await opened.close()


async def tick_all(database: Database, monkeypatch: pytest.MonkeyPatch, now: datetime) -> None:
    """Three clocks at once."""
    monkeypatch.setattr(clock, "now", lambda: now.astimezone(UTC))
    await asyncio.gather(*(MentorWeeksClock(database, OfficeClock()).tick() for _ in range(3)))


async def mentors_now(session: AsyncSession) -> list[Mentor]:
    return list(await session.scalars(select(Mentor).order_by(Mentor.person_id)))


async def test_three_clocks_count_each_silence_once(database: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    for week, (silent, state) in enumerate(
        [(0, MentorState.ACTIVE), (1, MentorState.ACTIVE), (2, MentorState.RESTING), (2, MentorState.RESTING)]
    ):
        await tick_all(database, monkeypatch, SUNDAY + week * timedelta(days=7))
        async with database.session() as session:
            found = await mentors_now(session)
            assert [(mentor.weeks_silent, mentor.state) for mentor in found] == [(silent, state)] * MENTORS
            assert await session.scalar(select(func.count()).select_from(MentorWeek)) == MENTORS * min(week + 1, 2)


async def test_rests_end_and_are_asked_about(database: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    async with database.session() as session:
        first, second, *_ = await mentors_now(session)
        await rest(session, first, date(2026, 12, 5), SUNDAY, SUNDAY.date())
        await rest(session, second, None, SUNDAY, SUNDAY.date())
    await tick_all(database, monkeypatch, SUNDAY + timedelta(days=30))
    async with database.session() as session:
        first, second, *_ = await mentors_now(session)
        assert (first.state, first.rests_until) == (MentorState.ACTIVE, date(2026, 12, 5))
        assert (second.state, second.asked_back_at) == (MentorState.RESTING, SUNDAY + timedelta(days=30))


async def test_weeks_are_opened_on_sundays_only(database: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    for days in (-1, 1, 2):
        await tick_all(database, monkeypatch, SUNDAY + timedelta(days=days))
    async with database.session() as session:
        assert await session.scalar(select(func.count()).select_from(MentorWeek)) == 0

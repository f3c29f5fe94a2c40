"""An office for each test, its districts and products loaded; what dies on the way fails the test."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable, Iterator
from datetime import timedelta

import pytest
from sqlalchemy.ext.asyncio import AsyncSession

from content import language
from durable import clock, sqlite_inline
from durable.database import Base, Database
from services.faq.seed import take_over
from services.reference_data import load_reference_data
from tests.conversations.checked_office import CheckedOffice
from tests.databases import Fresh
from tests.understanders import seed_documents


@pytest.fixture(autouse=True)
def no_offset_afterwards() -> Iterator[None]:
    """A test that moves the clock moves it for itself only."""
    yield
    clock._offset = timedelta(0)


@pytest.fixture(autouse=True)
def indonesian() -> Iterator[None]:
    """Texts that a test compares with are Indonesian, whatever an update before has set."""
    token = language.set("id")
    yield
    language.reset(token)


@pytest.fixture(autouse=True)
def commits_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """No disk is waited for here, so a commit needs no thread; others get their turn after it all the same."""

    async def commit_here(commit: Callable[[], None]) -> None:
        commit()
        await asyncio.sleep(0)

    monkeypatch.setattr(sqlite_inline, "_in_thread", commit_here)


async def an_office(url: str) -> None:
    """All tables, with districts, products and answers."""
    database = Database(url)
    async with database.write() as connection:
        await connection.run_sync(Base.metadata.create_all)
        async with AsyncSession(bind=connection) as session:
            await load_reference_data(session)
            await take_over(session, seed_documents(), clock.now())
            await session.commit()
    await database.close()


@pytest.fixture
async def office(fresh: Fresh) -> AsyncIterator[CheckedOffice]:
    """On SQLite: enough for most."""
    database = Database(fresh("sqlite", an_office))
    office = CheckedOffice(database)
    yield office
    await database.close()
    assert office.dead == []


@pytest.fixture
async def office_on_both(fresh: Fresh, kind_of_database: str) -> AsyncIterator[CheckedOffice]:
    """On SQLite, and once more on PostgreSQL: for the main paths."""
    database = Database(fresh(kind_of_database, an_office))
    office = CheckedOffice(database)
    yield office
    await database.close()
    assert office.dead == []

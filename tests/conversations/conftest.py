"""An office for each test, its districts and products loaded; what dies on the way fails the test."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator

import pytest
from sqlalchemy.ext.asyncio import AsyncSession

from content import language
from durable.database import Base, Database
from services.reference_data import load_reference_data
from tests.conversations.checked_office import CheckedOffice


@pytest.fixture(autouse=True)
def indonesian() -> Iterator[None]:
    """Texts that a test compares with are Indonesian, whatever an update before has set."""
    token = language.set("id")
    yield
    language.reset(token)


async def opened(url: str) -> Database:
    """A database with all tables, districts and products."""
    database = Database(url)
    async with database.write() as connection:
        await connection.run_sync(Base.metadata.create_all)
        async with AsyncSession(bind=connection) as session:
            await load_reference_data(session)
            await session.commit()
    return database


@pytest.fixture
async def office(sqlite_url: str) -> AsyncIterator[CheckedOffice]:
    """On SQLite: enough for most."""
    database = await opened(sqlite_url)
    office = CheckedOffice(database)
    yield office
    await database.close()
    assert office.dead == []


@pytest.fixture
async def office_on_both(database_url: str) -> AsyncIterator[CheckedOffice]:
    """On SQLite, and once more on PostgreSQL: for the main paths."""
    database = await opened(database_url)
    office = CheckedOffice(database)
    yield office
    await database.close()
    assert office.dead == []

"""An office for each test, its districts and products loaded; what dies on the way fails the test."""

from __future__ import annotations

import asyncio
import shutil
from collections.abc import AsyncIterator, Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy.ext.asyncio import AsyncSession

from content import language
from durable import clock
from durable.database import Base, Database
from services.faq.seed import take_over
from services.reference_data import load_reference_data
from tests.conversations.checked_office import CheckedOffice
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


async def opened(url: str) -> Database:
    """A database with all tables, districts and products."""
    database = Database(url)
    async with database.write() as connection:
        await connection.run_sync(Base.metadata.create_all)
        async with AsyncSession(bind=connection) as session:
            await load_reference_data(session)
            await take_over(session, seed_documents(), clock.now())
            await session.commit()
    return database


async def _prepared(url: str) -> None:
    await (await opened(url)).close()


@pytest.fixture(scope="session")
def prepared_sqlite(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One database file to copy: making it anew would take longer than most tests."""
    path = tmp_path_factory.mktemp("prepared") / "office.db"
    with ThreadPoolExecutor(1) as threads:  # a loop of its own: no test's loop is running yet, or another is
        threads.submit(asyncio.run, _prepared(f"sqlite:///{path.as_posix()}")).result()
    return path


@pytest.fixture
async def office(prepared_sqlite: Path, tmp_path: Path) -> AsyncIterator[CheckedOffice]:
    """On SQLite: enough for most."""
    path = shutil.copy(prepared_sqlite, tmp_path / "office.db")
    database = Database(f"sqlite:///{Path(path).as_posix()}")
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

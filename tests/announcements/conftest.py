"""A newsroom for each test, on a Monday morning."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator
from datetime import UTC

import pytest

from content import language
from durable import clock
from durable.database import Database
from tests.announcements.newsroom import Newsroom, Time, an_office_with_people
from tests.databases import Fresh


@pytest.fixture(autouse=True)
def indonesian() -> Iterator[None]:
    """Texts that a test compares with are Indonesian, whatever was set before."""
    token = language.set("id")
    yield
    language.reset(token)


@pytest.fixture
def time(monkeypatch: pytest.MonkeyPatch) -> Time:
    found = Time()
    monkeypatch.setattr(clock, "now", lambda: found.now.astimezone(UTC))
    return found


@pytest.fixture
async def newsroom(fresh: Fresh, time: Time) -> AsyncIterator[Newsroom]:
    """On SQLite: enough for most."""
    database = Database(fresh("sqlite", an_office_with_people))
    yield Newsroom(database, time)
    await database.close()


@pytest.fixture
async def newsroom_on_both(fresh: Fresh, time: Time, kind_of_database: str) -> AsyncIterator[Newsroom]:
    """On SQLite, and once more on PostgreSQL: for the main paths."""
    database = Database(fresh(kind_of_database, an_office_with_people))
    yield Newsroom(database, time)
    await database.close()

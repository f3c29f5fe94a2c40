"""An empty office on a real database of each kind, and people to act in it."""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable
from datetime import UTC, datetime
from itertools import count

import pytest
from sqlalchemy.ext.asyncio import AsyncSession

from durable.database import Base, Database
from models import Activity, Business, Person, RoleKind
from services import businesses, people, reference_data, roles
from tests.databases import Fresh, taken_back

NOW = datetime(2026, 11, 21, 4, 0, tzinfo=UTC)
OFFICE_TABLES = [
    mapper.local_table for mapper in Base.registry.mappers if mapper.class_.__module__.startswith("models.")
]


async def the_tables(url: str) -> None:
    """The office's tables, without any rows."""
    database = Database(url)
    async with database.write() as connection:
        await connection.run_sync(Base.metadata.create_all, tables=OFFICE_TABLES)
    await database.close()


@pytest.fixture
async def empty_session(originals: Fresh, kind_of_database: str) -> AsyncIterator[AsyncSession]:
    """A session on the office's tables, without any rows."""
    async with taken_back(originals(kind_of_database, the_tables)) as session:
        yield session


@pytest.fixture
async def session(empty_session: AsyncSession) -> AsyncSession:
    """The same with districts and products loaded."""
    await reference_data.load_reference_data(empty_session)
    return empty_session


@pytest.fixture
def new_person(empty_session: AsyncSession) -> Callable[..., Awaitable[Person]]:
    """Makes a person who agreed, with the roles named."""
    chats = count(1000)

    async def make(*kinds: RoleKind, consent: bool = True) -> Person:
        chat = next(chats)
        person = await people.ensure_person(empty_session, "telegram", chat, NOW)
        if consent:
            person = await people.give_consent(empty_session, "telegram", chat, "2026-11", NOW)
        for kind in kinds:
            await roles.give(empty_session, person, kind, None, NOW)
        return person

    return make


@pytest.fixture
def new_business(session: AsyncSession) -> Callable[..., Awaitable[Business]]:
    """Registers banana chips in Busang for a person, or whatever is named instead."""
    keys = count(1)

    async def make(owner: Person, **different: object) -> Business:
        told: dict[str, object] = {
            "name": "Dapur Siti",
            "district_id": 640806,
            "product_ids": [1],
            "unlisted": [],
            "activities": {Activity.PROCESSED},
            "registered_through": f"draft:{next(keys)}",
            "now": NOW,
        }
        return await businesses.register_business(session, owner, **(told | different))  # type: ignore[arg-type]

    return make

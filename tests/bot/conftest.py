"""What tests of the processes' parts share: a database with the engine's tables, and a Bot API that obeys."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest

from durable.bot_api import BotApi
from durable.database import Database
from durable.leases import LeaseKeeper
from tests.bot_api_double import BotApiDouble, bot_api_double
from tests.databases import Fresh
from tests.driver import BOT, TOKEN
from tests.prepared import all_tables


@pytest.fixture
async def double() -> AsyncIterator[BotApiDouble]:
    async with bot_api_double() as found:
        yield found


@pytest.fixture
async def api(double: BotApiDouble) -> AsyncIterator[BotApi]:
    found = BotApi(double.root, TOKEN)
    yield found
    await found.close()


@pytest.fixture
async def database(fresh: Fresh, kind_of_database: str) -> AsyncIterator[Database]:
    database = Database(fresh(kind_of_database, all_tables))
    yield database
    await database.close()


async def held_lease(database: Database, job: str) -> LeaseKeeper:
    """A lease that this process holds."""
    lease = LeaseKeeper(BOT, job)
    async with database.write() as connection:
        assert await lease.hold(connection)
    return lease

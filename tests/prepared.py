"""What the databases of tests are prepared with: see the fixture `fresh`."""

from __future__ import annotations

import models  # noqa: F401  the office's tables
from durable import outbox  # noqa: F401  the engine's tables and sequence
from durable.database import Base, Database


async def all_tables(url: str) -> None:
    """The engine's tables and the office's, without any rows."""
    database = Database(url)
    async with database.write() as connection:
        await connection.run_sync(Base.metadata.create_all)
    await database.close()

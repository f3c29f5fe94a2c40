"""The whole bot of the office on a real database; only the network is left out."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest

from durable.bot_api import BotApi
from durable.database import Base, Database
from durable.outbox import DurableBot
from handlers.build import DEFAULTS, build
from handlers.notices import apologise
from services.reference_data import load_reference_data
from sqlalchemy.ext.asyncio import AsyncSession
from tests.driver import BOT, TOKEN, Office


def office_bot() -> DurableBot:
    """The bot with its defaults, as if it had introduced itself."""
    from telegram import User

    root = "http://127.0.0.1:9"
    bot = DurableBot(BotApi(root, TOKEN), root, TOKEN, DEFAULTS)
    bot._bot_user = User(BOT, "Pendamping IKM", True, username="pendamping_ikm_bot")
    bot._bot_user.set_bot(bot)
    bot._initialized = True
    return bot


def make_application():
    application = build(office_bot())
    application._initialized = True
    application.bot_data |= {"office_name": "Disperindag Kutai Timur", "office_contact": "0811 5555 111"}
    return application


@pytest.fixture
async def database(sqlite_url: str) -> AsyncIterator[Database]:
    database = Database(sqlite_url)
    async with database.write() as connection:
        await connection.run_sync(Base.metadata.create_all)
        async with AsyncSession(bind=connection) as session:
            await load_reference_data(session)
            await session.commit()
    yield database
    await database.close()


@pytest.fixture
def office(database: Database) -> Office:
    return Office(database, make_application(), apologise)

"""An office at work goes a version up and back: every person, consent, business and product is still there."""

from __future__ import annotations

from alembic import command
from sqlalchemy import Connection, Table, func, select

from bot.migrate import config, migrate
from durable import clock
from durable.database import Base, Database
from models import Activity
from services import businesses, people, reference_data

KEPT = ("people", "accounts", "consents", "businesses", "business_products", "districts", "products")


async def test_rows_stay_on_the_way_back_and_up_again(database_url: str) -> None:
    database, now = Database(database_url), clock.now()
    await migrate(database, now)
    async with database.session() as session:
        await reference_data.load_reference_data(session)
        for chat in (1, 2):
            person = await people.give_consent(session, "telegram", chat, "2026-11", now)
            await businesses.register_business(
                session, person, name="Dapur", district_id=640806, product_ids=[1, 2], unlisted=["dodol"],
                activities={Activity.PROCESSED}, registered_through=f"draft:{chat}", now=now,
            )  # fmt: skip
    before = await counts(database)
    for move, revision in ((command.downgrade, "0003"), (command.upgrade, "head")):
        async with database.write() as connection:
            await connection.run_sync(lambda plain, move=move, revision=revision: move(_settings(plain), revision))
        assert await counts(database) == before
    assert min(before.values()) > 0
    await database.close()


async def counts(database: Database) -> dict[str, int]:
    tables: list[Table] = [Base.metadata.tables[name] for name in KEPT]
    async with database.read() as connection:
        return {
            table.name: await connection.scalar(select(func.count()).select_from(table)) or 0 for table in tables
        }  # fmt: skip


def _settings(connection: Connection) -> object:
    found = config()
    found.attributes["connection"] = connection
    return found

"""What the office's database holds, read while the bot runs."""

from __future__ import annotations

from sqlalchemy.ext.asyncio import AsyncSession

from durable.database import Database
from models import Business
from services.businesses import businesses_of, products_of
from services.people import person_of_account

from .whole_system import WholeSystem


async def businesses_of_chat(system: WholeSystem, chat_id: int) -> list[Business]:
    """The businesses of the person who writes from this chat of the web phone."""
    database = Database(system.database_url)
    try:
        async with database.read() as connection, AsyncSession(bind=connection) as session:
            person = await person_of_account(session, "gateway", chat_id)
            return await businesses_of(session, person) if person else []
    finally:
        await database.close()


def names_of_products(business: Business) -> list[str]:
    """The products of the list, in the order told."""
    return [product.name for product in products_of(business)]

"""Staff of an office that knows two answers, on a real database of each kind."""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import insert, select
from sqlalchemy.ext.asyncio import AsyncSession

from durable.inbox import conversations
from models import Account, FaqTopic, Person, RoleKind
from services.faq.seed import take_over
from services.second_person import Place
from tests.databases import Fresh, taken_back
from tests.faq_answers import an_answer
from tests.prepared import all_tables

WITA = ZoneInfo("Asia/Makassar")
NOW = datetime(2026, 11, 23, 2, 0, tzinfo=UTC)
"""Monday, 10.00 in Kutai Timur."""
PLACE = Place(7000001, "telegram", WITA)


@dataclass
class Desk:
    """A session, two members of staff, and the topic they are about to change."""

    session: AsyncSession
    topic: FaqTopic
    author: Person
    second: Person

    async def wrote(self, person: Person, at: datetime) -> None:
        """That this person was heard of at this time."""
        chat = await self.session.scalar(select(Account.chat_id).where(Account.person_id == person.id))
        row = {"bot": PLACE.bot, "chat_id": chat, "last_heard_at": at}
        await self.session.execute(insert(conversations).values(row))


@pytest.fixture
async def empty_session(originals: Fresh, kind_of_database: str) -> AsyncIterator[AsyncSession]:
    """A session on all tables: who was heard of last stands in the engine's."""
    async with taken_back(originals(kind_of_database, all_tables)) as session:
        yield session


@pytest.fixture
async def desk(empty_session: AsyncSession, new_person: Callable[..., Awaitable[Person]]) -> Desk:
    """Both wrote an hour ago."""
    await take_over(empty_session, {key: an_answer(key) for key in ("pirt-masa-berlaku", "halal-biaya")}, NOW)
    topic = await empty_session.scalar(select(FaqTopic).where(FaqTopic.key == "pirt-masa-berlaku"))
    assert topic is not None
    author, second = await new_person(RoleKind.PETUGAS), await new_person(RoleKind.ADMIN)
    desk = Desk(empty_session, topic, author, second)
    for person in (author, second):
        await desk.wrote(person, NOW - timedelta(hours=1))
    return desk

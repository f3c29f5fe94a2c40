"""An office that knows answers: those of content/faq/, as its first start takes them over."""

from __future__ import annotations

from functools import cache

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from content.answers import seed
from content.answers.document import FaqDocument
from durable import clock
from models import FaqTopic, FaqVersion
from services.faq.seed import take_over


@cache
def documents() -> dict[str, FaqDocument]:
    """Every answer of the files."""
    return seed.load()


async def know_answers(session: AsyncSession) -> dict[str, int]:
    """Takes all answers over; {key: topic id}."""
    await take_over(session, documents(), clock.now())
    return {topic.key: topic.id for topic in await session.scalars(select(FaqTopic))}


async def version_of(session: AsyncSession, topic_id: int) -> int:
    """The id of the wording that is in force."""
    found = await session.scalar(select(FaqVersion.id).where(FaqVersion.topic_id == topic_id))
    assert found is not None
    return found

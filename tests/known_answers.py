"""The answers that an office of a test knows: those of content/faq/, as its first start takes them over."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from durable import clock
from models import FaqState, FaqTopic, FaqVersion
from services.faq.seed import take_over
from tests.understanders import seed_documents


async def know_answers(session: AsyncSession) -> dict[str, int]:
    """Takes all answers over, unless they are there; {key: topic id}."""
    await take_over(session, seed_documents(), clock.now())
    return {topic.key: topic.id for topic in await session.scalars(select(FaqTopic))}


async def version_of(session: AsyncSession, topic_id: int) -> int:
    """The id of the wording that is in force."""
    query = select(FaqVersion.id).where(FaqVersion.topic_id == topic_id, FaqVersion.state == FaqState.PUBLISHED)
    return (await session.scalars(query)).one()

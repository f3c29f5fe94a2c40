"""The wordings of a topic: which one is in force, and how another takes its place."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import func, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from models import FaqState, FaqTopic, FaqVersion
from services.errors import AnswerMissing


async def next_number(session: AsyncSession, topic: FaqTopic) -> int:
    """The number of the topic's next version, counted from 1."""
    last = await session.scalar(select(func.max(FaqVersion.number)).where(FaqVersion.topic_id == topic.id))
    return (last or 0) + 1


async def publish(session: AsyncSession, topic: FaqTopic, version: FaqVersion, now: datetime) -> None:
    """Puts this version in force; the earlier one and whatever is proposed still are out of date with that.

    A pulled topic stays pulled: that people get it again is for two members of staff to say.
    """
    out_of_date = FaqVersion.state.in_((FaqState.PUBLISHED, FaqState.PROPOSED))
    others = (FaqVersion.topic_id == topic.id) & (FaqVersion.id != version.id) & out_of_date
    await session.execute(update(FaqVersion).where(others).values(state=FaqState.SUPERSEDED))
    version.state = FaqState.PUBLISHED
    topic.changed_at = now
    await session.flush()


async def locked_topic(session: AsyncSession, topic_id: int) -> FaqTopic:
    """The topic as it is now; nobody else changes it until this update is done. Raises AnswerMissing."""
    topic = await session.get(FaqTopic, topic_id, with_for_update=True, populate_existing=True)
    if topic is None:
        raise AnswerMissing
    return topic


async def in_force(session: AsyncSession, topic: FaqTopic) -> FaqVersion | None:
    """The wording that people get (while the topic is not pulled)."""
    query = select(FaqVersion).where(FaqVersion.topic_id == topic.id, FaqVersion.state == FaqState.PUBLISHED)
    found: FaqVersion | None = await session.scalar(query, execution_options={"populate_existing": True})
    return found

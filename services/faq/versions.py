"""The wordings of a topic: which one is in force, and how another takes its place."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import func, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from models import FaqState, FaqTopic, FaqVersion


async def next_number(session: AsyncSession, topic: FaqTopic) -> int:
    """The number of the topic's next version, counted from 1."""
    last = await session.scalar(select(func.max(FaqVersion.number)).where(FaqVersion.topic_id == topic.id))
    return (last or 0) + 1


async def publish(session: AsyncSession, topic: FaqTopic, version: FaqVersion, now: datetime) -> None:
    """Puts this version in force: the earlier one is superseded, and a pulled topic is given again."""
    in_force = (FaqVersion.topic_id == topic.id) & (FaqVersion.state == FaqState.PUBLISHED)
    await session.execute(update(FaqVersion).where(in_force).values(state=FaqState.SUPERSEDED))
    version.state = FaqState.PUBLISHED
    session.add(version)
    topic.pulled_at = topic.pulled_by_id = None
    topic.changed_at = now
    await session.flush()

"""Forgetting what people typed: of a question its time, topic and outcome stay, the words go after 400 days."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import select, update
from sqlalchemy.ext.asyncio import AsyncSession

from models import Question

KEPT = timedelta(days=400)


async def forget_old_words(session: AsyncSession, now: datetime, limit: int) -> int:
    """Empties the words of at most so many old questions, the oldest first; gives how many they were."""
    old = select(Question.id).where(Question.asked_at < now - KEPT, Question.words.is_not(None))
    ids = list(await session.scalars(old.order_by(Question.asked_at).limit(limit)))
    await session.execute(update(Question).where(Question.id.in_(ids)).values(words=None))
    return len(ids)

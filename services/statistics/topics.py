"""How often each topic was given, and how those who said so found it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Select, func, select
from sqlalchemy.ext.asyncio import AsyncSession

from models import AnswerGiven, FaqTopic


@dataclass(frozen=True)
class TopicFigures:
    """One topic: how often it was given, how many of those were rated, and how many ratings said that it helped."""

    topic_id: int
    key: str
    given: int
    rated: int
    helped: int

    @property
    def not_helped(self) -> int:
        """How many ratings said `Kurang pas`."""
        return self.rated - self.helped


async def topics_given_since(session: AsyncSession, since: datetime) -> list[TopicFigures]:
    """Every topic that was given since then, most often first. There are some hundred topics at most."""
    return [TopicFigures(*row) for row in await session.execute(given_query(since))]


def given_query(since: datetime) -> Select[int, str, int, int, int]:
    """From the topics to their answers, so that the index over topic and time is used."""
    given = func.count(AnswerGiven.id)
    helped = func.count(AnswerGiven.id).filter(AnswerGiven.helped.is_(True))
    return (
        select(FaqTopic.id, FaqTopic.key, given, func.count(AnswerGiven.rated_at), helped)
        .join(AnswerGiven, (AnswerGiven.topic_id == FaqTopic.id) & (AnswerGiven.given_at >= since))
        .group_by(FaqTopic.id, FaqTopic.key)
        .order_by(given.desc(), FaqTopic.key)
    )

"""How often each topic was given, and how those who said so found it."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import Select, and_, func, select
from sqlalchemy.ext.asyncio import AsyncSession

from models import AnswerGiven, FaqTopic
from services.statistics.periods import Period


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


async def topics_given_in(session: AsyncSession, period: Period) -> list[TopicFigures]:
    """Every topic that was given in it, most often first. There are some hundred topics at most."""
    return [TopicFigures(*row) for row in await session.execute(given_query(period))]


def given_query(period: Period) -> Select[int, str, int, int, int]:
    """From the topics to their answers, so that the index over topic and time is used."""
    given = func.count(AnswerGiven.id)
    in_period = (AnswerGiven.given_at > period.start, AnswerGiven.given_at <= period.end)
    helped = func.count(AnswerGiven.id).filter(AnswerGiven.helped.is_(True))
    return (
        select(FaqTopic.id, FaqTopic.key, given, func.count(AnswerGiven.rated_at), helped)
        .join(AnswerGiven, and_(AnswerGiven.topic_id == FaqTopic.id, *in_period))
        .group_by(FaqTopic.id, FaqTopic.key)
        .order_by(given.desc(), FaqTopic.key)
    )

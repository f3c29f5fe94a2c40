"""The whole picture of a number of days."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy import Select, String, cast, func, select
from sqlalchemy.ext.asyncio import AsyncSession

from models import Question, QuestionOutcome
from services.statistics.meetings import MeetingFigures, meetings_since
from services.statistics.tickets import TicketFigures, tickets_since
from services.statistics.topics import TopicFigures, topics_given_since
from services.statistics.unanswered import UnansweredWords, words_unanswered_since
from services.working_time import OfficeHours

MOST_WORDS = 10


@dataclass(frozen=True)
class Statistics:
    """What was asked and answered in so many days. `people` are the chats that asked; `topics` all that were given."""

    days: int
    people: int
    outcomes: Mapping[QuestionOutcome, int]
    topics: tuple[TopicFigures, ...]
    tickets: TicketFigures
    unanswered: tuple[UnansweredWords, ...]
    meetings: MeetingFigures

    @property
    def questions(self) -> int:
        """How many questions were asked."""
        return sum(self.outcomes.values())

    @property
    def answers(self) -> int:
        """How many answers were given, those to a button too."""
        return sum(topic.given for topic in self.topics)

    @property
    def rated(self) -> int:
        """How many answers somebody said something about."""
        return sum(topic.rated for topic in self.topics)

    @property
    def helped(self) -> int:
        """How many answers helped, as people said."""
        return sum(topic.helped for topic in self.topics)

    def most_given(self, most: int) -> list[TopicFigures]:
        """The topics that were given most often."""
        return list(self.topics[:most])

    def least_fitting(self, most: int) -> list[TopicFigures]:
        """The topics that most often did not fit."""
        complained = [topic for topic in self.topics if topic.not_helped]
        return sorted(complained, key=lambda topic: (-topic.not_helped, topic.rated, topic.key))[:most]


async def statistics(
    session: AsyncSession, days: int, now: datetime, *, hours: OfficeHours, zone: ZoneInfo
) -> Statistics:
    """The last so many days. By the office's hours is told how long people waited for staff."""
    since = now - timedelta(days=days)
    outcomes: dict[QuestionOutcome, int] = dict.fromkeys(QuestionOutcome, 0)
    outcomes.update((outcome, count) for outcome, count in await session.execute(outcomes_query(since)))
    return Statistics(
        days=days,
        people=await session.scalar(people_query(since)) or 0,
        outcomes=outcomes,
        topics=tuple(await topics_given_since(session, since)),
        tickets=await tickets_since(session, since, hours, zone),
        unanswered=tuple(await words_unanswered_since(session, since, MOST_WORDS)),
        meetings=await meetings_since(session, since, now),
    )


def outcomes_query(since: datetime) -> Select[QuestionOutcome, int]:
    """What became of the questions; naming every outcome lets the index over outcome and time be used."""
    asked = select(Question.outcome, func.count(Question.id)).where(
        Question.outcome.in_(QuestionOutcome), Question.asked_at >= since
    )
    return asked.group_by(Question.outcome)


def people_query(since: datetime) -> Select[int]:
    """How many chats asked. As one value each: for two columns SQLite would look through all that was ever asked."""
    chat = Question.channel.concat(":").concat(cast(Question.chat_id, String))
    return select(func.count(chat.distinct())).where(Question.asked_at >= since)

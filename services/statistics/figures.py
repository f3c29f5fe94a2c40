"""The whole picture of a period."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from sqlalchemy import Select, String, cast, func, select
from sqlalchemy.ext.asyncio import AsyncSession

from models import Question, QuestionOutcome
from services.statistics.meetings import MeetingFigures, meetings_in
from services.statistics.periods import Period
from services.statistics.tickets import TicketFigures, tickets_in
from services.statistics.topics import TopicFigures, topics_given_in
from services.statistics.unanswered import UnansweredWords, words_unanswered_in
from services.working_time import OfficeHours

MOST_WORDS = 10


@dataclass(frozen=True)
class Statistics:
    """What was asked and answered in a period. `people` are the chats that asked; `topics` all that were given."""

    period: Period
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


async def statistics(session: AsyncSession, period: Period, *, hours: OfficeHours, zone: ZoneInfo) -> Statistics:
    """The figures of a period. By the office's hours is told how long people waited for staff."""
    return Statistics(
        period=period,
        people=await session.scalar(people_query(period)) or 0,
        outcomes=await outcomes_in(session, period),
        topics=tuple(await topics_given_in(session, period)),
        tickets=await tickets_in(session, period, hours, zone),
        unanswered=tuple(await words_unanswered_in(session, period, MOST_WORDS)),
        meetings=await meetings_in(session, period),
    )


async def outcomes_in(session: AsyncSession, period: Period) -> Mapping[QuestionOutcome, int]:
    """How many questions there were of each outcome."""
    outcomes: dict[QuestionOutcome, int] = dict.fromkeys(QuestionOutcome, 0)
    outcomes.update((outcome, count) for outcome, count in await session.execute(outcomes_query(period)))
    return outcomes


def outcomes_query(period: Period) -> Select[QuestionOutcome, int]:
    """What became of the questions; naming every outcome lets the index over outcome and time be used."""
    asked = select(Question.outcome, func.count(Question.id)).where(
        Question.outcome.in_(QuestionOutcome), Question.asked_at > period.start, Question.asked_at <= period.end
    )
    return asked.group_by(Question.outcome)


def people_query(period: Period) -> Select[int]:
    """How many chats asked. As one value each: for two columns SQLite would look through all that was ever asked."""
    chat = Question.channel.concat(":").concat(cast(Question.chat_id, String))
    return select(func.count(chat.distinct())).where(Question.asked_at > period.start, Question.asked_at <= period.end)

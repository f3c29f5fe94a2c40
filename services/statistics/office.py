"""What the office did in a period, beside the period before: what pictures and reports are made of."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

from sqlalchemy.ext.asyncio import AsyncSession

from models import Cluster, Permit, QuestionOutcome
from services.office_clock import OfficeClock
from services.statistics import announcements, mentors, registrations
from services.statistics.announcements import AnnouncementFigures
from services.statistics.figures import outcomes_in
from services.statistics.meetings import MeetingFigures, meetings_in
from services.statistics.mentors import ClassFigures, MentorFigures
from services.statistics.periods import Period
from services.statistics.permits import permits_in
from services.statistics.registrations import Registered
from services.statistics.tickets import TicketFigures, tickets_in
from services.statistics.topics import TopicFigures, topics_given_in

_Found = TypeVar("_Found")


@dataclass(frozen=True)
class OfficeFigures:
    """One period. `mentor_wait_days` is the median from asking for a mentor to a booked session."""

    registered: Registered
    districts: Mapping[str, Registered]
    clusters: Mapping[Cluster | None, Registered]
    outcomes: Mapping[QuestionOutcome, int]
    topics: Sequence[TopicFigures]
    tickets: TicketFigures
    meetings: MeetingFigures
    mentors: Sequence[MentorFigures]
    classes: ClassFigures
    mentor_wait_days: float | None
    permits: Mapping[Permit, int]
    announcements: Sequence[AnnouncementFigures]

    @property
    def questions(self) -> int:
        """How many questions were asked."""
        return sum(self.outcomes.values())

    @property
    def rated(self) -> int:
        """How many answers somebody said something about."""
        return sum(topic.rated for topic in self.topics)

    @property
    def helped(self) -> int:
        """How many of them helped."""
        return sum(topic.helped for topic in self.topics)


@dataclass(frozen=True)
class Compared:
    """A period and the one before it."""

    period: Period
    now: OfficeFigures
    before: OfficeFigures


async def compared(session: AsyncSession, period: Period, office: OfficeClock) -> Compared:
    """Both periods."""
    return Compared(
        period, await office_figures(session, period, office), await office_figures(session, period.before, office)
    )


async def office_figures(session: AsyncSession, period: Period, office: OfficeClock) -> OfficeFigures:
    """One period."""
    return OfficeFigures(
        registered=await _in_turn(registrations.registered(session, period)),
        districts=await _in_turn(registrations.by_district(session, period)),
        clusters=await _in_turn(registrations.by_cluster(session, period)),
        outcomes=await _in_turn(outcomes_in(session, period)),
        topics=await _in_turn(topics_given_in(session, period)),
        tickets=await _in_turn(tickets_in(session, period, office.hours, office.zone)),
        meetings=await _in_turn(meetings_in(session, period)),
        mentors=await _in_turn(mentors.mentors_in(session, period)),
        classes=await _in_turn(mentors.classes_in(session, period)),
        mentor_wait_days=await _in_turn(mentors.days_until_booked(session, period)),
        permits=await _in_turn(permits_in(session, period)),
        announcements=await _in_turn(announcements.announcements_in(session, period)),
    )


async def _in_turn(work: Awaitable[_Found]) -> _Found:
    """Each look may take a while, and on SQLite nothing else runs meanwhile: after it others have a turn."""
    found = await work
    await asyncio.sleep(0)
    return found

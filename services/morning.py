"""What staff are told on a working day's morning: what is new since the last one, and what waits for them."""

from __future__ import annotations

from datetime import datetime, time, timedelta, tzinfo
from enum import StrEnum

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.ext.asyncio import AsyncSession

from models import (
    Announcement,
    AnnouncementState,
    Business,
    HelpRequest,
    Mentor,
    MentorState,
    Reminder,
    Report,
    ReportState,
    RequestState,
)
from services.faq.overview import standings
from services.second_person import is_working_day
from services.tickets.listing import Filters, waiting_count

MORNING = time(8, 0)


class Matter(StrEnum):
    """One line of the morning, in the order in which they are told."""

    REGISTERED = "registered"
    """Businesses that are new since the last working morning."""
    QUESTIONS = "questions"
    REQUESTS = "requests"
    """For a mentor, that three mentors or nobody could take: staff have to find a way."""
    WAITING_LIST = "waiting_list"
    """For a mentor, looked at again every day."""
    APPLICATIONS = "applications"
    REPORTS = "reports"
    ANNOUNCEMENTS = "announcements"
    """Of others, which wait for a second member of staff."""
    UNREACHED = "unreached"
    """Reminders before sessions that did not arrive since the last working morning."""
    DOUBTFUL = "doubtful"
    """Businesses about which staff have to decide what they are."""
    PAST_REVIEW = "past_review"
    """Answers whose day for a look has passed."""


async def matters(
    session: AsyncSession, person_id: int, channel: str, zone: tzinfo, now: datetime
) -> dict[Matter, int]:
    """How many of each there are for this member of staff; what there is none of is left out.

    Nobody hears of complaints made by or about him- or herself, nor of own announcements and applications.
    """
    since = last_morning(now, zone)
    counts = {
        Matter.REGISTERED: await _count(session, Business.registered_at > since, Business.registered_at <= now),
        Matter.QUESTIONS: await waiting_count(session, channel, Filters()),
        Matter.REQUESTS: await _count(session, HelpRequest.state == RequestState.STAFF),
        Matter.WAITING_LIST: await _count(session, HelpRequest.state == RequestState.WAITING),
        Matter.APPLICATIONS: await _count(session, Mentor.state == MentorState.APPLIED, Mentor.person_id != person_id),
        Matter.REPORTS: await _count(
            session,
            Report.state == ReportState.OPEN,
            Report.reporter_id != person_id,
            Report.reported_id != person_id,
        ),
        Matter.ANNOUNCEMENTS: await _count(
            session, Announcement.state == AnnouncementState.APPROVING, Announcement.author_id != person_id
        ),
        Matter.UNREACHED: await _count(session, Reminder.unreached_told_at > since),
        Matter.DOUBTFUL: await _count(session, Business.needs_decision.is_(True), Business.decided_at.is_(None)),
        Matter.PAST_REVIEW: sum(one.is_past_review for one in await standings(session, now.astimezone(zone).date())),
    }
    return {matter: count for matter, count in counts.items() if count}


def last_morning(now: datetime, zone: tzinfo) -> datetime:
    """The morning of the working day before this one: after a weekend that is Friday's."""
    local = now.astimezone(zone).replace(hour=MORNING.hour, minute=MORNING.minute, second=0, microsecond=0)
    local -= timedelta(days=1)
    while not is_working_day(local.date()):
        local -= timedelta(days=1)
    return local.astimezone(now.tzinfo)


async def _count(session: AsyncSession, *which: ColumnElement[bool]) -> int:
    return await session.scalar(select(func.count()).where(*which)) or 0

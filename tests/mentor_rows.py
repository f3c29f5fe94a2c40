"""Mentors and sessions as rows, for tests of what is done with them."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy.ext.asyncio import AsyncSession

from models import (
    Expertise,
    HelpRequest,
    Meeting,
    MeetingState,
    Mentor,
    MentorKind,
    MentorState,
    Person,
    RequestState,
    RoleKind,
    Way,
)
from services import roles
from services.mentoring import booking

BUSANG = 640806
SINCE = datetime(2026, 11, 1, 4, 0, tzinfo=UTC)


async def a_mentor(session: AsyncSession, person: Person, **different: Any) -> Mentor:
    """An active mentor in Busang who takes two sessions a week and six a month, or whatever is named instead."""
    told: dict[str, Any] = {
        "kind": MentorKind.CAMPUS,
        "state": MentorState.ACTIVE,
        "district_id": BUSANG,
        "most_per_week": 2,
        "most_per_month": 6,
        "card_hour": 8,
        "promise_version": "2026-11",
        "promised_at": SINCE,
        "applied_at": SINCE,
        "approved_at": SINCE,
        "expertise": [],
        "clusters": [],
        "visits": [],
        "ways": [],
        "languages": [],
    }
    mentor = Mentor(person_id=person.id, **(told | different))
    session.add(mentor)
    await roles.give(session, person, RoleKind.MENTOR, None, SINCE)
    await session.flush()
    return mentor


async def a_meeting(
    session: AsyncSession,
    mentor_id: int,
    producer_id: int,
    starts_at: datetime,
    state: MeetingState = MeetingState.SCHEDULED,
) -> Meeting:
    """A session of one hour; a scheduled one takes its time."""
    is_coming = state is MeetingState.SCHEDULED
    request = HelpRequest(producer_id=producer_id, district_id=BUSANG, topic=Expertise.PACKAGING, way=Way.CHAT,
                          state=RequestState.AGREED if is_coming else RequestState.CLOSED, opened_at=SINCE,
                          hours=[])  # fmt: skip
    session.add(request)
    await session.flush()
    ends_at = starts_at + timedelta(hours=1)
    meeting = Meeting(request_id=request.id, mentor_id=mentor_id, producer_id=producer_id, topic=request.topic,
                      way=request.way, starts_at=starts_at, ends_at=ends_at, state=state, booked_at=SINCE,
                      cancelled_at=SINCE if state is MeetingState.CANCELLED else None,
                      mentor_missed=state is MeetingState.NO_SHOW)  # fmt: skip
    session.add(meeting)
    await session.flush()
    if is_coming:
        await booking.take(session, [mentor_id, producer_id], starts_at, ends_at, meeting_id=meeting.id)
    return meeting

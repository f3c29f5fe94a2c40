"""Rows of mentoring for tests, with whatever is different about them; everything else is as usual."""

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
    SeatState,
    Way,
    Workshop,
    WorkshopSeat,
    WorkshopState,
)
from services import roles
from services.mentoring import booking

SINCE = datetime(2026, 11, 1, 4, 0, tzinfo=UTC)
SANGATTA_UTARA, BUSANG = 640804, 640806
"""A district that is not remote, and one that is."""


async def add_mentor(session: AsyncSession, person: Person, now: datetime, **different: Any) -> Mentor:
    """An active mentor."""
    told: dict[str, Any] = {
        "person_id": person.id, "person": person, "kind": MentorKind.CAMPUS, "state": MentorState.ACTIVE,
        "district_id": SANGATTA_UTARA, "most_per_week": 5, "most_per_month": 20, "card_hour": 8,
        "promise_version": "1", "promised_at": now, "applied_at": now, "approved_at": now,
    }  # fmt: skip
    mentor = Mentor(**(told | different))
    session.add(mentor)
    await session.flush()
    return mentor


async def a_mentor(session: AsyncSession, person: Person, **different: Any) -> Mentor:
    """The same with the role: in Busang, for two sessions a week and six a month."""
    await roles.give(session, person, RoleKind.MENTOR, None, SINCE)
    told: dict[str, Any] = {
        "district_id": BUSANG,
        "most_per_week": 2,
        "most_per_month": 6,
        "promise_version": "2026-11",
    }
    told |= {choices: [] for choices in ("expertise", "clusters", "visits", "ways", "languages")}
    return await add_mentor(session, person, SINCE, **(told | different))


async def add_meeting(
    session: AsyncSession, mentor: Person, producer: Person, starts_at: datetime, now: datetime, **different: Any
) -> Meeting:
    """A booked session of one hour, of a request of its own."""
    request = HelpRequest(
        producer_id=producer.id, district_id=SANGATTA_UTARA, topic=Expertise.PACKAGING, way=Way.PHONE,
        state=RequestState.AGREED, opened_at=now,
    )  # fmt: skip
    session.add(request)
    await session.flush()
    told: dict[str, Any] = {
        "request_id": request.id, "mentor_id": mentor.id, "producer_id": producer.id, "topic": Expertise.PACKAGING,
        "way": Way.PHONE, "starts_at": starts_at, "ends_at": starts_at + timedelta(hours=1),
        "state": MeetingState.SCHEDULED, "booked_at": now,
    }  # fmt: skip
    meeting = Meeting(**(told | different))
    session.add(meeting)
    await session.flush()
    return meeting


async def a_meeting(
    session: AsyncSession,
    mentor_id: int,
    producer_id: int,
    starts_at: datetime,
    state: MeetingState = MeetingState.SCHEDULED,
) -> Meeting:
    """The same by chat, in any state; a scheduled one takes its time."""
    is_coming = state is MeetingState.SCHEDULED
    request = HelpRequest(producer_id=producer_id, district_id=BUSANG, topic=Expertise.PACKAGING, way=Way.CHAT,
                          state=RequestState.AGREED if is_coming else RequestState.CLOSED, opened_at=SINCE,
                          hours=[])  # fmt: skip
    session.add(request)
    await session.flush()
    meeting = Meeting(request_id=request.id, mentor_id=mentor_id, producer_id=producer_id, topic=request.topic,
                      way=request.way, starts_at=starts_at, ends_at=starts_at + timedelta(hours=1), state=state,
                      booked_at=SINCE, cancelled_at=SINCE if state is MeetingState.CANCELLED else None,
                      mentor_missed=state is MeetingState.NO_SHOW)  # fmt: skip
    session.add(meeting)
    await session.flush()
    if is_coming:
        await booking.take(session, [mentor_id, producer_id], starts_at, meeting.ends_at, meeting_id=meeting.id)
    return meeting


async def add_workshop(
    session: AsyncSession, mentor: Person, starts_at: datetime, now: datetime, **different: Any
) -> Workshop:
    """A class of two hours that will be held."""
    told: dict[str, Any] = {
        "mentor_id": mentor.id, "opened_by_id": mentor.id, "topic": Expertise.PACKAGING, "title": "Kemasan keripik",
        "way": Way.VISIT, "starts_at": starts_at, "ends_at": starts_at + timedelta(hours=2), "seats": 10, "least": 3,
        "decides_at": starts_at - timedelta(days=1), "state": WorkshopState.CONFIRMED, "opened_at": now,
        "mentor_agreed_at": now,
    }  # fmt: skip
    workshop = Workshop(**(told | different))
    session.add(workshop)
    await session.flush()
    return workshop


async def add_seat(session: AsyncSession, workshop: Workshop, person: Person, now: datetime) -> WorkshopSeat:
    """A taken seat."""
    seat = WorkshopSeat(workshop_id=workshop.id, person_id=person.id, state=SeatState.TAKEN, changed_at=now)
    session.add(seat)
    await session.flush()
    return seat

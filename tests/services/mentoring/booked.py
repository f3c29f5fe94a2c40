"""A mentor, a producer, a request, and a session booked for tomorrow at ten: what tests of sessions begin with."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta

from sqlalchemy.ext.asyncio import AsyncSession

from models import (
    Cluster,
    Expertise,
    HelpRequest,
    Meeting,
    Mentor,
    Person,
    RequestState,
    RoleKind,
    Way,
)
from services.mentoring.meetings import schedule
from services.office_clock import OfficeClock
from tests.mentoring_rows import add_mentor
from tests.services.conftest import NOW

OFFICE = OfficeClock()
TOMORROW = datetime(2026, 11, 22, 10, tzinfo=OFFICE.zone)
"""NOW is a Saturday, noon, in the office's zone."""
NewPerson = Callable[..., Awaitable[Person]]


async def a_mentor(session: AsyncSession, new_person: NewPerson, name: str = "Bu Dewi") -> Mentor:
    person = await new_person(RoleKind.MENTOR, consent=False)
    person.name = name
    return await add_mentor(
        session,
        person,
        NOW,
        about="Dosen kemasan",
        district_id=640803,
        most_per_week=3,
        most_per_month=10,
    )


async def a_request(session: AsyncSession, new_person: NewPerson, name: str = "Siti") -> HelpRequest:
    producer = await new_person()
    producer.name = name
    request = HelpRequest(
        producer_id=producer.id, producer=producer, district_id=640806, cluster=Cluster.PISANG,
        topic=Expertise.PACKAGING, words="Keripik cepat melempem", way=Way.PHONE, state=RequestState.OFFERED,
        opened_at=NOW, hours=[],
    )  # fmt: skip
    session.add(request)
    await session.flush()
    return request


async def a_meeting(session: AsyncSession, new_person: NewPerson, starts_at: datetime = TOMORROW) -> Meeting:
    mentor = await a_mentor(session, new_person)
    request = await a_request(session, new_person)
    return await schedule(session, request, mentor.person_id, starts_at, NOW, OFFICE)


AFTER = TOMORROW + timedelta(hours=2)
"""When the session is over."""

"""A session that is booked for somebody, for tests of those who have nothing to do with it."""

from __future__ import annotations

from datetime import timedelta

from durable import clock
from models import Expertise, HelpRequest, Person, RequestState, Way
from services.mentoring.booking import quarters
from services.mentoring.meetings import schedule
from services.office_clock import OfficeClock
from tests.conversations.checked_office import CheckedOffice
from tests.conversations.rooms.conftest import a_mentor


async def a_booked_session(office: CheckedOffice, producer_id: int, mentor_chat: int = 78) -> int:
    """In two days, with a mentor of its own; its id."""
    now = clock.now()
    starts_at = now + timedelta(days=2, seconds=900 - now.timestamp() % 900)
    assert len(quarters(starts_at, starts_at + timedelta(hours=1))) == 4
    async with office.database.session() as session:
        mentor = await a_mentor(session, mentor_chat, "Mentor Rahasia")
        request = HelpRequest(
            producer=await session.get_one(Person, producer_id), district_id=640806, topic=Expertise.PACKAGING,
            way=Way.PHONE, state=RequestState.OFFERED, opened_at=now, words="Rahasia", hours=[],
        )  # fmt: skip
        session.add(request)
        await session.flush()
        meeting = await schedule(session, request, mentor.id, starts_at, now, OfficeClock())
        meeting.place = "Rumah Rahasia"
        return meeting.id

"""A mentor and a producer with a booked session by phone, an officer, and an instant that a test moves."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

import content.texts
from bot.room_clock import RoomClock
from durable import clock
from models import (
    Activity,
    Expertise,
    HelpRequest,
    Meeting,
    MeetingState,
    RequestState,
    RoleKind,
    Way,
)
from models import Person as Row
from services import businesses, people, roles
from services.office_clock import WITA, OfficeClock
from tests.conversations.checked_office import CheckedOffice
from tests.conversations.scenes import scene
from tests.driver import BOT, Person
from tests.mentoring_rows import add_mentor

STARTS = datetime(2026, 11, 24, 10, 0, tzinfo=WITA)
words = content.texts.load("room")
contact_words = content.texts.load("contacts")
desk_words = content.texts.load("report_desk")
refusals = content.texts.load("refusals")
SITI, DEWI, RINA = 11, 12, 13


class Time:
    """An instant that a test moves."""

    def __init__(self) -> None:
        self.now = STARTS - timedelta(hours=20)

    def is_before(self, **span: float) -> None:
        self.now = STARTS - timedelta(**span)

    def is_after(self, **span: float) -> None:
        self.now = STARTS + timedelta(**span)


@pytest.fixture
def time(monkeypatch: pytest.MonkeyPatch) -> Time:
    found = Time()
    monkeypatch.setattr(clock, "now", lambda: found.now.astimezone(UTC))
    return found


@dataclass
class Pair:
    """Siti has a session with Bu Dewi; Bu Rina is an officer, Budi a stranger."""

    office: CheckedOffice
    siti: Person
    dewi: Person
    rina: Person
    budi: Person
    meeting_id: int

    async def ticks(self) -> None:
        """The clock looks once; what it put into the outbox is sent."""
        await RoomClock(self.office.database, BOT, "telegram", OfficeClock()).tick()
        await self.office.works()

    async def meeting(self) -> Meeting:
        async with self.office.database.read() as connection, AsyncSession(bind=connection) as session:
            return (await session.scalars(select(Meeting).where(Meeting.id == self.meeting_id))).one()

    async def change(self, **values: object) -> None:
        async with self.office.database.session() as session:
            meeting = await session.get_one(Meeting, self.meeting_id)
            for name, value in values.items():
                setattr(meeting, name, value)

    async def book(self, starts_at: datetime, way: Way = Way.PHONE, producer: int = SITI, mentor: int = DEWI) -> int:
        """One more session; its id."""
        async with self.office.database.session() as session:
            return await book(session, starts_at, way, producer, mentor)


async def book(session: AsyncSession, starts_at: datetime, way: Way, producer: int, mentor: int) -> int:
    owner = await people.person_of_account(session, "telegram", producer)
    expert = await people.person_of_account(session, "telegram", mentor)
    assert owner is not None
    assert expert is not None
    owned = await businesses.businesses_of(session, owner)
    request = HelpRequest(
        producer_id=owner.id, business_id=owned[0].id if owned else None, district_id=640806,
        topic=Expertise.PACKAGING, way=way, state=RequestState.AGREED, opened_at=clock.now(),
    )  # fmt: skip
    session.add(request)
    await session.flush()
    meeting = Meeting(
        request_id=request.id, mentor_id=expert.id, producer_id=owner.id, topic=Expertise.PACKAGING, way=way,
        starts_at=starts_at, ends_at=starts_at + timedelta(hours=1), state=MeetingState.SCHEDULED,
        booked_at=clock.now(),
    )  # fmt: skip
    session.add(meeting)
    await session.flush()
    return meeting.id


async def a_mentor(session: AsyncSession, chat: int, name: str) -> Row:
    person = await people.ensure_person(session, "telegram", chat, clock.now())
    person.name = name
    await roles.give(session, person, RoleKind.MENTOR, None, clock.now())
    await add_mentor(session, person, clock.now())
    return person


async def a_producer(session: AsyncSession, chat: int, name: str) -> Row:
    person = await people.give_consent(session, "telegram", chat, "2026-11", clock.now())
    await people.rename_person(session, person, name)
    business = await businesses.register_business(
        session, person, name=f"Dapur {name}", district_id=640806, product_ids=[1], unlisted=[],
        activities={Activity.PROCESSED}, registered_through=f"draft:{chat}", now=clock.now(),
    )  # fmt: skip
    business.phone = "+6281234567890"
    return person


async def _a_pair(office: CheckedOffice) -> Pair:
    office.application.bot_data["understander"] = None
    async with office.database.session() as session:
        await a_producer(session, SITI, "Siti")
        await a_mentor(session, DEWI, "Bu Dewi")
        rina = await people.ensure_person(session, "telegram", RINA, clock.now())
        rina.name = "Bu Rina"
        await roles.give(session, rina, RoleKind.PETUGAS, None, clock.now())
        meeting_id = await book(session, STARTS, Way.PHONE, SITI, DEWI)
    siti, dewi, rina_, budi = (office.person(chat) for chat in (SITI, DEWI, RINA, 14))
    dewi.user["username"] = "dewi_kemasan"
    return Pair(office, siti, dewi, rina_, budi, meeting_id)


@pytest.fixture
async def pair(office: CheckedOffice, time: Time) -> Pair:
    """On SQLite: enough for most."""
    return await scene(office, _a_pair)


@pytest.fixture
async def pair_on_both(office_on_both: CheckedOffice, time: Time) -> Pair:
    """On SQLite, and once more on PostgreSQL: for the main paths."""
    return await scene(office_on_both, _a_pair)

"""Siti and Bu Dewi have a session tomorrow at ten; an officer, a stranger, and an instant that a test moves."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

import content.texts
from bot.meeting_clock import MeetingClock
from durable import clock
from models import Expertise, HelpRequest, Meeting, MentorHour, RequestState, RoleKind, Way
from services import businesses, people, roles
from services.mentoring.meetings import schedule
from services.office_clock import WITA, OfficeClock
from services.week import EVERY_HOUR
from tests.conversations.checked_office import CheckedOffice
from tests.conversations.rooms.conftest import a_mentor, a_producer
from tests.conversations.scenes import scene
from tests.driver import BOT, Person

STARTS = datetime(2026, 11, 24, 10, 0, tzinfo=WITA)
WHEN = "Selasa, 24 November, 10.00 WITA"
words = content.texts.load("meetings")
refusals = content.texts.load("refusals")
SITI, DEWI, RINA, BUDI = 11, 12, 13, 14


class Time:
    """An instant that a test moves."""

    def __init__(self) -> None:
        self.now = STARTS - timedelta(hours=24)

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
    """Siti has a session with Bu Dewi; Bu Rina is an officer, Budi a producer who has nothing to do with it."""

    office: CheckedOffice
    siti: Person
    dewi: Person
    rina: Person
    budi: Person
    id: int

    def of(self, side: str) -> tuple[Person, Person]:
        """Who acts on this side, and the other."""
        return (self.dewi, self.siti) if side == "mentor" else (self.siti, self.dewi)

    async def ticks(self) -> None:
        """The clock looks once; what it put into the outbox is sent."""
        await MeetingClock(self.office.database, BOT, "telegram", OfficeClock()).tick()
        await self.office.works()

    async def meeting(self, meeting_id: int | None = None) -> Meeting:
        """As it stands now."""
        async with self.office.database.read() as connection, AsyncSession(bind=connection) as session:
            return (await session.scalars(select(Meeting).where(Meeting.id == (meeting_id or self.id)))).one()

    async def change(self, **values: object) -> None:
        async with self.office.database.session() as session:
            meeting = await session.get_one(Meeting, self.id)
            for name, value in values.items():
                setattr(meeting, name, value)

    async def book(self, starts_at: datetime, producer: int = SITI, way: Way = Way.PHONE) -> int:
        """One more session with Bu Dewi; its id."""
        async with self.office.database.session() as session:
            return await book(session, starts_at, producer, way)


async def book(session: AsyncSession, starts_at: datetime, producer: int, way: Way) -> int:
    owner = await people.person_of_account(session, "telegram", producer)
    expert = await people.person_of_account(session, "telegram", DEWI)
    assert owner is not None
    assert expert is not None
    (business,) = await businesses.businesses_of(session, owner)
    request = HelpRequest(
        producer=owner, business=business, district=business.district, topic=Expertise.PACKAGING, way=way,
        state=RequestState.OFFERED, opened_at=clock.now(), hours=[],
    )  # fmt: skip
    session.add(request)
    await session.flush()
    meeting = await schedule(session, request, expert.id, starts_at, clock.now(), OfficeClock())
    meeting.mentor_told_at = clock.now()
    return meeting.id


async def furnish(office: CheckedOffice) -> Pair:
    office.application.bot_data["understander"] = None
    async with office.database.session() as session:
        await a_producer(session, SITI, "Siti")
        await a_producer(session, BUDI, "Budi")
        dewi = await a_mentor(session, DEWI, "Bu Dewi")
        session.add_all(MentorHour(mentor_id=dewi.id, hour_of_week=hour) for hour in EVERY_HOUR if hour % 24 in (8, 14))
        rina = await people.ensure_person(session, "telegram", RINA, clock.now())
        rina.name = "Bu Rina"
        await roles.give(session, rina, RoleKind.PETUGAS, None, clock.now())
        await session.flush()
        meeting_id = await book(session, STARTS, SITI, Way.PHONE)
    persons = [office.person(chat) for chat in (SITI, DEWI, RINA, BUDI)]
    for person in persons:
        await person.says("/menu")
    return Pair(office, *persons, meeting_id)


@pytest.fixture
async def pair(office: CheckedOffice, time: Time) -> Pair:
    """On SQLite: enough for most."""
    return await scene(office, furnish)


@pytest.fixture
async def pair_on_both(office_on_both: CheckedOffice, time: Time) -> Pair:
    """On SQLite, and once more on PostgreSQL: for the main paths."""
    return await scene(office_on_both, furnish)

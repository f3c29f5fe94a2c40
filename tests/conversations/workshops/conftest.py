"""A mentor, three producers, an officer and a stranger, on a Monday morning; and the clock of classes."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

import content.texts
from bot.workshop_clock import WorkshopClock
from durable import clock
from models import Activity, RoleKind, SeatState, Workshop, WorkshopSeat
from models import Person as Row
from services import businesses, people, roles
from services.office_clock import OfficeClock
from services.workshops import opening, seats
from tests.conversations.checked_office import CheckedOffice
from tests.conversations.scenes import scene
from tests.driver import BOT, Person, Reply
from tests.mentoring_rows import a_mentor
from tests.services.workshops.conftest import MONDAY, SATURDAY, a_plan

words = content.texts.load("workshops")
form_words = content.texts.load("workshop_form")
refusals = content.texts.load("refusals")
unexpected = content.texts.load("unexpected")
DEWI, RINA, STRANGER, FIRST = 2, 3, 4, 11
OFFICE = OfficeClock()


class Time:
    """An instant that a test moves."""

    def __init__(self) -> None:
        self.now = MONDAY

    def passes(self, **span: float) -> None:
        self.now += timedelta(**span)

    def is_before_class(self, **span: float) -> None:
        self.now = SATURDAY - timedelta(**span)

    def is_after_class(self, **span: float) -> None:
        self.now = SATURDAY + timedelta(hours=2) + timedelta(**span)


@pytest.fixture
def time(monkeypatch: pytest.MonkeyPatch) -> Time:
    found = Time()
    monkeypatch.setattr(clock, "now", lambda: found.now.astimezone(UTC))
    return found


@dataclass
class School:
    """Bu Dewi is a mentor, Bu Rina an officer; the producers are Siti, Budi and Tono."""

    office: CheckedOffice
    time: Time
    dewi: Person
    rina: Person
    stranger: Person
    producers: list[Person]
    ids: dict[int, int] = field(default_factory=dict)
    """{chat: person}"""

    @property
    def siti(self) -> Person:
        return self.producers[0]

    @property
    def budi(self) -> Person:
        return self.producers[1]

    @property
    def tono(self) -> Person:
        return self.producers[2]

    async def ticks(self) -> None:
        """The clock looks once; what it put into the outbox is sent."""
        await WorkshopClock(self.office.database, BOT, "telegram", OFFICE).tick()
        await self.office.works()

    async def opened(self, by: int = DEWI, **different: Any) -> int:
        """A class of Bu Dewi's; its id."""
        async with self.office.database.session() as session:
            person = await session.get_one(Row, self.ids[by])
            plan = a_plan(**different)
            workshop = await opening.open_workshop(session, person, self.ids[DEWI], plan, clock.now(), OFFICE)
            return workshop.id

    async def joined(self, workshop_id: int, *those: Person) -> None:
        """These press Ikut, one minute after the other."""
        for each in those:
            await each.presses(f"workshop:take:{workshop_id}")
            self.time.passes(minutes=1)

    async def sits(self, workshop_id: int, person: Person, now: datetime) -> None:
        """The same without a chat, for tests of what comes after."""
        async with self.office.database.session() as session:
            row = await session.get_one(Row, self.ids[person.chat_id])
            await seats.take(session, workshop_id, row, now, OFFICE)

    async def workshop(self, workshop_id: int) -> Workshop:
        async with self.office.database.read() as connection, AsyncSession(bind=connection) as session:
            return await session.get_one(Workshop, workshop_id)

    async def only_workshop(self) -> Workshop:
        async with self.office.database.read() as connection, AsyncSession(bind=connection) as session:
            return (await session.scalars(select(Workshop))).one()

    async def states(self, workshop_id: int) -> list[SeatState | None]:
        """Of the producers."""
        s = WorkshopSeat
        async with self.office.database.read() as connection, AsyncSession(bind=connection) as session:
            rows = await session.execute(select(s.person_id, s.state).where(s.workshop_id == workshop_id))
            found = {person: state for person, state in rows}
        return [found.get(self.ids[person.chat_id]) for person in self.producers]


async def _producer(session: AsyncSession, chat: int, name: str) -> int:
    person = await people.give_consent(session, "telegram", chat, "2026-11", clock.now())
    person.name = name  # as it may have come from a phone: signs and all
    await businesses.register_business(
        session, person, name=f"Dapur {name}", district_id=640806, product_ids=[1], unlisted=[],
        activities={Activity.PROCESSED}, registered_through=f"draft:{chat}", now=clock.now(),
    )  # fmt: skip
    return person.id


async def a_school(office: CheckedOffice, time: Time) -> School:
    """Everybody has opened the menu once."""
    office.application.bot_data["understander"] = None
    names = ["Siti", "Budi", "Tono <3"]
    ids = {}
    async with office.database.session() as session:
        for number, name in enumerate(names):
            ids[FIRST + number] = await _producer(session, FIRST + number, name)
        for chat, name in ((DEWI, "Bu Dewi"), (RINA, "Bu Rina")):
            person = await people.ensure_person(session, "telegram", chat, clock.now())
            person.name = name
            ids[chat] = person.id
            if chat == DEWI:
                await a_mentor(session, person)
            else:
                await roles.give(session, person, RoleKind.PETUGAS, None, clock.now())
    dewi, rina, stranger = (office.person(chat) for chat in (DEWI, RINA, STRANGER))
    producers = [office.person(FIRST + number, name) for number, name in enumerate(names)]
    for each in (dewi, rina, stranger, *producers):
        await each.says("/menu")
    return School(office, time, dewi, rina, stranger, producers, ids)


@pytest.fixture
async def school(office: CheckedOffice, time: Time) -> School:
    """On SQLite: enough for most."""
    return await scene(office, a_school, time)


@pytest.fixture
async def school_on_both(office_on_both: CheckedOffice, time: Time) -> School:
    """On SQLite, and once more on PostgreSQL: for the main paths."""
    return await scene(office_on_both, a_school, time)


def heard(person: Person) -> list[str]:
    """The texts that came to somebody since the last look."""
    return [reply.text for reply in person.hears()]


def keys(replies: list[Reply]) -> list[tuple[str, ...]]:
    """The buttons of the last of these, row by row."""
    return list(replies[-1].keys)

"""A mentor who writes, at a time that a test moves, and what the office has kept of the mentor."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

import pytest

from bot.mentor_card_clock import MentorCardClock
from bot.mentor_weeks_clock import MentorWeeksClock
from durable import clock
from models import Mentor, MentorAbsence
from services.mentors.absences import absences_of
from services.mentors.availability import weekly_hours
from services.office_clock import WITA, OfficeClock
from services.people import ensure_person
from tests.conversations.checked_office import CheckedOffice
from tests.conversations.scenes import scene
from tests.driver import BOT, Person, Reply
from tests.mentoring_rows import a_meeting, a_mentor

WEDNESDAY = datetime(2026, 11, 25, 10, 0, tzinfo=WITA)
DEWI, SITI, ANTON = 21, 22, 23


class Time:
    """An instant that a test moves."""

    def __init__(self) -> None:
        self.now = WEDNESDAY

    def is_at(self, month: int, day: int, hour: int = 10, minute: int = 0, year: int = 2026) -> None:
        self.now = datetime(year, month, day, hour, minute, tzinfo=WITA)


@pytest.fixture
def time(monkeypatch: pytest.MonkeyPatch) -> Time:
    found = Time()
    monkeypatch.setattr(clock, "now", lambda: found.now.astimezone(UTC))
    return found


@dataclass
class MentorOffice:
    """The office, its mentors Dewi and Anton, a producer, and the clocks."""

    office: CheckedOffice
    dewi: Person
    anton: Person
    siti: Person
    mentor_id: int
    producer_id: int

    async def mentor(self) -> Mentor:
        async with self.office.database.session() as session:
            return await session.get_one(Mentor, self.mentor_id)

    async def hours(self) -> frozenset[int]:
        async with self.office.database.session() as session:
            return await weekly_hours(session, self.mentor_id)

    async def absences(self) -> list[MentorAbsence]:
        async with self.office.database.session() as session:
            return list(await absences_of(session, self.mentor_id, date(2000, 1, 1)))

    async def days_off(self) -> list[tuple[date, date]]:
        return [(each.first_on, each.last_on) for each in await self.absences()]

    async def changes(self, **values: object) -> None:
        """Changes the mentor's row as some other part of the office would."""
        async with self.office.database.session() as session:
            mentor = await session.get_one(Mentor, self.mentor_id)
            for name, value in values.items():
                setattr(mentor, name, value)

    async def books(self, starts_at: datetime) -> int:
        """A session with the producer; gives its number."""
        async with self.office.database.session() as session:
            return (await a_meeting(session, self.mentor_id, self.producer_id, starts_at)).id

    async def ticks(self) -> list[Reply]:
        """Both clocks look, twice as if there were two of each; what Dewi gets."""
        weeks = [MentorWeeksClock(self.office.database, OfficeClock()) for _ in range(2)]
        for each in weeks:
            await each.tick()
        for _ in range(2):
            await MentorCardClock(self.office.database, BOT, "telegram", OfficeClock()).tick()
        await self.office.works()
        return self.dewi.hears()


async def opened(office: CheckedOffice) -> MentorOffice:
    ids = {}
    async with office.database.session() as session:
        for chat, name in ((DEWI, "Dewi <3"), (ANTON, "Anton"), (SITI, "Siti")):
            person = await ensure_person(session, "telegram", chat, clock.now() - timedelta(days=9))
            person.name, ids[chat] = name, person
        for chat in (DEWI, ANTON):
            await a_mentor(session, ids[chat])
    people = [office.person(chat) for chat in (DEWI, ANTON, SITI)]
    return MentorOffice(office, *people, ids[DEWI].id, ids[SITI].id)


@pytest.fixture
async def mentors(office: CheckedOffice, time: Time) -> MentorOffice:
    """On SQLite: enough for most."""
    return await scene(office, opened)


@pytest.fixture
async def mentors_on_both(office_on_both: CheckedOffice, time: Time) -> MentorOffice:
    """On SQLite, and once more on PostgreSQL: for the main paths."""
    return await scene(office_on_both, opened)

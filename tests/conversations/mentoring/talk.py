"""An office with mentors: asking for one, the card, and the clocks of the chain."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import TypeVar

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

import content.texts
from bot.mentor_card_clock import MentorCardClock
from bot.request_clock import RequestClock
from durable import clock
from durable.database import Base
from models import (
    Cluster,
    Expertise,
    HelpRequest,
    MentorCluster,
    MentorExpertise,
    MentorHour,
    MentorLanguage,
    MentorWay,
    Offer,
    RoleKind,
    Spoken,
    Way,
)
from services import people, roles
from services.office_clock import OfficeClock
from tests.conversations.checked_office import CheckedOffice
from tests.conversations.walks import has_registered
from tests.driver import BOT, Person, Reply
from tests.mentoring_rows import add_mentor

OFFICE = OfficeClock()
TROUBLE = "Keripik saya cepat melempem, kemasannya harus apa?"
card_words = content.texts.load("mentor_card")
request_words = content.texts.load("mentor_requests")
ask_words = content.texts.load("asking_mentor")
refusals = content.texts.load("refusals")
Row = TypeVar("Row", bound=Base)


@dataclass
class MentoredOffice:
    """An office with mentors. `mentors` is {name: the mentor's chat}, best first."""

    office: CheckedOffice
    mentors: dict[str, Person] = field(default_factory=dict)
    ids: dict[str, int] = field(default_factory=dict)
    _chats: int = 500

    async def add_mentor(self, name: str, stars: int = 4, **different: object) -> Person:
        """Somebody who can on every day from nine to noon, on packaging, by chat or phone; more stars come first."""
        person = self.office.person(self._chats, name)
        self._chats += 1
        async with self.office.database.session() as session:
            row = await people.ensure_person(session, "telegram", person.chat_id, clock.now())
            await roles.give(session, row, RoleKind.MENTOR, None, clock.now())
            row.name = name
            told: dict[str, object] = {
                "card_hour": 9, "rating_sum": 20 * stars, "rating_count": 20,
                "expertise": [MentorExpertise(topic=Expertise.PACKAGING)],
                "clusters": [MentorCluster(cluster=Cluster.PISANG)], "visits": [],
                "ways": [MentorWay(way=way) for way in (Way.CHAT, Way.PHONE)],
                "languages": [MentorLanguage(language=Spoken.INDONESIAN)],
            }  # fmt: skip
            await add_mentor(session, row, clock.now(), **(told | different))
            session.add_all(
                MentorHour(mentor_id=row.id, hour_of_week=day * 24 + hour) for day in range(7) for hour in (9, 10, 11)
            )
            self.ids[name] = row.id
        await person.says("/menu")
        person.replies.clear()
        self.mentors[name] = person
        return person

    async def producer(self, chat_id: int = 11, name: str = "Siti Aminah", business: str = "Dapur Siti") -> Person:
        """Somebody with a registered business."""
        person = self.office.person(chat_id, name)
        await has_registered(person, owner=name, name=business)
        return person

    async def asks(self, person: Person, *, way: str = "Chat", choose: str = "Pilihkan saja") -> list[Reply]:
        """A whole request for help with packaging; returns the replies to the last press."""
        for said in ("/mentor", "!Kemasan", TROUBLE, f"!{way}", "!Kapan saja", "!Cari mentor"):
            await (person.presses(said[1:]) if said.startswith("!") else person.says(said))
        return await person.presses(choose)

    async def ticks(self) -> None:
        """Both clocks look, and what they send arrives."""
        await MentorCardClock(self.office.database, BOT, "telegram", OFFICE).tick()
        await RequestClock(self.office.database, BOT, "telegram", OFFICE).tick()
        for reply in await self.office.sends():
            self.office.unheard.setdefault(reply.chat_id, []).append(reply)

    async def heard(self, person: Person) -> list[Reply]:
        """What came to this person after the clocks looked."""
        await self.ticks()
        return person.hears()

    async def offers(self) -> list[Offer]:
        """All offers, oldest first."""
        return await self.rows(Offer)

    async def requests(self) -> list[HelpRequest]:
        """All requests, oldest first."""
        return await self.rows(HelpRequest)

    async def rows(self, kind: type[Row]) -> list[Row]:
        """All rows of a table."""
        async with self.office.database.read() as connection, AsyncSession(bind=connection) as session:
            return list(await session.scalars(select(kind)))


def wita(day: int, hour: int, minute: int = 0) -> datetime:
    """An instant of November 2026 where the office is."""
    return datetime(2026, 11, day, hour, minute, tzinfo=OFFICE.zone).astimezone(UTC)

"""An office in which producers wait for mentors, and Ani of the staff shares them out."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy import select

from bot.matching_clock import MatchingClock
from content.rules.matching import matching_rules
from models import (
    Business,
    Cluster,
    Expertise,
    HelpRequest,
    MatchProposal,
    MentorExpertise,
    MentorHour,
    MentorWay,
    Offer,
    RequestState,
    Way,
)
from services import people
from services.office_clock import OfficeClock
from services.week import EVERY_HOUR
from tests.conversations.checked_office import CheckedOffice
from tests.conversations.desk import an_officer
from tests.conversations.walks import has_registered
from tests.driver import BOT, Person, Reply
from tests.mentoring_rows import a_mentor

MONDAY = datetime(2026, 11, 23, 2, 0, tzinfo=UTC)  # ten o'clock where the office is
FIRST_HOUR = MONDAY + timedelta(hours=matching_rules().bounds.lead_hours)


class MatchingOffice:
    """The bot, one officer, and rows of mentors and requests."""

    def __init__(self, office: CheckedOffice, ani: Person) -> None:
        self.office, self.ani = office, ani
        self._chats = iter(range(500, 600))

    @classmethod
    async def opened(cls, office: CheckedOffice) -> MatchingOffice:
        return cls(office, await an_officer(office, 1, "Ani"))

    async def mentor(
        self, name: str, topic: Expertise = Expertise.PACKAGING, hours: Sequence[int] = (), **different: Any
    ) -> int:
        """Somebody who mentors in chat, at any hour unless some are named; gives the id."""
        chat = next(self._chats)
        await self.office.person(chat, name).says("/menu")
        async with self.office.database.session() as session:
            person = await people.ensure_person(session, "telegram", chat, MONDAY)
            person.name = name
            told: dict[str, Any] = {"expertise": [MentorExpertise(topic=topic)], "ways": [MentorWay(way=Way.CHAT)]}
            mentor = await a_mentor(session, person, **(told | different))
            wanted = hours or sorted(EVERY_HOUR)
            session.add_all(MentorHour(mentor_id=mentor.person_id, hour_of_week=hour) for hour in wanted)
            return mentor.person_id

    async def producer(self, name: str = "Dapur Siti") -> Person:
        """Somebody with a business."""
        person = self.office.person(next(self._chats))
        await has_registered(person, name=name)
        return person

    async def request(self, producer: Person, **different: Any) -> int:
        """A request that waits; gives its number."""
        async with self.office.database.session() as session:
            person = await people.person_of_account(session, "telegram", producer.chat_id)
            assert person is not None
            told: dict[str, Any] = {
                "producer_id": person.id, "district_id": 640806, "topic": Expertise.PACKAGING, "way": Way.CHAT,
                "cluster": Cluster.PISANG, "state": RequestState.WAITING, "words": "Keripik cepat melempem",
                "opened_at": MONDAY - timedelta(days=3), "hours": [],
            }  # fmt: skip
            owned = await session.scalar(select(Business.id).where(Business.owner_id == person.id))
            request = HelpRequest(business_id=owned, **(told | different))
            session.add(request)
            await session.flush()
            return request.id

    async def reckons(self) -> list[Reply]:
        """The clock ticks; what Ani is told."""
        await self.clock().tick()
        await self.office.works()
        return self.ani.hears()

    def clock(self) -> MatchingClock:
        return MatchingClock(self.office.database, BOT, "telegram", OfficeClock())

    async def offers(self) -> list[tuple[int, int]]:
        """(request, mentor) of all offers."""
        async with self.office.database.session() as session:
            query = select(Offer.request_id, Offer.mentor_id).order_by(Offer.request_id)
            return [(request, mentor) for request, mentor in await session.execute(query)]

    async def proposed(self) -> list[tuple[int, int | None]]:
        """(request, mentor) of what is not decided on."""
        async with self.office.database.session() as session:
            p = MatchProposal
            query = select(p.request_id, p.mentor_id).order_by(p.request_id)
            return [(request, mentor) for request, mentor in await session.execute(query)]

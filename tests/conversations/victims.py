"""What belongs to somebody else, for tests of those who have nothing to do with it: made once, and copied."""

from __future__ import annotations

from collections.abc import AsyncIterator
from typing import Any, NamedTuple

import pytest
from sqlalchemy import select
from sqlalchemy import text as sql

from durable import clock
from durable.database import Database
from models import AnnouncementPart, AnnouncementState, FaqTopic, PartKind, Question, QuestionOutcome, RoleKind, Ticket
from services import helping, people, roles
from services.faq import proposals
from tests.announcement_rows import add_announcement
from tests.conversations.booked import a_booked_session
from tests.conversations.checked_office import CheckedOffice
from tests.conversations.conftest import an_office
from tests.conversations.desk import PIRT, an_answered_ticket, an_officer, knows
from tests.conversations.walks import does, has_registered
from tests.databases import Fresh
from tests.faq_answers import an_answer
from tests.services.mentors.people import an_applicant

PRODUCER_OF_ALL, PRODUCER, STRANGER = 77, 13, 12
"""Whose everything is; somebody with a business of their own; somebody whom nobody knows."""
OF_ROLE = {kind: 101 + number for number, kind in enumerate(RoleKind)}
"""The chats of people with one role each, and nothing else."""
_KADER = 79


class Victims(NamedTuple):
    """The ids of what belongs to somebody else or to the office. Every word of it is Rahasia."""

    business: int
    owner: int
    role: int
    question: int
    ticket: int
    meeting: int
    helped: int
    topic: int
    version: int
    answered: int
    announcement: int

    def forge(self, press: str) -> str:
        return press.format(**self._asdict())


class Furnished(NamedTuple):
    """An office full of what is nobody's business."""

    office: CheckedOffice
    victims: Victims


_made: list[Victims] = []


async def furnish(url: str) -> None:
    """Somebody with a business, a role and a question that waits; what only staff may touch; and one of each role."""
    await an_office(url)
    database = Database(url)
    office = CheckedOffice(database)
    _made[:] = [await _victims(office)]
    await has_registered(office.person(PRODUCER, "Lain"), owner="Lain", name="Dapur Lain")
    async with database.session() as session:
        for kind, chat in OF_ROLE.items():
            person = await people.ensure_person(session, "telegram", chat, clock.now())
            person.name = kind.value
            await roles.give(session, person, kind, None, clock.now())
    await database.close()
    assert office.dead == []


@pytest.fixture
async def furnished(fresh: Fresh) -> AsyncIterator[Furnished]:
    """A copy of it."""
    database = Database(fresh("sqlite", furnish))
    office = CheckedOffice(database)
    office._update_id = 1000  # the ids of those who furnished it are taken
    await office.sends()
    yield Furnished(office, _made[0])
    await database.close()
    assert office.dead == []


async def _victims(office: CheckedOffice) -> Victims:
    now, victim = clock.now(), office.person(PRODUCER_OF_ALL)
    business = await has_registered(victim, owner="Siti Rahasia", name="Dapur Rahasia")
    async with office.database.session() as session:
        person = await people.person_of_account(session, "telegram", PRODUCER_OF_ALL)
        assert person is not None
        role = await roles.give(session, person, RoleKind.PETUGAS, None, now)
        question = Question(channel="telegram", chat_id=PRODUCER_OF_ALL, words="Rahasia resep amplang", asked_at=now,
                            outcome=QuestionOutcome.OUTSIDE, confidence=0.0)  # fmt: skip
        session.add(question)
        await session.flush()
        number = question.id
        await an_applicant(session, person, now, about="Dosen Rahasia")
        kader = await people.ensure_person(session, "telegram", _KADER, now)
        kader.name = "Kader Rahasia"
        await roles.give(session, kader, RoleKind.KADER, None, now)
        helped = await helping.begin(session, kader, "Wati Rahasia", "2026-11", now)
        helped_id = helped.id
    await does(victim, f"!ask_staff:start:{number}", "!Kirim")
    async with office.database.session() as session:
        ticket = await session.scalar(select(Ticket.id))
    assert ticket is not None
    meeting = await a_booked_session(office, person.id)
    return Victims(business.id, person.id, role.id, number, ticket, meeting, helped_id, *await _desk(office))


async def _desk(office: CheckedOffice) -> tuple[int, int, int, int]:
    """An answer, a proposal that waits, a question that staff have answered, and an announcement that waits."""
    topics = await knows(office)
    await an_officer(office, 1, "Rahasia Kantor")
    answered = await an_answered_ticket(office, "Rahasia apa?")
    async with office.database.session() as session:
        officer = await people.person_of_account(session, "telegram", 1)
        topic = await session.get_one(FaqTopic, topics[PIRT])
        assert officer is not None
        words = an_answer(PIRT, bodies={"id": "Rahasia."})
        proposal = await proposals.propose(session, topic, words, officer, clock.now())
        news = await add_announcement(
            session, officer, clock.now(), title="Rahasia", state=AnnouncementState.APPROVING, started_at=None,
            closed_at=None, parts=[AnnouncementPart(place=0, call=0, kind=PartKind.TEXT, words="Rahasia")],
        )  # fmt: skip
        return topic.id, proposal.id, answered, news.id


async def everything_of(furnished: Furnished) -> list[Any]:
    """The rows of somebody's business, products, activities, permits, name and roles, and the office's."""
    business, owner = furnished.victims.business, furnished.victims.owner
    async with furnished.office.database.read() as connection:
        return [
            (await connection.execute(sql(query))).all()
            for query in (
                f"select * from businesses where id = {business}",
                f"select * from business_products where business_id = {business}",
                f"select * from business_activities where business_id = {business}",
                f"select * from permits_held where business_id = {business}",
                f"select * from people where id = {owner}",
                f"select * from roles where person_id = {owner}",
                f"select * from consents where person_id = {owner}",
                "select * from invitations",
                f"select * from mentors where person_id = {owner}",
                f"select * from mentor_expertise where mentor_id = {owner}",
                f"select * from audit_entries where about_kind = 'mentor' and about_id = {owner}",
                "select * from tickets where chat_id = 77",
                "select * from ticket_messages where ticket_id in (select id from tickets where chat_id = 77)",
                "select * from meetings",
                "select * from helped",
                "select * from booked_quarters",
                "select * from meeting_ratings",
                "select * from questions",
                "select * from faq_topics",
                "select * from faq_versions",
                "select * from announcements",
                "select * from announcement_parts",
            )
        ]

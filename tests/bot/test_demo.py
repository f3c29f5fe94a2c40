"""When the other end counts as a demo, and the mentors who are ready there."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import func, select

from bot import demo
from durable.database import Database
from models import Mentor, MentorState, RoleKind
from services import people, roles
from services.mentors.availability import free_starts
from services.mentors.profile import join
from services.mentors.promise import PROMISE_VERSION
from services.office_clock import WITA
from services.reference_data import load_reference_data
from tests.services.mentors.people import LECTURER

NOW = datetime(2026, 11, 24, 2, 0, tzinfo=UTC)
PHONE = {"link_root": "http://127.0.0.1:8800/open?start=", "is_demo": True}


@pytest.mark.parametrize(
    ("address", "says", "expected"),
    [
        ("http://127.0.0.1:8800", PHONE, True),
        ("http://localhost:8800", PHONE, True),
        ("http://[::1]:8800", PHONE, True),
        ("https://api.telegram.org", {}, False),
        ("https://api.telegram.org", PHONE, False),
        ("http://10.0.0.5:8800", PHONE, False),
        ("http://127.0.0.1.example.org", PHONE, False),
        ("http://127.0.0.1:8081", {}, False),  # a Bot API server of Telegram's own kind
        ("http://127.0.0.1:8900", {"link_root": "https://wa.me/1?text="}, False),  # another gateway, for real people
        ("http://127.0.0.1:8800", {"is_demo": True}, False),
    ],
)
def test_only_the_phone_on_this_computer_is_a_demo(address: str, says: dict[str, object], expected: bool) -> None:
    assert demo.is_demo(address, says) is expected


@pytest.fixture
async def office(database: Database) -> Database:
    async with database.session() as session:
        await load_reference_data(session)
    return database


async def test_two_mentors_are_ready_once(office: Database) -> None:
    assert [await demo.prepare(office, "gateway", NOW) for _ in range(3)] == [2, 0, 0]
    async with office.session() as session:
        mentors = list(await session.scalars(select(Mentor).order_by(Mentor.person_id)))
        assert [(each.person.name, each.state) for each in mentors] == [
            ("Dewi Lestari", MentorState.ACTIVE),
            ("Anton Wijaya", MentorState.ACTIVE),
        ]
        assert [each.person.role_kinds for each in mentors] == [{RoleKind.MENTOR}, {RoleKind.MENTOR}]
        chats = await people.chats_of(session, "gateway", [each.person_id for each in mentors])
        assert [chats[each.person_id] for each in mentors] == [1000003, 1000004]


@pytest.mark.parametrize("day", range(23, 30))
async def test_somebody_can_within_two_days_whatever_day_it_is(office: Database, day: int) -> None:
    await demo.prepare(office, "gateway", NOW)
    now = datetime(2026, 11, day, 22, tzinfo=WITA)
    async with office.session() as session:
        mentors = await session.scalars(select(Mentor.person_id))
        found = [await free_starts(session, each, 0, [], now, now + timedelta(days=2), WITA) for each in mentors]
    assert any(found)


async def test_who_is_a_mentor_already_stays_as_is(office: Database) -> None:
    async with office.session() as session:
        person = await people.ensure_person(session, "gateway", 1000003, NOW)
        await roles.give(session, person, RoleKind.MENTOR, None, NOW)
        await join(session, person, LECTURER, PROMISE_VERSION, NOW)
    assert await demo.prepare(office, "gateway", NOW) == 1
    async with office.session() as session:
        assert await session.scalar(select(func.count()).select_from(Mentor)) == 2
        assert (await session.get_one(Mentor, person.id)).about == LECTURER.about

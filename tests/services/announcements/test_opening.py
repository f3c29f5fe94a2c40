"""An announcement is written once it can be sent, and agreed to once, whoever presses at the same time."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy.ext.asyncio import AsyncSession

from durable.database import Database
from models import Announcement, AnnouncementState, NewsTopic, PartKind, Person, Repeat, RoleKind
from services import people, roles
from services.announcements.approving import approve, reject
from services.announcements.audience import Audience
from services.announcements.composing import Part
from services.announcements.opening import LIVES, Opened, Plan, open_announcement
from services.errors import AnnouncementConflict, AnnouncementRefused, NotAllowed, OwnAnnouncementConflict
from services.office_clock import WITA
from services.reach import Line
from services.second_person import Place
from tests.databases import Fresh
from tests.prepared import all_tables

NOW = datetime(2026, 11, 23, 2, tzinfo=UTC)
LINE, PLACE = Line(1, "telegram"), Place(1, "telegram", WITA)
PLAN = Plan(
    parts=[Part(PartKind.TEXT, "Pasar")], title="Pasar", topic=NewsTopic.MARKET, asks_rsvp=False, seats=None,
    audience=Audience(), audience_words="Semua", send_at=None, repeat=Repeat.NEVER,
)  # fmt: skip


async def staff(session: AsyncSession) -> list[Person]:
    """Three officers; they are all the people there are."""
    found = []
    for chat in (1, 2, 3):
        person = await people.ensure_person(session, "telegram", chat, NOW)
        await roles.give(session, person, RoleKind.PETUGAS, None, NOW)
        found.append(person)
    return found


async def opened(session: AsyncSession, author: Person, alone_up_to: int = 3, plan: Plan = PLAN) -> Opened:
    return await open_announcement(session, author, plan, LINE, alone_up_to, NOW)


async def test_limit_of_people_decides_who_agrees(fresh: Fresh) -> None:
    database = Database(fresh("sqlite", all_tables))
    async with database.session() as session:
        author, *_ = await staff(session)
        alone, second = await opened(session, author, 3), await opened(session, author, 2)
        assert (alone.reach.reachable, second.reach.reachable) == (3, 3)
        assert (alone.announcement.state, alone.announcement.approved_by_id) == (AnnouncementState.SCHEDULED, author.id)
        assert (second.announcement.state, second.announcement.approved_by_id) == (AnnouncementState.APPROVING, None)
    await database.close()


@pytest.mark.parametrize(
    ("different", "reason"),
    [
        ({"parts": []}, "refused_announcement_empty"),
        ({"send_at": NOW}, "refused_moment_past"),
        ({"send_at": NOW + timedelta(days=91)}, "refused_announcement_far"),
        ({"asks_rsvp": True, "seats": 0}, "refused_announcement_seats"),
        ({"asks_rsvp": True, "seats": 10_001}, "refused_announcement_seats"),
        ({"audience": Audience(producers=True)}, "refused_announcement_nobody"),
    ],
)
async def test_what_cannot_be_sent_is_not_written(fresh: Fresh, different: dict[str, object], reason: str) -> None:
    database = Database(fresh("sqlite", all_tables))
    async with database.session() as session:
        author, *_ = await staff(session)
        with pytest.raises(AnnouncementRefused, match=reason):
            await opened(session, author, plan=replace(PLAN, **different))  # type: ignore[arg-type]
        assert await session.get(Announcement, 1) is None
    await database.close()


async def test_who_may_not_announce_writes_nothing(fresh: Fresh) -> None:
    database = Database(fresh("sqlite", all_tables))
    async with database.session() as session:
        await staff(session)
        producer = await people.give_consent(session, "telegram", 9, "2026-11", NOW)
        with pytest.raises(NotAllowed):
            await opened(session, producer)
    await database.close()


async def test_time_that_passed_while_it_waited_is_now(fresh: Fresh) -> None:
    database = Database(fresh("sqlite", all_tables))
    async with database.session() as session:
        author, second, _ = await staff(session)
        soon = replace(PLAN, send_at=NOW + timedelta(hours=1))
        late, early = await opened(session, author, 2, soon), await opened(session, author, 2, soon)
        at = NOW + timedelta(hours=5)
        await approve(session, late.announcement.id, second, PLACE, at)
        await approve(session, early.announcement.id, second, PLACE, NOW)
        assert (late.announcement.send_at, late.announcement.ends_at) == (at, at + LIVES)
        assert early.announcement.send_at == NOW + timedelta(hours=1)
    await database.close()


async def test_author_agrees_alone_half_an_hour_later_at_the_earliest(fresh: Fresh) -> None:
    database = Database(fresh("sqlite", all_tables))
    async with database.session() as session:
        author, *_ = await staff(session)
        number = (await opened(session, author, 2)).announcement.id
        with pytest.raises(OwnAnnouncementConflict):
            await approve(session, number, author, PLACE, NOW + timedelta(minutes=29))
        found = await approve(session, number, author, PLACE, NOW + timedelta(minutes=30))
        assert found.approved_by_id == author.id
    await database.close()


async def test_two_decisions_at_once_are_one(fresh: Fresh, kind_of_database: str) -> None:
    database = Database(fresh(kind_of_database, all_tables))
    async with database.session() as session:
        author, *_ = await staff(session)
        number = (await opened(session, author, 2)).announcement.id

    async def decide(chat: int) -> str:
        async with database.session() as session:
            by = await people.person_of_account(session, "telegram", chat)
            assert by is not None
            await asyncio.sleep(0)
            try:
                await (approve(session, number, by, PLACE, NOW) if chat == 2 else reject(session, number, by, NOW, "-"))
            except AnnouncementConflict:
                return "too late"
            return "done"

    assert sorted(await asyncio.gather(decide(2), decide(3))) == ["done", "too late"]
    await database.close()

"""Two officers and three producers, on a Monday morning."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import select

import content.texts
from durable import clock
from durable.database import Database
from models import Activity, Announcement, AuditEntry, RoleKind
from services import people, roles
from services.announcements.audience import Audience
from services.businesses import register_business
from services.office_clock import WITA
from services.staff_names import name_staff
from tests.conversations.checked_office import CheckedOffice
from tests.conversations.conftest import an_office
from tests.conversations.walks import does, where
from tests.databases import Fresh
from tests.driver import Person

words = content.texts.load("announcing")
approval_words = content.texts.load("announcement_approval")
refusals = content.texts.load("refusals")
MONDAY = datetime(2026, 11, 23, 10, 0, tzinfo=WITA)
RINA, ANI, SITI = 1, 2, 11
PRODUCERS = Audience(producers=True)
ANSWERS = {
    "content": ["!Sudah"],
    "topic": ["!Pasar dan pameran"],
    "event": ["!Tidak perlu"],
    "people": ["semua", "!Selesai"],
    "when": ["!Sekarang"],
    "summary": [],
}
"""What answers each step, once something was sent."""
STEPS = tuple(ANSWERS)


def between(first: str, last: str) -> list[str]:
    """What leads from one step to another."""
    return [act for step in STEPS[STEPS.index(first) : STEPS.index(last)] for act in ANSWERS[step]]


AFTER_CONTENT = between("content", "summary")
BUT_WHEN = between("content", "when")


class Time:
    """An instant that a test moves."""

    def __init__(self) -> None:
        self.now = MONDAY

    def passes(self, **span: float) -> None:
        self.now += timedelta(**span)


@pytest.fixture
def time(monkeypatch: pytest.MonkeyPatch) -> Time:
    found = Time()
    monkeypatch.setattr(clock, "now", lambda: found.now.astimezone(UTC))
    return found


@dataclass
class Bureau:
    """Bu Rina announces, Ani <3 is her colleague."""

    office: CheckedOffice
    time: Time
    rina: Person
    ani: Person
    siti: Person

    async def announcements(self) -> list[Announcement]:
        async with self.office.database.session() as session:
            return list(await session.scalars(select(Announcement).order_by(Announcement.id)))

    async def only(self) -> Announcement:
        (found,) = await self.announcements()
        return found

    async def acts(self) -> list[tuple[str, int | None, str | None]]:
        """What the audit has of announcements: the act, who, and the detail."""
        async with self.office.database.session() as session:
            rows = await session.scalars(
                select(AuditEntry).where(AuditEntry.about_kind == "announcement").order_by(AuditEntry.id)
            )
            return [(row.act, row.person_id, row.detail) for row in rows]

    async def revokes(self, person: Person) -> None:
        """Somebody is of staff no more."""
        async with self.office.database.session() as session:
            row = await people.person_of_account(session, "telegram", person.chat_id)
            assert row is not None
            await roles.take(session, row, RoleKind.PETUGAS, row, clock.now())

    async def reaches_summary(self, *acts: str) -> None:
        """Rina has told everything; `acts` in place of the usual ones after the content."""
        await does(self.rina, "/umumkan", "Pasar <murah> & ramai hari Sabtu", *(acts or AFTER_CONTENT))
        assert await where(self.rina) == ("announce", "summary")

    async def asks_many(self) -> Announcement:
        """Rina has announced to more people than she may alone."""
        self.office.application.bot_data["announce_alone_up_to"] = 2
        await self.reaches_summary()
        await does(self.rina, "!Kirim", "!Ya, kirim")
        return (await self.announcements())[-1]


def photo(name: str = "pic", album: str | None = None, caption: str | None = None, **more: Any) -> dict[str, Any]:
    """The content of a message with a photo, as the platform writes it."""
    sizes = [{"file_id": each, "file_unique_id": each, "width": 9, "height": 9} for each in ("small", name)]
    told = {"photo": sizes, **more}
    return told | ({"media_group_id": album} if album else {}) | ({"caption": caption} if caption else {})


def file(kind: str, **more: Any) -> dict[str, Any]:
    """The content of a message with a file of another kind."""
    needed = {"video": {"width": 9, "height": 9, "duration": 3}, "voice": {"duration": 3}}.get(kind, {})
    return {kind: {"file_id": kind, "file_unique_id": kind, **needed, **more}}


async def a_bureau(url: str) -> None:
    """Bu Rina and Ani are of staff; Siti, Budi and Tono have registered."""
    await an_office(url)
    database = Database(url)
    async with database.session() as session:
        for chat, name in ((RINA, "Bu Rina"), (ANI, "Ani")):
            officer = await people.ensure_person(session, "telegram", chat, MONDAY)
            await roles.give(session, officer, RoleKind.PETUGAS, None, MONDAY)
            await name_staff(session, officer, name)
        for number, name in enumerate(("Siti", "Budi", "Tono")):
            chat = SITI + number
            owner = await people.give_consent(session, "telegram", chat, "2026-11", MONDAY)
            await people.rename_person(session, owner, name)
            await register_business(
                session, owner, name=f"Dapur {name}", district_id=640806, product_ids=[1], unlisted=[],
                activities={Activity.PROCESSED}, registered_through=f"draft:{chat}", now=MONDAY,
            )  # fmt: skip
    await database.close()


async def _opened(url: str, time: Time) -> Bureau:
    office = CheckedOffice(Database(url))
    rina, ani, siti = (office.person(chat) for chat in (RINA, ANI, SITI))
    return Bureau(office, time, rina, ani, siti)


@pytest.fixture
async def bureau(fresh: Fresh, time: Time) -> AsyncIterator[Bureau]:
    """On SQLite: enough for most."""
    found = await _opened(fresh("sqlite", a_bureau), time)
    yield found
    await found.office.database.close()
    assert found.office.dead == []


@pytest.fixture
async def bureau_on_both(fresh: Fresh, kind_of_database: str, time: Time) -> AsyncIterator[Bureau]:
    """On SQLite, and once more on PostgreSQL: for the main paths."""
    found = await _opened(fresh(kind_of_database, a_bureau), time)
    yield found
    await found.office.database.close()
    assert found.office.dead == []

"""An office with an officer (1), an administrator (2) and three producers: two may be one, one is doubtful."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest
from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from durable import clock
from durable.database import Database
from models import Activity, AuditEntry, Person, RoleKind
from services import business_changes, people, roles
from services.businesses import register_business
from services.staff_names import name_staff
from tests.conversations.checked_office import CheckedOffice
from tests.conversations.conftest import an_office
from tests.databases import Fresh
from tests.driver import Person as Chat

SITI, SITTI, MADU = 11, 12, 13
"""Their chats. Siti makes chips, Sitti trades, the third packs honey and has a name to stumble over."""
PRODUCERS = {
    SITI: ("Siti Aminah", "Dapur Siti", {"activities": {Activity.PROCESSED}}),
    SITTI: ("Sitti Aminah", "Kios Sitti", {"activities": {Activity.RESOLD}}),
    MADU: ("Udin <b>&_*", "Madu <i>Hutan", {"activities": {Activity.PACKED}, "product_ids": [16]}),
}


async def a_furnished_office(url: str) -> None:
    await an_office(url)
    database = Database(url)
    async with database.session() as session:
        for chat, name, kind in ((1, "Ani", RoleKind.PETUGAS), (2, "Budi", RoleKind.ADMIN)):
            person = await people.ensure_person(session, "telegram", chat, clock.now())
            await roles.give(session, person, kind, None, clock.now())
            await name_staff(session, person, name)
        for chat, (owner, name, different) in PRODUCERS.items():
            person = await people.give_consent(session, "telegram", chat, "2026-11", clock.now())
            person.name = owner
            told = {"product_ids": [1], "unlisted": [], "district_id": 640806} | different
            business = await register_business(
                session, person, name=name, registered_through=f"draft:{chat}", now=clock.now(), **told
            )  # fmt: skip
            await business_changes.change_phone(session, business, f"0812 5555 11{chat}", person, clock.now())
    await database.close()


@pytest.fixture
async def office(fresh: Fresh) -> AsyncIterator[CheckedOffice]:
    database = Database(fresh("sqlite", a_furnished_office))
    office = CheckedOffice(database)
    yield office
    await database.close()
    assert office.dead == []


@pytest.fixture
async def office_on_both(fresh: Fresh, kind_of_database: str) -> AsyncIterator[CheckedOffice]:
    database = Database(fresh(kind_of_database, a_furnished_office))
    office = CheckedOffice(database)
    yield office
    await database.close()
    assert office.dead == []


@pytest.fixture
def ani(office: CheckedOffice) -> Chat:
    return office.person(1, "Ani")


@pytest.fixture
def budi(office: CheckedOffice) -> Chat:
    return office.person(2, "Budi")


async def ids(office: CheckedOffice) -> dict[int, int]:
    """{chat: the person's id}."""
    async with office.database.session() as session:
        return {chat: found.id for chat in (1, 2, *PRODUCERS) if (found := await person_of(session, chat))}


async def person_of(session: AsyncSession, chat: int) -> Person | None:
    return await people.person_of_account(session, "telegram", chat)


async def acts(office: CheckedOffice, *begins: str) -> list[tuple[str, int]]:
    """What is in the audit that begins so: the act, and to whom."""
    async with office.database.session() as session:
        found = await session.scalars(select(AuditEntry).order_by(AuditEntry.id))
        return [(each.act, each.about_id) for each in found if each.act.startswith(begins)]

"""A village helper, the people she helps, and the office behind them; made by the services, without any walk."""

from __future__ import annotations

from dataclasses import dataclass

import pytest

import models
from durable import clock
from models import Activity, Business, RoleKind
from services import businesses, helping, people, roles
from tests.conversations.checked_office import CheckedOffice
from tests.conversations.scenes import scene
from tests.driver import Person

KADER, OTHER, OFFICER, ADMIN = 21, 22, 1, 2


@dataclass
class Village:
    """The people who write, and what a test does to the rows."""

    office: CheckedOffice
    kader: Person
    other: Person
    officer: Person
    admin: Person

    async def helped(self, name: str, business: str | None = None, by: int = KADER) -> int:
        """Somebody whom a helper registered before the test began, with a business if it is named; the id."""
        async with self.office.database.session() as session:
            kader = await people.person_of_account(session, "telegram", by)
            assert kader is not None
            person = await helping.begin(session, kader, name, "2026-11", clock.now())
            if business is not None:
                await businesses.register_business(
                    session, person, name=business, district_id=640806, product_ids=[1], unlisted=[],
                    activities={Activity.PROCESSED}, registered_through=f"draft:{person.id}", now=clock.now(),
                    registered_by=kader,
                )  # fmt: skip
            return person.id

    async def business_of(self, owner: int) -> Business | None:
        async with self.office.database.session() as session:
            found = await businesses.businesses_of(session, await session.get_one(models.Person, owner))
            return found[0] if found else None

    async def takes_role_back(self, chat_id: int = KADER) -> None:
        async with self.office.database.session() as session:
            by, kader = [await people.person_of_account(session, "telegram", chat) for chat in (ADMIN, chat_id)]
            assert by is not None
            assert kader is not None
            await roles.revoke(session, kader, RoleKind.KADER, by, clock.now())


async def furnish(office: CheckedOffice) -> Village:
    who = {
        KADER: ("Bu Rina", RoleKind.KADER), OTHER: ("Pak Joni", RoleKind.KADER),
        OFFICER: ("Bu Ani", RoleKind.PETUGAS), ADMIN: ("Pak Adi", RoleKind.ADMIN),
    }  # fmt: skip
    async with office.database.session() as session:
        for chat, (name, kind) in who.items():
            person = await people.ensure_person(session, "telegram", chat, clock.now())
            person.name = name
            await roles.give(session, person, kind, None, clock.now())
    return Village(office, *(office.person(chat, name) for chat, (name, _) in who.items()))


@pytest.fixture
async def village(office: CheckedOffice) -> Village:
    """On SQLite: enough for most."""
    return await scene(office, furnish)


@pytest.fixture
async def village_on_both(office_on_both: CheckedOffice) -> Village:
    """On SQLite, and once more on PostgreSQL: for the main path."""
    return await scene(office_on_both, furnish)

"""Who may be one person is proposed; who was told apart or merged is not."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from datetime import timedelta

import pytest
from sqlalchemy.ext.asyncio import AsyncSession

from models import Business, Person, RoleKind
from services import business_changes as changes
from services.errors import NotAllowed, PersonMissing
from services.merging.merging import merge
from services.merging.proposing import Alike, likely_same, pairs, say_two
from tests.services.conftest import NOW

NewPerson = Callable[..., Awaitable[Person]]
NewBusiness = Callable[..., Awaitable[Business]]
LATER = NOW + timedelta(hours=1)
BENGALON = 640809
PEOPLE = {
    "siti": ("Siti Aminah", 640806, "081255551111"),
    "hajjah": ("Hj. Sitti Aminah", 640806, None),
    "far": ("Siti Aminah", BENGALON, None),
    "phone": ("Nurhayati", BENGALON, "0812 5555 1111"),
    "old": ("Soetjipto", 640806, None),
    "new": ("Sucipto", 640806, None),
    "other": ("Siti", 640806, None),
}


@pytest.fixture
async def people(session: AsyncSession, new_person: NewPerson, new_business: NewBusiness) -> dict[str, Person]:
    found = {}
    for key, (name, district, phone) in PEOPLE.items():
        person = found[key] = await new_person()
        person.name = name
        business = await new_business(person, district_id=district)
        if phone:
            await changes.change_phone(session, business, phone, person, NOW)
    found["by"] = await new_person(RoleKind.PETUGAS)
    return found


def told(found: list[Alike]) -> list[tuple[str | None, str | None, bool]]:
    return [(each.first.name, each.second.name, each.same_phone) for each in found]


BY_PHONE, BY_NAME = ("Siti Aminah", "Nurhayati", True), ("Siti Aminah", "Hj. Sitti Aminah", False)
OLD = ("Soetjipto", "Sucipto", False)


async def test_same_number_and_near_names_in_one_district_are_proposed(
    session: AsyncSession, people: dict[str, Person]
) -> None:
    assert told(await pairs(session, people["by"])) == [BY_PHONE, BY_NAME, OLD]
    assert told(await pairs(session, people["by"], most=1)) == [BY_PHONE]
    assert told(await likely_same(session, people["by"], people["siti"])) == [BY_PHONE, BY_NAME]
    assert told(await likely_same(session, people["by"], people["phone"])) == [BY_PHONE]
    assert await likely_same(session, people["by"], people["far"]) == []
    assert (await likely_same(session, people["by"], people["phone"]))[0].other(people["phone"]) is people["siti"]


async def test_who_was_told_apart_is_proposed_no_more(session: AsyncSession, people: dict[str, Person]) -> None:
    for _ in range(2):
        await say_two(session, people["phone"].id, people["siti"].id, people["by"], LATER)
    assert told(await pairs(session, people["by"])) == [BY_NAME, OLD]
    for one, other in ((people["siti"].id, people["siti"].id), (people["siti"].id, 999999), (None, None)):
        with pytest.raises(PersonMissing):
            await say_two(session, one, other, people["by"], LATER)


async def test_who_was_merged_is_proposed_no_more(session: AsyncSession, people: dict[str, Person]) -> None:
    await merge(session, people["siti"].id, people["hajjah"].id, people["by"], LATER)
    assert told(await pairs(session, people["by"])) == [BY_PHONE, OLD]


async def test_only_staff_are_told(session: AsyncSession, people: dict[str, Person]) -> None:
    siti = people["siti"]
    for act in (pairs(session, siti), likely_same(session, siti, siti), say_two(session, 1, 2, siti, NOW)):
        with pytest.raises(NotAllowed):
            await act

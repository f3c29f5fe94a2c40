"""People are found by whatever staff remember of them, also misspelled."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from datetime import timedelta

import pytest
from sqlalchemy.ext.asyncio import AsyncSession

from models import Business, Person, RoleKind
from services import business_changes as changes
from services.directory.said import Said, name_words, read_said
from services.directory.search import search
from services.errors import NotAllowed
from services.merging.merging import merge
from services.merging.parting import part
from tests.services.conftest import NOW

NewPerson = Callable[..., Awaitable[Person]]
NewBusiness = Callable[..., Awaitable[Business]]
BENGALON = 640809


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Siti Aminah", Said(("siti", "aminah"))),
        ("Bu Hj. Siti yang di Busang", Said(("siti", "busang"))),
        ("bu", Said(("bu",))),
        ("0812-5555 123", Said(digits="8125555123")),
        ("+62 812 5555 123", Said(digits="8125555123")),
        ("628125555123", Said(digits="8125555123")),
        ("0812 55", Said(digits="81255")),
        ("0812", Said(("0812",))),
        ("no. 7", Said(("7",))),
        ("<b>%_", Said(("b",))),
        ("???", Said()),
        ("a " * 500, Said(("a",))),
    ],
)
def test_what_is_typed_is_a_number_or_words(text: str, said: Said) -> None:
    assert read_said(text) == said


def test_names_are_compared_without_titles_and_order() -> None:
    assert name_words("Hj. Siti Aminah") == name_words("aminah, Ibu Siti") == "aminah siti"
    assert name_words("Haji") == "haji"


@pytest.fixture
async def officer(session: AsyncSession, new_person: NewPerson, new_business: NewBusiness) -> Person:
    """A member of staff; three people with businesses, one without."""
    for name, shop, different in (
        ("Siti Aminah", "Dapur Siti", {}),
        ("Ma'ruf <b>Hasan", "Kios 100%", {"district_id": BENGALON, "product_ids": [], "unlisted": ["Kue cucur"]}),
        ("Rahmawati", "Banana Siti", {"product_ids": [16]}),
    ):
        person = await new_person()
        person.name = name
        business = await new_business(person, name=shop, **different)
        if name == "Rahmawati":
            await changes.change_phone(session, business, "0812 5555 123", person, NOW)
            await changes.change_village(session, business, "Long Lees", person, NOW)
    officer = await new_person(RoleKind.PETUGAS)
    officer.name = "Budi"
    await session.flush()
    return officer


async def names(session: AsyncSession, officer: Person, text: str) -> tuple[list[str | None], bool]:
    hits = await search(session, officer, text, 10)
    assert hits.count == len(hits.people)
    return [person.name for person in hits.people], hits.is_guessed


async def test_people_are_found_by_what_is_known_of_them(session: AsyncSession, officer: Person) -> None:
    siti, rahma, maruf = "Siti Aminah", "Rahmawati", "Ma'ruf <b>Hasan"
    for text, *found in (
        ("siti", siti, rahma), ("bu siti", siti, rahma), ("aminah siti", siti), ("dapur", siti),
        ("keripik pisang", siti), ("cucur", maruf), ("bengalon", maruf), ("siti busang", rahma, siti),
        ("long lees", rahma), ("ma'ruf", maruf), ("081 2555 5123", rahma), ("5555123", rahma), ("081299999999",),
        ("budi", "Budi"), ("100%", maruf), ("zzzzzz",), ("???",), ("%",),
    ):  # fmt: skip
        assert await names(session, officer, text) == (found, False), text


async def test_misspelled_words_are_understood_and_told_as_a_guess(session: AsyncSession, officer: Person) -> None:
    siti, maruf = "Siti Aminah", "Ma'ruf <b>Hasan"
    for text, found in (
        ("sitti aminnah", siti), ("rahmwati", "Rahmawati"), ("kripik pisng", siti), ("bengalonn", maruf),
        ("daput siti", siti), ("maruf", maruf),
    ):  # fmt: skip
        assert await names(session, officer, text) == ([found], True), text


async def test_pages_are_cut_in_the_tables(session: AsyncSession, officer: Person) -> None:
    first, second = [await search(session, officer, "siti", 1, offset) for offset in (0, 1)]
    assert [(hits.people[0].name, hits.count) for hits in (first, second)] == [("Siti Aminah", 2), ("Rahmawati", 2)]


async def test_merged_person_is_not_found_until_parted(
    session: AsyncSession, officer: Person, new_person: NewPerson
) -> None:
    admin = await new_person(RoleKind.ADMIN)
    siti, rahma = [(await search(session, officer, name, 1)).people[0] for name in ("Siti Aminah", "Rahmawati")]
    row = await merge(session, siti.id, rahma.id, admin, NOW + timedelta(hours=1))
    assert await names(session, officer, "rahmawati") == ([], False)
    assert await names(session, officer, "5555123") == (["Siti Aminah"], False)
    await part(session, row.id, admin, NOW + timedelta(hours=2))
    assert await names(session, officer, "rahmawati") == (["Rahmawati"], False)


async def test_only_staff_look_people_up(session: AsyncSession, officer: Person, new_person: NewPerson) -> None:
    for person in (None, await new_person(), await new_person(RoleKind.PEMBACA, RoleKind.MENTOR, RoleKind.KADER)):
        with pytest.raises(NotAllowed):
            await search(session, person, "siti", 10)

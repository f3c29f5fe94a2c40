"""A person asks the office to delete everything: two taps by staff, at once, in the audit, and told to them."""

from __future__ import annotations

import pytest
from sqlalchemy import select

import content.texts
from durable import clock
from durable.inbox import conversations
from models import AuditEntry, Business, Person, RoleKind
from services import people, roles
from tests.conversations.checked_office import CheckedOffice
from tests.conversations.people.conftest import MADU, SITI
from tests.conversations.test_double_taps import presses_twice
from tests.conversations.walks import does, texts, where
from tests.driver import Person as Chat

text = content.texts.load("people_desk")
refusals = content.texts.load("refusals")


async def number_of(office: CheckedOffice, chat: int) -> int:
    async with office.database.session() as session:
        person = await people.person_of_account(session, "telegram", chat)
        assert person is not None
        return person.id


async def kept(office: CheckedOffice, person_id: int) -> tuple[str | None, int, bool]:
    """The name, the number of businesses, and whether there is a consent in force."""
    async with office.database.session() as session:
        person = await session.get_one(Person, person_id)
        owned = list(await session.scalars(select(Business.id).where(Business.owner_id == person_id)))
        return person.name, len(owned), person.consent is not None


async def test_everything_goes_in_two_taps_and_the_person_hears_of_it(office: CheckedOffice, ani: Chat) -> None:
    number = await number_of(office, MADU)
    (asked,) = await does(ani, f"!people:card:{number}.who.0", "!Hapus datanya")
    assert asked.text == text.ask_erase.format(name=f"Udin <b>&_* (no. {number})", businesses=1)
    assert await kept(office, number) == ("Udin <b>&_*", 1, True)
    (told,) = await ani.presses("Ya, hapus semua")
    assert told.text == text.told_erased.format(number=number)
    assert await kept(office, number) == (None, 0, False)
    assert texts(office.person(MADU).hears()) == [text.told_owner_erased]
    officer = await number_of(office, 1)
    async with office.database.session() as session:
        acts = ("person_erased", "consent_withdrawn")
        about = select(AuditEntry).where(AuditEntry.act.in_(acts), AuditEntry.about_id == number)
        entries = await session.scalars(about)
        assert {(entry.act, entry.person_id) for entry in entries} == {(act, officer) for act in acts}


async def test_what_was_begun_in_the_own_chat_goes_too(office: CheckedOffice, ani: Chat) -> None:
    number, siti = await number_of(office, SITI), office.person(SITI)
    await does(siti, "/daftar")
    assert "register" in await drafts(office, SITI)
    await does(ani, f"!people:erase_yes:{number}")
    assert await drafts(office, SITI) == "{}"
    assert await where(siti) == (None, None)
    office.unheard.pop(SITI)


async def drafts(office: CheckedOffice, chat: int) -> str:
    async with office.database.read() as connection:
        found = await connection.scalar(select(conversations.c.drafts).where(conversations.c.chat_id == chat))
        return str(found)


async def test_it_can_be_left(office: CheckedOffice, ani: Chat) -> None:
    number = await number_of(office, SITI)
    await does(ani, f"!people:card:{number}.who.0", "!Hapus datanya", "!Tidak jadi")
    assert await kept(office, number) == ("Siti Aminah", 1, True)


@pytest.mark.pitfall(21)
async def test_pressed_twice_it_is_once_and_later_nothing_is_there(office: CheckedOffice, ani: Chat) -> None:
    number = await number_of(office, SITI)
    await presses_twice(ani, f"people:erase_yes:{number}")
    assert len(office.unheard.pop(SITI)) == 1
    (told,) = await ani.presses(f"people:erase:{number}")
    assert told.text == refusals.refused_no_consent


@pytest.mark.parametrize("kind", [None, RoleKind.MENTOR, RoleKind.KADER, RoleKind.PEMBACA])
async def test_nobody_else_deletes_anything(office: CheckedOffice, kind: RoleKind | None) -> None:
    number = await number_of(office, SITI)
    if kind is not None:
        async with office.database.session() as session:
            other = await people.ensure_person(session, "telegram", 98, clock.now())
            await roles.give(session, other, kind, None, clock.now())
    for step in ("erase", "erase_yes"):
        (told,) = await office.person(98).presses(f"people:{step}:{number}")
        assert told.text == refusals.refused_not_allowed
    assert await kept(office, number) == ("Siti Aminah", 1, True)

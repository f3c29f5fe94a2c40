"""/bantu: whom one helps, the end of it, a phone of one's own, and staff who find another helper."""

from __future__ import annotations

import pytest
from sqlalchemy import select

import content.texts
from durable.database import Base
from models import Account, Helped, Person
from services import people, roles
from tests.conversations.checked_office import CheckedOffice
from tests.conversations.helping.conftest import KADER, OTHER, Village
from tests.conversations.test_roles import LINK
from tests.conversations.walks import does, texts
from tests.driver import Office

words = content.texts.load("helping")
refusals = content.texts.load("refusals")
profile = content.texts.load("profile")
requests = content.texts.load("mentor_requests")
menu = content.texts.load("menu")


async def everything(office: Office) -> dict[str, list[tuple[object, ...]]]:
    """All rows of the office's own tables but the audit's."""
    async with office.database.read() as connection:
        return {
            name: [tuple(row) for row in await connection.execute(select(table))]
            for name, table in Base.metadata.tables.items()
            if name in ("people", "businesses", "helped", "consents", "accounts", "roles", "invitations")
        }


async def link_for(village: Village, name: str) -> str:
    await does(village.kader, "/bantu", f"!{name}")
    told, picture = await village.kader.presses("Pindah ke HP sendiri")
    assert picture.text == words.told_qr.format(name=name)
    return told.text.split(LINK)[1].strip()


async def test_card_names_what_is_known(village: Village) -> None:
    siti = await village.helped("Siti Aminah", "Dapur Siti")
    (shown,) = await does(village.kader, "/bantu", "!Siti Aminah")
    assert shown.text.split("\n")[0] == "<b>Siti Aminah</b>"
    assert shown.text.split("\n")[2] == "Usaha: Dapur Siti"
    assert shown.keys == (
        ("Dapur Siti",), ("Daftarkan usaha",), ("Pindah ke HP sendiri",), ("Berhenti membantu",), ("Kembali",),
    )  # fmt: skip
    (card,) = await village.kader.presses("Dapur Siti")
    assert card.text.startswith("<i>Siti Aminah (dibantu)</i>\n<b>Dapur Siti</b>")
    business = await village.business_of(siti)
    assert business is not None
    await does(village.kader, f"!profile:change:{business.id}.owner", "Siti Rahma")
    async with village.office.database.session() as session:
        names = {each.id: each.name for each in await session.scalars(select(Person))}
    assert (names[siti], "Siti Rahma" in [names[each] for each in names if each != siti]) == ("Siti Rahma", False)


async def test_lists_name_whose_each_thing_is(village: Village) -> None:
    await village.helped("Siti <&>", "Dapur Siti")
    await village.helped("Wati", "Kue Wati")
    (asked,) = await village.kader.says("/profil")
    assert asked.keys == (("Dapur Siti (Siti <&>)",), ("Kue Wati (Wati)",), ("Tambah usaha",))
    (asked,) = await village.kader.says("/mentor")
    assert asked.keys[:2] == (("Dapur Siti (Siti <&>)",), ("Kue Wati (Wati)",))
    await does(village.kader, "!Kue Wati (Wati)", "!Kemasan", "Cepat melempem", "!Chat", "!Kapan saja", "!Cari mentor")
    assert "choose:0" in str(village.kader.replies[-1].raw)
    await village.kader.presses("mentor:choose:0")
    (listed,) = await village.kader.says("/permintaan")
    assert listed.text.startswith("<i>Wati (dibantu)</i>\n")
    async with village.office.database.session() as session:
        (row,) = (await session.execute(select(Base.metadata.tables["help_requests"]))).all()
        wati = await session.scalar(select(Person.id).where(Person.name == "Wati"))
    assert row.producer_id == wati


async def test_another_helpers_people_are_not_there(village: Village) -> None:
    siti = await village.helped("Wati Rahasia", "Dapur Rahasia")
    business = await village.business_of(siti)
    assert business is not None
    before = await everything(village.office)
    presses = [f"helping:{step}:{{}}" for step in ("view", "phone", "end", "end_keep", "forget", "forget_yes")]
    for press in [*presses, "register:for:{}"]:
        existing, missing = [await village.other.presses(press.format(number)) for number in (siti, 999999)]
        assert texts(existing) == texts(missing) == [refusals.refused_no_person], press
    assert texts(await village.other.presses(f"businesses:view:{business.id}")) == [refusals.refused_no_business]
    assert await everything(village.office) == before


async def test_link_moves_everything_to_an_own_phone(village_on_both: Village) -> None:
    village = village_on_both
    siti = await village.helped("Siti Aminah", "Dapur Siti")
    token = await link_for(village, "Siti Aminah")
    own = village.office.person(31, "Siti")
    assert texts(await own.says(f"/start {token}")) == [words.told_own_phone.format(name="Siti Aminah")]
    assert texts(village.kader.hears()) == [words.told_moved.format(name="Siti Aminah")]
    (card,) = await own.says("/profil")
    assert card.text.startswith("<b>Dapur Siti</b>")
    (listed,) = await village.kader.says("/bantu")
    assert listed.text == words.told_nobody
    assert texts(await own.says(f"/start {token}"))[0] == refusals.refused_invitation_unknown
    assert texts(await village.office.person(32).says(f"/start {token}"))[0] == refusals.refused_invitation_unknown
    async with village.office.database.session() as session:
        account = await session.scalar(select(Account).where(Account.chat_id == 31))
        helped = await session.get_one(Helped, siti)
        assert account is not None
        assert (account.person_id, helped.ended_at is None) == (siti, False)


async def test_link_moves_nothing_to_a_phone_of_somebody_known(village: Village) -> None:
    await village.helped("Siti Aminah", "Dapur Siti")
    token = await link_for(village, "Siti Aminah")
    before = await everything(village.office)
    for person in (village.kader, village.other, village.officer):
        assert texts(await person.says(f"/start {token}")) == [refusals.refused_phone_known]
    assert await everything(village.office) == before


async def test_earlier_link_is_good_no_longer(village: Village) -> None:
    await village.helped("Siti Aminah", "Dapur Siti")
    first, second = await link_for(village, "Siti Aminah"), await link_for(village, "Siti Aminah")
    assert first != second
    assert texts(await village.office.person(31).says(f"/start {first}"))[0] == refusals.refused_invitation_unknown


async def test_end_leaves_the_person_with_the_office_who_find_another(village: Village) -> None:
    siti = await village.helped("Siti Aminah", "Dapur Siti")
    (asked,) = await does(village.kader, "/bantu", "!Siti Aminah", "!Berhenti membantu")
    assert asked.keys == (("Tetap di kantor",), ("Hapus semua",), ("Kembali",))
    assert texts(await village.kader.presses("Tetap di kantor")) == [words.told_ended.format(name="Siti Aminah")]
    (listed,) = await village.officer.says("/bantu")
    assert listed.text == words.told_alone.format(count=1)
    (asked,) = await village.officer.presses("Siti Aminah")
    assert asked.keys == (("Bu Rina", "Pak Joni"), ("Kembali",))
    (asked,) = await village.officer.presses("Pak Joni")
    assert asked.text == words.ask_give.format(name="Siti Aminah", helper="Pak Joni")
    (told,) = await village.officer.presses("Ya, sudah")
    assert told.text == words.told_given.format(name="Siti Aminah", helper="Pak Joni")
    assert texts(village.other.hears()) == [words.told_new_one.format(name="Siti Aminah")]
    (shown,) = await village.other.presses("Lihat")
    assert shown.text.startswith("<b>Siti Aminah</b>")
    assert texts(await village.officer.presses(f"helping:give_yes:{siti}.1")) == [refusals.refused_no_person]
    (listed,) = await village.officer.says("/bantu")
    assert listed.text == words.told_nobody_alone


async def test_deletion_is_asked_once_more_and_deletes(village: Village) -> None:
    siti = await village.helped("Siti Aminah", "Dapur Siti")
    await does(village.kader, "/bantu", "!Siti Aminah", "!Berhenti membantu")
    (asked,) = await village.kader.presses("Hapus semua")
    assert asked.text == words.ask_forget.format(name="Siti Aminah")
    assert texts(await village.kader.presses("Ya, hapus semua")) == [words.told_forgotten.format(name="Siti Aminah")]
    assert await village.business_of(siti) is None
    async with village.office.database.session() as session:
        person = await session.get_one(Person, siti)
        assert (person.name, person.consent) == (None, None)
    assert texts(await village.officer.says("/bantu")) == [words.told_nobody_alone]


async def test_role_taken_back_ends_it_at_once_and_the_admin_hears_of_those_left(village: Village) -> None:
    siti = await village.helped("Siti Aminah", "Dapur Siti")
    await village.admin.says("/peran")
    await village.admin.presses("Cabut: Bu Rina")
    told = texts(await village.admin.presses("Ya, cabut"))
    assert told[-1] == words.told_left_alone.format(count=1)
    village.kader.hears()
    assert texts(await village.kader.says("/bantu")) == [refusals.refused_not_allowed]
    assert texts(await village.kader.presses(f"helping:view:{siti}")) == [refusals.refused_no_person]
    assert texts(await village.kader.says("/profil")) == [profile.told_no_business]
    (listed,) = await village.admin.presses("Yang tanpa kader")
    assert listed.text == words.told_alone.format(count=1)
    assert listed.keys == (("Siti Aminah",),)


@pytest.mark.parametrize("who", ["producer", "officer"])
async def test_others_have_nobody_to_help(village: Village, who: str) -> None:
    person = village.office.person(50) if who == "producer" else village.officer
    expected = refusals.refused_not_allowed if who == "producer" else words.told_nobody_alone
    assert texts(await person.says("/bantu")) == [expected]
    assert texts(await person.presses("helping:list:0")) == [refusals.refused_not_allowed]


async def test_long_list_turns_its_pages(village: Village) -> None:
    for number in range(10):
        await village.helped(f"Siti {'ABCDEFGHIJ'[number]}")
    (first,) = await village.kader.says("/bantu")
    assert [len(row) for row in first.keys] == [2, 2, 2, 2, 1, 1]
    (second,) = await village.kader.presses(first.keys[4][0])
    assert second.keys[0] == ("Siti I", "Siti J")
    (last,) = await village.kader.presses("helping:list:99")
    assert last.keys == second.keys


async def test_help_ends_for_one_and_stays_for_the_other(village: Village) -> None:
    siti, wati = await village.helped("Siti"), await village.helped("Wati", by=OTHER)
    await village.takes_role_back(OTHER)
    async with village.office.database.session() as session:
        found = [await people.person_of_account(session, "telegram", chat) for chat in (KADER, OTHER)]
        stood_for = [roles.stands_for(each) for each in found]
    assert stood_for == [{siti}, frozenset()]
    assert wati not in stood_for[0]
    assert isinstance(village.office, CheckedOffice)

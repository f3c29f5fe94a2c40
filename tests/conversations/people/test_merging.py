"""People who may be one are compared, made one by two taps, parted again, or told apart."""

from __future__ import annotations

import content.texts
from tests.conversations.checked_office import CheckedOffice
from tests.conversations.people.conftest import SITI, SITTI, acts, ids
from tests.conversations.walks import does, texts
from tests.driver import Person

text = content.texts.load("merge_desk")
people_text = content.texts.load("people_desk")
refusals = content.texts.load("refusals")


async def test_two_are_made_one_and_parted_again(office_on_both: CheckedOffice) -> None:
    office, ani = office_on_both, office_on_both.person(1, "Ani")
    found = await ids(office)
    pair = f"{found[SITI]} + {found[SITTI]}"
    (listed,) = await does(ani, "/cari", "!Orang yang sama?")
    assert listed.keys == ((pair,), ("Cari lagi",))
    (compared,) = await ani.presses(pair)
    assert compared.keys == (("Gabungkan",), ("Bukan orang sama",), ("Lihat kartunya", "Cari lagi"))
    (asked,) = await ani.presses("Gabungkan")
    assert asked.keys == (("Ya, gabungkan", "Kembali"),)
    (done,) = await ani.presses("Ya, gabungkan")
    assert done.text == text.told_merged.format(kept=f"Siti Aminah (no. {found[SITI]})")
    assert await ids(office) == found | {SITTI: found[SITI]}
    mine = await office.person(SITTI).says("/profil")
    assert mine[0].keys == (("Dapur Siti",), ("Kios Sitti",), ("Tambah usaha",))
    (gone,) = await ani.presses(f"people:card:{found[SITTI]}.who.0")
    assert gone.text == refusals.refused_no_person
    assert texts(await ani.presses(f"merge:yes:{found[SITI]}.{found[SITTI]}")) == [refusals.refused_no_person]
    await does(ani, "!Lihat kartunya", "!Pisahkan lagi")
    (parted,) = await ani.presses("Ya, pisahkan")
    assert parted.text.startswith("Sudah dipisahkan: <b>Siti Aminah")
    assert await ids(office) == found
    assert texts(await ani.presses("merge:part:1")) == [refusals.refused_merge]
    assert await acts(office, "people_") == [("people_merged", found[SITI]), ("people_parted", found[SITI])]


async def test_told_apart_is_proposed_no_more(office: CheckedOffice, ani: Person) -> None:
    found = await ids(office)
    await ani.presses(f"people:card:{found[SITI]}.who.0")
    await does(ani, f"!Mirip no. {found[SITTI]}", "!Bukan orang sama")
    assert texts(await ani.presses("merge:list:0")) == [text.told_no_pairs]
    (card,) = await ani.presses(f"people:card:{found[SITI]}.who.0")
    assert [key for row in card.keys for key in row if key.startswith("Mirip")] == []


async def test_what_forbids_it_is_told_and_they_can_be_told_apart(office: CheckedOffice, ani: Person) -> None:
    found = await ids(office)
    (told,) = await ani.presses(f"merge:pair:{found[SITI]}.{found[2]}")
    assert (told.text, told.keys) == (refusals.refused_merge_roles, (("Bukan orang sama",), ("Cari lagi",)))
    for step in ("ask", "yes"):
        assert texts(await ani.presses(f"merge:{step}:{found[SITI]}.{found[2]}")) == [refusals.refused_merge_roles]
    assert await ids(office) == found


async def test_merge_renews_the_commands_of_the_chats(office: CheckedOffice, budi: Person) -> None:
    found = await ids(office)
    await budi.presses(f"merge:yes:{found[SITI]}.{found[1]}")
    assert (await ids(office))[1] == found[SITI]
    assert texts(await office.person(SITI).says("/cari")) == [people_text.ask_words]


async def test_nobody_else_merges(office: CheckedOffice) -> None:
    found = await ids(office)
    siti = office.person(SITI)
    for press in ("list:0", f"pair:{found[SITI]}.{found[SITTI]}", f"yes:{found[SITI]}.{found[SITTI]}", "part_yes:1",
                  f"two:{found[SITI]}.{found[SITTI]}", "part:1"):  # fmt: skip
        assert texts(await siti.presses(f"merge:{press}")) == [refusals.refused_not_allowed]
    assert await ids(office) == found

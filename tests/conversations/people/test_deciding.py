"""Doubtful businesses are decided by two taps, and the owner is told."""

from __future__ import annotations

import content.texts
from tests.conversations.checked_office import CheckedOffice
from tests.conversations.desk import gets, query
from tests.conversations.people.conftest import MADU, SITI, acts
from tests.conversations.walks import businesses, does, texts
from tests.driver import Person

text = content.texts.load("people_desk")
refusals = content.texts.load("refusals")


async def test_staff_decide_and_the_owner_is_told(office: CheckedOffice, ani: Person) -> None:
    udin = office.person(MADU)
    honey = (await businesses(office))[2]
    (listed,) = await does(ani, "/cari", "!Putuskan (1)")
    assert listed.keys == ((f"No. {honey.id}",), ("Cari lagi",))
    (shown,) = await ani.presses(f"No. {honey.id}")
    assert shown.keys == (("IKM", "UMKM", "Keduanya"), ("Pemiliknya", "Daftarnya"))
    (asked,) = await ani.presses("UMKM")
    assert asked.keys == (("Ya, putuskan", "Kembali"),)
    await office.receives(callback_query=query(ani, "Ya, putuskan"))
    (notice,) = await gets(udin)
    assert notice.text.startswith("Petugas sudah memeriksa <b>Madu &lt;i&gt;Hutan</b>: usaha Ibu/Bapak <b>UMKM</b>")
    (card,) = await udin.presses("Lihat usaha")
    assert card.text.startswith("<b>Madu &lt;i&gt;Hutan</b>")
    assert [each.decided_kind for each in await businesses(office)] == [None, None, "umkm"]
    assert await acts(office, "kind_") == [("kind_decided", honey.id)]


async def test_second_decision_and_nonsense_change_nothing(office: CheckedOffice, ani: Person, budi: Person) -> None:
    chips, _, honey = await businesses(office)
    await ani.presses(f"people:decide_yes:{honey.id}.ikm")
    for press, refused in (
        (f"decide_yes:{honey.id}.umkm", refusals.refused_decided), (f"decide:{honey.id}", refusals.refused_decided),
        (f"decide_ask:{chips.id}.umkm", refusals.refused_decided), ("decide:999999", refusals.refused_no_business),
        ("decide_yes:x.ikm", refusals.refused_no_business),
    ):  # fmt: skip
        assert texts(await budi.presses(f"people:{press}")) == [refused]
    siti = office.person(SITI)
    assert texts(await siti.presses(f"people:decide_yes:{honey.id}.umkm")) == [refusals.refused_not_allowed]
    assert texts(await ani.presses("people:decide_list:0")) == [text.told_nothing_to_decide]
    assert (await businesses(office))[2].decided_kind == "ikm"

"""/rujukan: by district, one or all shown, undone on the same day, put into a table."""

from __future__ import annotations

from datetime import timedelta

from sqlalchemy import select

import content.texts
from durable import clock
from models import OfficeJob
from tests.conversations.checked_office import CheckedOffice
from tests.conversations.people.conftest import SITI, acts
from tests.conversations.walks import businesses, does, texts
from tests.driver import Person

text = content.texts.load("referral_desk")
refusals = content.texts.load("refusals")


async def test_one_is_handed_over_and_taken_back(office_on_both: CheckedOffice) -> None:
    office, ani = office_on_both, office_on_both.person(1, "Ani")
    (home,) = await ani.says("/rujukan")
    assert home.keys == (("Semua (1)", "Busang (1)"), ("Diserahkan hari ini", "Minta tabel Excel"))
    kiosk = (await businesses(office))[1].id
    (listed,) = await ani.presses("Busang (1)")
    assert listed.keys == ((f"No. {kiosk}",), ("Serahkan 1 ini",), ("Semua rujukan",))
    await does(ani, f"!No. {kiosk}", "!Ya, diserahkan")
    assert (await businesses(office))[1].handed_over_at is not None
    assert texts(await ani.presses(f"referrals:one:{kiosk}.0.0")) == [refusals.refused_referral]
    assert texts(await ani.says("/rujukan")) == [text.told_empty]
    await does(ani, "!Diserahkan hari ini", f"!Kembalikan {kiosk}")
    assert (await businesses(office))[1].handed_over_at is None
    kept = [("referral_handed_over", kiosk), ("referral_taken_back", kiosk)]
    assert await acts(office, "referral_") == kept


async def test_all_shown_are_handed_over_unless_the_page_changed(office: CheckedOffice, ani: Person) -> None:
    kiosk, honey = [each.id for each in (await businesses(office))[1:]]
    await does(ani, "/rujukan", "!Semua (1)", "!Serahkan 1 ini")
    await office.person(2).presses(f"people:decide_yes:{honey}.umkm")
    (listed,) = await ani.presses("Ya, diserahkan")
    assert listed.text.startswith("<b>Rujukan semua kecamatan: 2</b>")
    assert await acts(office, "referral_") == []
    (done,) = await does(ani, "!Serahkan 2 ini", "!Ya, diserahkan")
    assert done.text.startswith("Tercatat sudah diserahkan: 2")
    assert await acts(office, "referral_") == [("referral_handed_over", kiosk), ("referral_handed_over", honey)]
    clock._offset = timedelta(days=1)
    assert texts(await ani.presses(f"referrals:back:{kiosk}")) == [refusals.refused_referral_later]
    assert texts(await ani.presses("referrals:today:0")) == [text.told_none_today]


async def test_table_is_asked_for_once_at_a_time(office: CheckedOffice, ani: Person) -> None:
    (told,) = await does(ani, "/rujukan", "!Minta tabel Excel")
    assert told.text == text.told_table_comes
    await ani.presses("referrals:home:0")
    assert texts(await ani.presses("referrals:table:0")) == [refusals.refused_job_runs]
    async with office.database.session() as session:
        assert [(job.kind, job.params) for job in await session.scalars(select(OfficeJob))] == [("referrals", "{}")]


async def test_nobody_else_hands_over(office: CheckedOffice) -> None:
    siti, kiosk = office.person(SITI), (await businesses(office))[1].id
    for press in ("home:0", "list:0.0", f"one:{kiosk}.0.0", f"one_yes:{kiosk}", "shown:0.0", "shown_yes:0.0.1",
                  "today:0", f"back:{kiosk}", "table:0"):  # fmt: skip
        assert texts(await siti.presses(f"referrals:{press}")) == [refusals.refused_not_allowed]
    assert (await businesses(office))[1].handed_over_at is None

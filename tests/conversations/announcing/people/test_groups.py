"""Groups of people under a name: saved, used by colleagues, deleted."""

from __future__ import annotations

from typing import Any

from sqlalchemy import select

import content.texts
from durable import clock
from models import AuditEntry, Segment
from models import Person as Row
from services.announcements.audience import Audience
from tests.conversations.announcing.people.village import ASKED, BUSANG, chosen, keys, press
from tests.conversations.checked_office import CheckedOffice
from tests.conversations.desk import an_officer, rows
from tests.conversations.walks import does
from tests.driver import Person

refusals = content.texts.load("refusals")


async def test_people_are_saved_under_a_name_used_by_a_colleague_and_deleted(village: CheckedOffice) -> None:
    ani, rina = await an_officer(village, 1, "Ani"), await an_officer(village, 2, "Rina")
    await does(ani, *ASKED, press(f"in.on.districts.{BUSANG}"), press("name"))
    saved = (await does(ani, "  Pisang <b>&  Busang "))[-1]
    assert "Kelompok <b>Pisang &lt;b&gt;&amp; Busang</b> tersimpan." in saved.text
    assert await chosen(ani) == Audience(districts=frozenset({BUSANG}))

    (segment,) = await rows(village, Segment)
    listed = (await does(rina, *ASKED, press("groups")))[-1]
    assert keys(listed) == ["Pisang <b>& Busang", "Hapus", "Tidak jadi", "Batal"]
    assert "Pelaku usaha di Busang" in (await does(rina, press(f"use.{segment.id}")))[-1].text
    assert await chosen(rina) == Audience(districts=frozenset({BUSANG}))

    asked = (await does(rina, press(f"drop.{segment.id}")))[-1]
    assert keys(asked) == ["Ya, hapus", "Tidak jadi", "Batal"]
    gone = (await does(rina, press(f"drop_yes.{segment.id}")))[-1]
    assert "dihapus" in gone.text
    assert await rows(village, Segment) == []
    for late in (f"use.{segment.id}", f"drop_yes.{segment.id}"):
        assert (await does(rina, press(late)))[-1].text == refusals.refused_no_segment
    entries = [entry for entry in await rows(village, AuditEntry) if entry.about_kind == "segment"]
    assert [(entry.act, entry.detail) for entry in entries] == [("segment_saved", None), ("segment_deleted", None)]
    assert await _names(village, [entry.person_id for entry in entries]) == ["Ani", "Rina"]


async def test_a_name_that_will_not_do_is_asked_for_again(village: CheckedOffice, ani: Person) -> None:
    await does(ani, press("in.on.all"), press("name"), "Semua", press("name"))
    for said in ("SEMUA", "...", "x" * 31):
        assert (await does(ani, said))[-1].text == refusals.refused_segment_name.format(most=30)
    assert "tersimpan" in (await does(ani, "Semua usaha"))[-1].text
    assert [segment.name for segment in await rows(village, Segment)] == ["Semua", "Semua usaha"]


async def test_a_group_made_of_what_is_no_choice_any_more_is_never_everybody(
    village: CheckedOffice, ani: Person
) -> None:
    async with village.database.session() as session:
        by = await session.scalar(select(Row.id).where(Row.name == "Ani"))
        session.add(
            Segment(id=5, name="Lama", audience='{"version":1,"clusters":["emas"]}', created_by_id=by,
                    created_at=clock.now())
        )  # fmt: skip
    assert (await does(ani, press("use.5")))[-1].text == refusals.refused_segment_old
    assert await chosen(ani) == Audience()
    assert "dihapus" in (await does(ani, press("drop_yes.5")))[-1].text


async def _names(village: CheckedOffice, ids: list[Any]) -> list[str | None]:
    async with village.database.session() as session:
        return [(await session.get_one(Row, each)).name for each in ids]

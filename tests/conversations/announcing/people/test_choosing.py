"""For whom an announcement is: pages of buttons, the count after each press, and nothing lost."""

from __future__ import annotations

import pytest

import content.texts
from content.text_faults import MOST_CHARACTERS, MOST_LINES, lines_on_screen, visible
from durable import clock
from durable.database import Database
from models import Cluster, Permit, RoleKind
from services import people, roles
from services.announcements.audience import Audience, from_json
from tests.conversations.announcing.people.village import (
    ASKED,
    BENGALON,
    BUSANG,
    DONE,
    KALIORANG,
    PEOPLE,
    a_village,
    chosen,
    count_in,
    keys,
    press,
)
from tests.conversations.checked_office import CheckedOffice
from tests.conversations.desk import an_officer
from tests.conversations.walks import does, draft, where
from tests.databases import Fresh
from tests.driver import Person
from tests.services.announcements.random_people import chat_id

text = content.texts.load("announcing_people")
refusals = content.texts.load("refusals")


@pytest.mark.parametrize("kind_of_database", ["sqlite", "postgresql"])
async def test_people_are_chosen_by_buttons_and_counted_after_each(fresh: Fresh, kind_of_database: str) -> None:
    database = Database(fresh(kind_of_database, a_village))
    office = CheckedOffice(database)
    ani = await an_officer(office, 1, "Ani")
    await does(ani, *ASKED)
    counts = [
        count_in((await does(ani, press(what)))[-1])
        for what in ("in.on.all", "in.page.clusters", "in.on.clusters.pisang", "in.page.home", "in.page.districts",
                     f"in.on.districts.{KALIORANG}", "in.on.permits_missing.pirt", "out.page.home")
    ]  # fmt: skip
    assert counts == [(5, 3), (5, 3), (4, 2), (4, 2), (4, 2), (3, 2), (2, 1), (2, 1)]
    without = (await does(ani, press("out.on.roles.mentor"), press("in.page.home")))[-1]
    assert text.told_people_count.format(people=2, reachable=1) in without.text
    words = "Pelaku usaha klaster pisang di Kaliorang; belum punya P-IRT; kecuali mentor"
    assert words in without.text
    assert "Kapan" in (await does(ani, DONE))[-1].text
    assert from_json((await draft(ani, "announce"))["answers"]["people"]) == Audience(
        producers=True, districts=frozenset({KALIORANG}), clusters=frozenset({Cluster.PISANG}),
        permits_missing=frozenset({Permit.PIRT}), excluded=Audience(roles=frozenset({RoleKind.MENTOR})),
    )  # fmt: skip
    told = (await does(ani, "sekarang"))[-1].text
    assert words in told
    assert text.told_dry_run.split("{", 1)[0] + "1 orang" in told
    assert office.dead == []
    await database.close()


async def test_a_choice_pressed_again_from_an_old_message_changes_nothing(ani: Person) -> None:
    for what in (f"in.on.districts.{BUSANG}", "in.on.has_mentor.no", "out.on.all", "in.off.has_mentor.yes"):
        await does(ani, press(what))
        once = await chosen(ani)
        await does(ani, press("in.page.home"), press(what))
        assert await chosen(ani) == once
    assert once == Audience(districts=frozenset({BUSANG}), has_mentor=False, excluded=Audience(producers=True))


async def test_one_choice_takes_the_place_of_the_other(ani: Person) -> None:
    await does(ani, press("in.on.activeness.last_30_days"), press("in.on.activeness.not_for_90_days"))
    shown = (await does(ani, press("in.on.has_mentor.yes"), press("in.on.has_mentor.no")))[-1]
    assert keys(shown)[:2] == ["☐ Sudah", "☑ Belum"]
    found = await chosen(ani)
    assert (found.activeness, found.has_mentor) == ("not_for_90_days", False)
    await does(ani, press("in.off.activeness.not_for_90_days"))
    assert (await chosen(ani)).activeness is None


async def test_a_button_chooses_for_its_own_side_however_late_it_is_pressed(ani: Person) -> None:
    await does(ani, press("in.on.all"), press("out.page.home"))
    await does(ani, press(f"in.on.districts.{BUSANG}"))
    assert await chosen(ani) == Audience(producers=True, districts=frozenset({BUSANG}))


async def test_pages_of_many_choices_are_turned_and_stay_open(ani: Person) -> None:
    first = (await does(ani, press("in.page.products")))[-1]
    second = (await does(ani, press("in.page.products.3"), press("in.on.products.37")))[-1]
    assert (len([key for key in keys(first) if key[0] in "☐☑"]), keys(second)[-4:]) == (
        10, ["☑ Kain batik/tenun lokal", "« Sebelumnya", "Pakai pilihan ini", "Batal"]
    )  # fmt: skip


async def test_no_choice_is_lost_whatever_comes_between(ani: Person) -> None:
    await does(ani, press(f"in.on.districts.{BUSANG}"))
    await ani.sends(sticker={"file_id": "s", "file_unique_id": "u", "type": "regular", "width": 1, "height": 1,
                             "is_animated": False, "is_video": False})  # fmt: skip
    await does(ani, "/menu", "!announce:resume:0")
    assert (await does(ani, press("page")))[-1].text == refusals.refused_choice
    assert await chosen(ani) == Audience(districts=frozenset({BUSANG}))
    back = (await does(ani, "kembali", "!announce:event:0.no"))[-1]
    assert "Pelaku usaha di Busang" in back.text


async def test_the_choice_is_shown_when_it_is_changed_from_the_summary(ani: Person) -> None:
    await does(ani, press("in.on.all"), DONE, "sekarang")
    shown = (await does(ani, "!announce:edit:people"))[-1]
    assert "Semua pelaku usaha" in shown.text
    told = (await does(ani, press(f"in.on.districts.{KALIORANG}"), DONE))[-1]
    assert "Penerima: Pelaku usaha di Kaliorang" in told.text


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ("semua", Audience(producers=True)),
        ("Semua pelaku usaha", Audience(producers=True)),
        ("kaliorang, bengalon dan busang", Audience(districts=frozenset({KALIORANG, BENGALON, BUSANG}))),
        ("pisang", Audience(clusters=frozenset({Cluster.PISANG}))),
        ("keripik pisang", Audience(products=frozenset({1}))),
        ("Busang, kopi bubuk", Audience(districts=frozenset({BUSANG}), products=frozenset({17}))),
    ],
)
async def test_people_can_be_typed(ani: Person, said: str, expected: Audience) -> None:
    await does(ani, said)
    assert await chosen(ani) == expected


@pytest.mark.parametrize("said", ["zzz", "busang, zzz", "???", "<b>", ",", "x" * 3000, "😀"])
async def test_words_that_name_nobody_choose_nobody(ani: Person, said: str) -> None:
    assert (await does(ani, said))[-1].text == refusals.refused_people_typed
    assert await chosen(ani) == Audience()


FORGED = [
    "x", "", "in", "in.", "in.page", "in.page.x", "in.page.districts.9", "in.page.districts.-1", "in.page.districts.x",
    "in.on", "in.on.x.y", "in.on.districts.5", "in.on.districts.x", "in.on.roles.raja", "in.on.clusters.emas",
    "in.on.excluded.x", "in.on.producers.yes", "in.turn.all", "up.on.all", "use.999999", "use.x", "use.-1", "use.",
    "drop.999999", "drop_yes.999999", "drop_yes.99999999999999", "groups.5", "name", "done", "in.on.has_mentor.maybe",
]  # fmt: skip


async def test_forged_buttons_choose_nobody_and_are_answered(ani: Person) -> None:
    for what in FORGED:
        assert len(await does(ani, press(what))) >= 1, what
        assert await where(ani) == ("announce", "people"), what
        assert (await draft(ani, "announce")).get("audience") is None, what


async def test_who_is_no_officer_any_more_is_told_no_count(village: CheckedOffice, ani: Person) -> None:
    await does(ani, press(f"in.on.districts.{BUSANG}"))
    async with village.database.session() as session:
        row = await people.person_of_account(session, "telegram", 1)
        assert row is not None
        await roles.take(session, row, RoleKind.PETUGAS, row, clock.now())
    for act in (press("in.on.all"), "semua", DONE, "selesai", press("name"), press("groups")):
        answers = await does(ani, act)
        assert [answer for answer in answers if "bisa dijangkau" in answer.text] == [], act
    assert await chosen(ani) == Audience(districts=frozenset({BUSANG}))


@pytest.mark.parametrize("what", ["in.on.clusters.kerajinan", "in.on.districts.640809"])
async def test_a_choice_of_nobody_leads_no_further(ani: Person, what: str) -> None:
    shown = (await does(ani, press(what), press("in.page.home")))[-1]
    assert text.told_people_nobody.format(people=0) in shown.text
    assert "Selesai" not in keys(shown)
    for act in ("selesai", DONE):
        assert (await does(ani, act))[-1].text == refusals.refused_people_nobody
    assert await where(ani) == ("announce", "people")


async def test_to_take_people_out_of_nobody_is_no_choice(ani: Person) -> None:
    shown = (await does(ani, press("out.on.all"), press("in.page.home")))[-1]
    assert text.told_people_none in shown.text
    assert (await does(ani, "selesai"))[-1].text == refusals.refused_people_typed


@pytest.mark.parametrize("language", ["Bahasa Indonesia", "English"])
async def test_every_page_fits_the_screen(ani: Person, language: str) -> None:
    await does(ani, "/bahasa", f"!{language}", "!announce:resume:0")
    pages = ["districts", "districts.1", "clusters", "products", "scales", "permits_held", "permits_missing",
             "has_mentor", "activeness", "roles", "more", "home"]  # fmt: skip
    acts = [f"{side}.page.{page}" for side in ("in", "out") for page in pages]
    acts += ["in.on.all", *(f"in.on.districts.{each}" for each in (640801, 640802, 640803, 640804, 640805, 640806))]
    acts += ["in.on.clusters.pangan-olahan", "in.on.permits_missing.pirt", "in.on.permits_missing.halal",
             "in.on.activeness.last_30_days", "out.on.roles.petugas", "in.page.home", "name", "groups"]  # fmt: skip
    for act in acts:
        (reply,) = await does(ani, press(act))
        assert len(visible(reply.text)) <= MOST_CHARACTERS, reply.text
        assert lines_on_screen(reply.text) <= MOST_LINES, reply.text
        assert max(map(len, keys(reply))) <= 32, reply.text


def test_the_chats_of_the_village_are_their_own() -> None:
    """Nobody writes from the officer's chat."""
    assert {chat_id(person, 0) for person in PEOPLE}.isdisjoint({1, 2})

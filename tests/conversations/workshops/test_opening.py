"""Buka kelas: the questions, the summary, the class; and everything that is no answer."""

from __future__ import annotations

from datetime import timedelta

import pytest

import content.texts
from models import Cluster, Expertise, Mentor, MentorState, Way, WorkshopState
from tests.conversations.walks import does, draft, where

from .conftest import DEWI, MONDAY, SATURDAY, School, form_words, heard, keys, refusals, unexpected, words

questions = content.texts.load("questions")
ANSWERS = {
    "topic": ["!Kemasan"],
    "cluster": ["!Pisang"],
    "districts": ["Busang, Bengalon", "selesai"],
    "way": ["!Bertemu langsung"],
    "title": ["Kemasan yang rapat"],
    "when": ["sabtu jam 9 pagi", "!Ya, benar"],
    "length": ["!2 jam"],
    "place": ["Balai Desa <3"],
    "seats": ["!10"],
    "least": ["2 orang"],
}
KEYS = list(ANSWERS)


async def reach(school: School, state: str) -> None:
    """The mentor has answered everything before this."""
    await does(school.dewi, "/kelas", "!Buka kelas")
    for key in KEYS[: KEYS.index(state) if state in KEYS else len(KEYS)]:
        assert await where(school.dewi) == ("workshop", key)
        await does(school.dewi, *ANSWERS[key])
    assert await where(school.dewi) == ("workshop", state)


async def test_mentor_opens_a_class(school_on_both: School) -> None:
    school = school_on_both
    await reach(school, "summary")
    assert school.dewi.replies[-1].text == form_words.told_summary.format(
        lines="Topik: Kemasan\nProduk: Pisang\nKecamatan: Bengalon, Busang\nCara: bertemu langsung\n"
        "Judul: Kemasan yang rapat\nWaktu: Sabtu, 28 November 2026, 09.00 WITA\nLama: 2 jam\n"
        "Tempat: Balai Desa <3\nKursi: 10\nPaling sedikit: 2"
    ).replace("&amp;lt;", "&lt;")
    (told,) = await school.dewi.presses("Buka kelas ini")
    assert told.text == form_words.told_opened.format(title="Kemasan yang rapat", count=3)
    workshop = await school.only_workshop()
    assert (workshop.topic, workshop.cluster, workshop.way) == (Expertise.PACKAGING, Cluster.PISANG, Way.VISIT)
    assert {each.district_id for each in workshop.districts} == {640806, 640809}
    assert (workshop.starts_at, workshop.ends_at) == (SATURDAY, SATURDAY + timedelta(hours=2))
    assert (workshop.place, workshop.seats, workshop.least) == ("Balai Desa <3", 10, 2)
    assert workshop.mentor_agreed_at == MONDAY
    assert await where(school.dewi) == (None, None)


async def test_officer_chooses_the_mentor_who_is_asked_on_the_card(school: School) -> None:
    await does(school.rina, "/kelas", "!Buka kelas", "dewi")
    for key in KEYS:
        assert await where(school.rina) == ("workshop", key)
        await does(school.rina, *ANSWERS[key])
    (told,) = await school.rina.presses("Buka kelas ini")
    assert told.text == form_words.told_opened_for_mentor.format(title="Kemasan yang rapat", count=3)
    assert heard(school.dewi) == []  # the next card asks
    (card,) = await school.dewi.says("/kartu")
    assert "Petugas membuka kelas untuk Ibu/Bapak" in card.text
    assert ("Bisa", "Tidak bisa") in card.keys
    (done,) = await school.dewi.presses("Bisa")
    assert done.method == "editMessageText"
    assert done.text.startswith("Terima kasih!")
    workshop = await school.only_workshop()
    assert (workshop.mentor_agreed_at, workshop.mentor_told_at) == (MONDAY, MONDAY)


async def test_mentor_is_asked_at_once_where_the_card_may_come_too_late(school: School) -> None:
    await does(school.rina, "/kelas", "!Buka kelas", "!Bu Dewi")
    for key in KEYS:
        await does(school.rina, *(["besok jam 11 pagi", "!Ya, benar"] if key == "when" else ANSWERS[key]))
    await school.rina.presses("Buka kelas ini")
    (asked,) = school.dewi.hears()
    assert asked.text.startswith("Petugas membuka kelas untuk Ibu/Bapak")
    assert asked.keys == (("Bisa", "Tidak bisa"),)


async def test_class_for_those_who_wait(school: School) -> None:
    """The button that staff press on a group of like requests."""
    await does(school.rina, "!workshop:from_group:packaging.pisang", "dewi")
    assert await where(school.rina) == ("workshop", "districts")
    assert (await draft(school.rina, "workshop"))["answers"]["topic"] == "packaging"
    for key in KEYS[2:]:
        await does(school.rina, *ANSWERS[key])
    await school.rina.presses("Buka kelas ini")
    workshop = await school.only_workshop()
    assert (workshop.topic, workshop.cluster) == (Expertise.PACKAGING, Cluster.PISANG)


@pytest.mark.parametrize("what", ["packaging", "x.pisang", "packaging.x", "", ".", "packaging.pisang.x"])
async def test_forged_group_is_refused(school: School, what: str) -> None:
    (told,) = await school.rina.presses(f"workshop:from_group:{what}")
    assert told.text == refusals.refused_choice
    assert await where(school.rina) == (None, None)


@pytest.mark.parametrize("data", ["open:0", "new:0", "resume:0", "from_group:packaging.-"])
async def test_producer_opens_none(school: School, data: str) -> None:
    (told,) = await school.siti.presses(f"workshop:{data}")
    assert told.text == refusals.refused_not_allowed
    assert await where(school.siti) == (None, None)


@pytest.mark.parametrize(
    ("state", "said", "reason"),
    [
        ("when", "kemarin jam 9", "refused_moment_past"),
        ("when", "besok jam 25", "refused_moment_hour"),
        ("when", "31 februari jam 9", "refused_moment_day"),
        ("when", "asdf", "refused_moment"),
        ("title", "!!", "refused_workshop_title"),
        ("place", "x", "refused_workshop_place"),
        ("seats", "1", "refused_workshop_seats"),
        ("seats", "500", "refused_workshop_seats"),
        ("least", "11", "refused_workshop_least"),
        ("least", "0", "refused_workshop_least"),
        ("topic", "menari", "refused_choice_typed"),
        ("districts", "Jakarta", "refused_districts"),
    ],
)
async def test_answer_that_cannot_be_is_told_and_asked_again(
    school: School, state: str, said: str, reason: str
) -> None:
    await reach(school, state)
    before = (await draft(school.dewi, "workshop"))["answers"]
    (told,) = await school.dewi.says(said)
    wanted = refusals[reason] if reason in refusals else questions[reason]
    assert told.text[:9] == wanted[:9]
    assert "Batal" in told.keys[-1]
    assert await where(school.dewi) == ("workshop", state)
    assert (await draft(school.dewi, "workshop"))["answers"] == before


async def test_class_that_begins_too_soon_is_refused(school: School) -> None:
    await reach(school, "when")
    await does(school.dewi, "nanti jam 3 sore")
    (told,) = await school.dewi.presses("Ya, benar")
    assert told.text == refusals.refused_workshop_soon


async def test_class_over_an_own_class_is_refused_and_can_be_moved(school: School) -> None:
    await school.opened()
    await reach(school, "summary")
    (told,) = await school.dewi.presses("Buka kelas ini")
    assert told.text == refusals.refused_mentor_booked
    await does(school.dewi, "!Waktu", "minggu jam 9 pagi", "!Ya, benar", "!Buka kelas ini")
    assert await where(school.dewi) == (None, None)


async def test_fewer_seats_than_must_come_ask_again(school: School) -> None:
    await reach(school, "least")
    await does(school.dewi, "!10", "!Kursi", "!5")
    assert await where(school.dewi) == ("workshop", "least")
    assert "10" not in [key for row in keys(school.dewi.replies) for key in row]


async def test_back_leads_to_the_question_before(school: School) -> None:
    await reach(school, "title")
    await school.dewi.presses("Kembali")
    assert await where(school.dewi) == ("workshop", "way")
    await does(school.dewi, "!Tidak diubah", "kembali", "kembali")
    assert await where(school.dewi) == ("workshop", "districts")


async def test_left_in_the_middle_can_be_gone_on_with(school: School) -> None:
    await reach(school, "seats")
    left = await school.dewi.says("/menu")
    assert ("Lanjutkan kelas", "Hapus jawaban tadi") in [row for reply in left for row in reply.keys]
    school.office.restarts()
    school.office.application.bot_data["understander"] = None
    await school.dewi.presses("Lanjutkan kelas")
    assert await where(school.dewi) == ("workshop", "seats")
    await does(school.dewi, "/kelas", "!Buka kelas")
    assert keys(school.dewi.replies) == [("Lanjutkan kelas", "Mulai baru")]
    await school.dewi.presses("Mulai baru")
    assert await where(school.dewi) == ("workshop", "topic")


@pytest.mark.parametrize("state", [*KEYS, "summary"])
async def test_odd_messages_and_old_buttons_ask_again(school: School, state: str) -> None:
    await reach(school, state)
    line, question = await school.dewi.sends(voice={"file_id": "v", "file_unique_id": "u", "duration": 3})
    assert line.text == unexpected.told_voice
    assert question.keys != ()
    await school.dewi.presses("workshop:seats:0.x" if state != "seats" else "workshop:way:0.x")
    assert await where(school.dewi) == ("workshop", state)
    (told,) = await school.dewi.says("x" * 3000)
    assert await where(school.dewi) == ("workshop", state)
    assert told.keys != ()


async def test_pressed_twice_it_is_opened_once(school: School) -> None:
    await reach(school, "summary")
    await school.dewi.presses("Buka kelas ini")
    assert await school.dewi.presses("workshop:save:0") == []
    school.time.passes(minutes=1)
    await school.dewi.presses("workshop:save:0")
    assert (await school.only_workshop()).state is WorkshopState.INVITING


async def test_mentor_who_is_no_mentor_any_more_opens_nothing(school: School) -> None:
    await reach(school, "summary")
    async with school.office.database.session() as session:
        (await session.get_one(Mentor, school.ids[DEWI])).state = MentorState.SUSPENDED
    (told,) = await school.dewi.presses("Buka kelas ini")
    assert told.text == refusals.refused_workshop_mentor
    assert words.told_no_classes not in told.text

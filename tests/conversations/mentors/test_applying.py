"""Jadi mentor: the promise, the questions, the summary, and everything that people do in between."""

from __future__ import annotations

import hashlib
from datetime import UTC, datetime
from typing import Any

import pytest
from sqlalchemy import update

import content.texts
from content import language
from content.text_faults import MOST_LINES, lines_on_screen
from durable import clock
from durable.inbox import conversations
from models import Cluster, Expertise, MentorKind, MentorState, Spoken, Way
from services.mentors.fields import choices_of
from services.mentors.promise import PROMISE_VERSION
from tests.conversations.checked_office import CheckedOffice
from tests.conversations.desk import an_officer, gets
from tests.conversations.mentors.walks import NAME, STEPS, applies, mentors, reach
from tests.conversations.test_double_taps import presses_twice
from tests.conversations.test_every_step import ODD
from tests.conversations.walks import does, draft, register, stand_at, stands_at, texts, where

words = content.texts.load("mentor_profile")
desk = content.texts.load("mentor_desk")
menu = content.texts.load("menu")
refusals = content.texts.load("refusals")
questions = content.texts.load("questions")
unexpected = content.texts.load("unexpected")
STATES = list(STEPS)
QUESTIONS = STATES[1:-1]
BUSANG, BENGALON = 640806, 640809


async def test_whole_application_waits_for_staff(office_on_both: CheckedOffice) -> None:
    ani = await an_officer(office_on_both, 1, "Ani")
    dewi = office_on_both.person(21, "Dewi")
    (told,) = await applies(dewi)
    assert told.text.startswith("Terima kasih, Dewi Lestari! Pendaftaran sudah sampai di petugas.")
    (mentor,) = await mentors(office_on_both)
    assert (mentor.state, mentor.kind, mentor.promise_version) == (
        MentorState.APPLIED, MentorKind.CAMPUS, PROMISE_VERSION,
    )  # fmt: skip
    assert (mentor.person.name, mentor.about) == ("Dewi Lestari", "Dosen teknologi pangan")
    assert choices_of(mentor, "expertise") == [Expertise.PACKAGING, Expertise.LABEL]
    assert (choices_of(mentor, "clusters"), choices_of(mentor, "languages")) == ([Cluster.PISANG], [Spoken.JAVANESE])
    assert choices_of(mentor, "ways") == [Way.CHAT, Way.VISIT]
    assert (mentor.district_id, len(choices_of(mentor, "visits"))) == (BUSANG, 2)
    assert (mentor.most_per_week, mentor.most_per_month, mentor.card_hour) == (2, 8, 7)
    (notice,) = ani.hears()
    assert notice.text.startswith("<b>Ada yang ingin jadi mentor</b>\nNama: Dewi Lestari\n")
    assert notice.keys == (("Setujui", "Tolak"),)
    assert await draft(dewi, NAME) == {}


async def test_answer_is_promised_within_two_working_days(office: CheckedOffice, monkeypatch: Any) -> None:
    monkeypatch.setattr(clock, "now", lambda: datetime(2026, 11, 27, 6, 0, tzinfo=UTC))  # a Friday after hours
    (told,) = await applies(office.person(21))
    assert "<b>Rabu, 2 Desember, 07.30 WITA</b>" in told.text


async def test_producer_whose_name_is_known_is_not_asked_for_it(office: CheckedOffice) -> None:
    siti = office.person(11)
    await register(siti)
    await siti.says("/jadi_mentor")
    (question,) = await siti.presses("Saya setuju")
    assert (await where(siti), question.text.split("\n")[0]) == ((NAME, "kind"), "<b>2 dari 13</b>")


async def test_without_the_promise_nothing_is_kept(office: CheckedOffice) -> None:
    dewi = office.person(21)
    assert texts(await does(dewi, "/jadi_mentor", "!Belum")) == [words.told_not_promised]
    assert (await where(dewi), await draft(dewi, NAME), await mentors(office)) == ((None, None), {}, [])
    await does(dewi, "/jadi_mentor", "apa saja")
    assert await where(dewi) == (NAME, "promise")
    assert texts(await dewi.says("tidak")) == [words.told_not_promised]


def test_words_of_the_promise_have_a_version() -> None:
    """Changed words need a new PROMISE_VERSION (the day of the change) and a new fingerprint here."""
    said = ""
    for spoken in ("id", "en"):
        token = language.set(spoken)
        said += str(words.ask_promise)
        language.reset(token)
    assert (PROMISE_VERSION, hashlib.sha256(said.encode()).hexdigest()[:16]) == ("2026-11-25.1", PROMISE_WORDS)


PROMISE_WORDS = "faea364aa9992204"


@pytest.mark.parametrize("state", STATES)
@pytest.mark.parametrize("kind", ["sticker", "forward"])
async def test_odd_message_gets_a_line_and_the_step_again(office: CheckedOffice, state: str, kind: str) -> None:
    dewi = await stands_at(office, state, 21, reach)
    message, key = ODD[kind]
    line, question = await dewi.sends(**message)
    assert line.text == unexpected[key]
    assert question.keys != ()
    assert await where(dewi) == (NAME, state)


@pytest.mark.parametrize("state", QUESTIONS)
async def test_buttons_of_other_steps_and_forged_ones_change_nothing(office: CheckedOffice, state: str) -> None:
    dewi = await stands_at(office, state, 21, reach)
    before = (await draft(dewi, NAME)).get("answers")
    for other in QUESTIONS:
        if other != state:
            await dewi.presses(f"{NAME}:{other}:0.back")
    for data in ("send:0", "edit:name", "promise:yes", f"{state}:0.forged", f"{state}:7.back", f"{state}:",
                 f"{state}:0.on-x", f"{state}:0.page-9", f"{state}:0.-1", f"{state}:0.999"):  # fmt: skip
        assert await dewi.presses(f"{NAME}:{data}") != []
        assert await where(dewi) == (NAME, state), data
    assert (await draft(dewi, NAME)).get("answers") == before


@pytest.mark.parametrize("state", QUESTIONS)
@pytest.mark.parametrize("said", ["x" * 5000, "😀😀😀"])
async def test_nonsense_is_refused_kindly(office: CheckedOffice, state: str, said: str) -> None:
    dewi = await stands_at(office, state, 21, reach)
    (reply,) = await dewi.says(said)
    assert ("Kembali", "Batal") in reply.keys
    assert await where(dewi) == (NAME, state)


@pytest.mark.parametrize("label", ["Daftar usaha", "/bantuan"])
@pytest.mark.parametrize("state", QUESTIONS[1:])
async def test_leaving_in_the_middle_can_be_gone_on_with(office: CheckedOffice, state: str, label: str) -> None:
    dewi = await stands_at(office, state, 21, reach)
    before = (await draft(dewi, NAME))["answers"]
    await dewi.says(label)
    await dewi.says("/menu")
    office.restarts()
    (question,) = await dewi.presses("Lanjut isian mentor")
    assert question.text.startswith("<b>")
    assert (await where(dewi), (await draft(dewi, NAME))["answers"]) == ((NAME, state), before)


async def test_left_answers_can_be_gone_on_with_or_thrown_away_by_the_command(office: CheckedOffice) -> None:
    dewi = await stands_at(office, "ways", 21, reach)
    await dewi.presses("Batal")
    (asked,) = await dewi.says("/jadi_mentor")
    assert (asked.text, asked.keys) == (words.ask_go_on_or_new, (("Lanjut isian mentor", "Mulai baru"),))
    await dewi.presses("Mulai baru")
    assert (await where(dewi), (await draft(dewi, NAME)).get("answers")) == ((NAME, "promise"), None)


async def test_back_leads_through_all_steps_to_the_promise(office: CheckedOffice) -> None:
    dewi = await stands_at(office, "summary", 21, reach)
    seen = []
    while (await where(dewi))[1] != "promise":
        await dewi.presses("Kembali")
        seen.append((await where(dewi))[1])
    assert seen == STATES[-2::-1]
    await does(dewi, "!Saya setuju")
    assert await where(dewi) == (NAME, "summary")


@pytest.mark.parametrize(
    ("label", "said", "line"),
    [
        ("Nama", "Dewi Ayu", "Nama: Dewi Ayu"),
        ("Asal", "usaha saya sendiri", "Asal: IKM maju, Busang"),
        ("Sebulan", "paling banyak 10 kali", "Sesi: paling banyak 2 seminggu, 10 sebulan"),
        ("Jam pesan", "jam 7 malam", "Pesan harian: 19.00 WITA"),
        ("Jam pesan", "6", "Pesan harian: 06.00 WITA"),
        ("Kalimat", "lewati", "Kalimat: tidak khusus"),
        ("Bidang", "tidak ada", "Bidang: tidak khusus"),
        ("Kecamatan", "muara wahau", "Asal: Kampus, Muara Wahau"),
    ],
)
async def test_answer_is_changed_from_the_summary(office: CheckedOffice, label: str, said: str, line: str) -> None:
    dewi = await stands_at(office, "summary", 21, reach)
    (question,) = await dewi.presses(label)
    assert question.text.startswith("<b>Ubah: ")
    (summary,) = await dewi.says(said)
    assert line in summary.text.split("\n")
    assert await where(dewi) == (NAME, "summary")


async def test_who_does_not_visit_is_not_asked_where(office: CheckedOffice) -> None:
    dewi = await stands_at(office, "ways", 21, reach)
    (question,) = await does(dewi, "telepon", "selesai")
    assert (await where(dewi), question.text.split("\n")[0]) == ((NAME, "languages"), "<b>9 dari 14</b>")
    await dewi.presses("Kembali")
    assert await where(dewi) == (NAME, "ways")


async def test_no_visits_takes_the_way_out_again(office: CheckedOffice) -> None:
    dewi = await stands_at(office, "visits", 21, reach)
    await dewi.presses("Tidak berkunjung")
    assert await where(dewi) == (NAME, "languages")
    assert (await draft(dewi, NAME))["answers"]["ways"] == ["chat"]


async def test_who_would_meet_in_no_way_is_asked_again(office: CheckedOffice) -> None:
    dewi = await stands_at(office, "ways", 21, reach)
    await does(dewi, "datang langsung", "selesai", "!Tidak berkunjung")
    assert await where(dewi) == (NAME, "ways")
    assert texts(await dewi.presses("Selesai")) == [refusals.refused_mentor_choice]


async def test_all_districts_in_one_tap_and_by_pages(office: CheckedOffice) -> None:
    dewi = await stands_at(office, "visits", 21, reach)
    (page,) = await dewi.presses("Berikutnya »")
    assert (page.keys[0], page.keys[-4]) == (("☐ Muara Wahau", "☐ Rantau Pulung"), ("« Sebelumnya",))
    (page,) = await dewi.presses("☐ Sandaran")
    assert "☑ Sandaran" in [key for row in page.keys for key in row]
    (page,) = await dewi.presses("« Sebelumnya")
    assert page.keys[0] == ("☐ Batu Ampar", "☐ Bengalon")
    await dewi.presses("Semua")
    await does(dewi, "selesai", "2", "8", "7", "lewati")
    assert "Kunjungan: semua kecamatan" in dewi.replies[-1].text.split("\n")


async def test_typed_district_that_is_none_is_refused(office: CheckedOffice) -> None:
    dewi = await stands_at(office, "visits", 21, reach)
    assert texts(await dewi.says("Busang, Xyzzy")) == [refusals.refused_districts]
    assert texts(await dewi.says("Samarinda"))[0] == refusals.refused_districts


async def test_home_outside_the_regency_is_told_what_would_do(office: CheckedOffice) -> None:
    dewi = await stands_at(office, "district", 21, reach)
    assert texts(await dewi.says("Samarinda")) == [refusals.refused_home_outside.format(place="Samarinda")]
    far = await dewi.sends(location={"latitude": -6.2, "longitude": 106.8})
    assert texts(far) == [refusals.refused_home_far]


@pytest.mark.parametrize(
    ("state", "said"),
    [
        ("week", "0"), ("week", "21"), ("week", "dua tiga"), ("month", "1"), ("month", "61"), ("hour", "25"),
        ("hour", "jam 25"), ("hour", "hm"),
    ],
)  # fmt: skip
async def test_figure_that_cannot_be_is_refused(office: CheckedOffice, state: str, said: str) -> None:
    dewi = await stands_at(office, state, 21, reach)
    (refused,) = await dewi.says(said)
    assert refused.text.split("\n")[0].startswith(("Tulis satu angka dari", "Jam itu belum kami tangkap"))
    assert await where(dewi) == (NAME, state)


async def test_more_a_week_than_a_month_asks_for_the_month_again(office: CheckedOffice) -> None:
    dewi = await stands_at(office, "summary", 21, reach)
    await does(dewi, "!Seminggu", "9")
    assert await where(dewi) == (NAME, "month")
    await does(dewi, "9")
    assert "Sesi: paling banyak 9 seminggu, 9 sebulan" in dewi.replies[-1].text.split("\n")


async def test_line_about_oneself_sells_nothing(office: CheckedOffice) -> None:
    dewi = await stands_at(office, "about", 21, reach)
    (refused,) = await dewi.says("Jual mesin, hubungi 0812 3456 7890")
    assert refused.text == refusals.refused_about.format(least=5, most=160)


async def test_double_tap_on_send_is_one_application(office_on_both: CheckedOffice) -> None:
    ani = await an_officer(office_on_both, 1, "Ani")
    dewi = office_on_both.person(21)
    await reach(dewi, "summary")
    sent = await presses_twice(dewi, f"{NAME}:send:0")
    assert [reply.chat_id for reply in sent] == [21, 1]
    assert len(await mentors(office_on_both)) == 1
    assert [reply.text.split("\n")[0] for reply in ani.hears()] == ["<b>Ada yang ingin jadi mentor</b>"]


@pytest.mark.parametrize("state", STATES)
async def test_every_button_twice_at_once(office: CheckedOffice, state: str) -> None:
    opened = await reach(office.person(99), state)
    keys = [key for row in opened[-1].raw["reply_markup"]["inline_keyboard"] for key in row]
    for key in (*keys[:1], *keys[-3:]):
        once, twice = await stand_at(office, state, 1000, 2000, walk=reach)
        expected = texts(await once.presses(key["callback_data"]))
        got = [
            reply.text for reply in await presses_twice(twice, key["callback_data"]) if reply.chat_id == twice.chat_id
        ]
        assert got == expected, key["text"]
        assert await where(twice) == await where(once), key["text"]


async def test_second_application_is_told_where_the_first_stands(office: CheckedOffice) -> None:
    dewi = office.person(21)
    await applies(dewi)
    assert texts(await dewi.says("/jadi_mentor")) == [refusals.refused_mentor_waits]
    assert texts(await dewi.presses(f"{NAME}:new:0")) == [refusals.refused_mentor_waits]
    assert texts(await dewi.presses(f"{NAME}:resume:0")) == [refusals.refused_mentor_waits]


async def test_applicant_who_is_staff_is_not_told_of_it(office: CheckedOffice) -> None:
    ani, budi = await an_officer(office, 1, "Ani"), await an_officer(office, 2, "Budi")
    for state, acts in STEPS.items():
        if state != "kind":  # the name is known
            await does(ani, *acts)
    await ani.presses("Kirim")
    ani.hears()
    assert [reply.text.split("\n")[0] for reply in await gets(budi)] == []
    assert [reply.text.split("\n")[0] for reply in budi.hears()] == ["<b>Ada yang ingin jadi mentor</b>"]


async def test_state_that_no_longer_exists_keeps_the_answers(office: CheckedOffice) -> None:
    dewi = await stands_at(office, "ways", 21, reach)
    async with office.database.write() as connection:
        await connection.execute(update(conversations).values(state="gone"))
    (told,) = await dewi.says("telepon")
    assert (told.text, told.keys) == (menu.told_version_changed, (("Lanjut isian mentor", "Hapus jawaban tadi"),))
    await dewi.presses("Lanjut isian mentor")
    assert await where(dewi) == (NAME, "ways")


@pytest.mark.parametrize("spoken", ["Bahasa Indonesia", "English"])
async def test_every_screen_fits_a_phone(office: CheckedOffice, spoken: str) -> None:
    dewi = office.person(21)
    await does(dewi, "/bahasa", f"!{spoken}")
    labels = {"!Saya setuju": "setuju", "!Kampus": "dosen", "!☐ Kemasan": "kemasan", "!☐ Label": "label",
              "!☐ Chat": "chat", "!☐ Bertemu langsung": "langsung", "!Selesai": "selesai", "!2": "2", "!8": "8",
              "!07.00 WITA": "7"}  # fmt: skip
    for acts in STEPS.values():
        await does(dewi, *(labels.get(act, act) for act in acts))
    await does(dewi, "kirim", "/profil_mentor")
    assert (await mentors(office))[0].state is MentorState.APPLIED
    for reply in dewi.replies:
        most = MOST_LINES + (4 if "14 dari 14" in reply.text or "14 of 14" in reply.text else 0)
        assert lines_on_screen(reply.text) <= most, reply.text


@pytest.mark.parametrize("name", ["<b>Siti</b>", "A & B", "a_b*c", 'Bu "Ani" `x`'])
async def test_names_are_escaped_everywhere(office: CheckedOffice, name: str) -> None:
    ani = await an_officer(office, 1, "Ani")
    dewi = office.person(21)
    await reach(dewi, "name")
    await does(
        dewi, name, "!Kampus", "label", "selesai", "selesai", "Busang", "chat", "selesai", "selesai", "2", "8", "7"
    )
    await does(dewi, f"Dosen {name} dan <b>&", "kirim", "/profil_mentor")
    ani.hears()
    await does(ani, "!Setujui", "!Ya, setujui", "/mentor_kami")
    dewi.hears()
    assert (await mentors(office))[0].state is MentorState.ACTIVE

"""Profil mentor: the own card, single fields, giving the role up, and having data deleted."""

from __future__ import annotations

import pytest

import content.texts
from models import MentorState, RoleKind, Way
from services.mentors.fields import choices_of
from tests.conversations.checked_office import CheckedOffice
from tests.conversations.mentors.test_deciding import puts
from tests.conversations.mentors.walks import NAME, a_mentor, applies, mentors
from tests.conversations.test_roles import roles_of, set_menus
from tests.conversations.walks import does, register, texts, where

words = content.texts.load("mentor_profile")
roles = content.texts.load("roles")
refusals = content.texts.load("refusals")
questions = content.texts.load("questions")


async def test_card_shows_everything_and_leads_on(office: CheckedOffice) -> None:
    dewi = await a_mentor(office)
    (card,) = await dewi.says("/profil_mentor")
    assert card.text.split("\n")[:3] == ["<b>Profil mentor</b> (aktif)", "Nama: Dewi", "Asal: Kampus, Busang"]
    assert card.keys == (("Ubah isian", "Jam yang bisa"), ("Istirahat", "Berhenti"))
    assert [key["callback_data"] for row in card.raw["reply_markup"]["inline_keyboard"] for key in row] == [
        "mentor_profile:fields:0", "hours:show:0", "hours:rest:0", "mentor_profile:leave:0",
    ]  # fmt: skip
    (fields,) = await dewi.presses("Ubah isian")
    assert [key for row in fields.keys for key in row] == [
        "Nama", "Asal", "Topik", "Bidang", "Kecamatan", "Cara", "Kunjungan", "Bahasa", "Seminggu", "Sebulan",
        "Jam pesan", "Kalimat", "Kembali",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("field", "said", "line"),
    [
        ("Nama", ["Dewi Ayu"], "Nama: Dewi Ayu"),
        ("Asal", ["!Dinas"], "Asal: Dinas, Busang"),
        ("Topik", ["!☐ SNI", "!Selesai"], "Topik: kemasan, label, SNI"),
        ("Bidang", ["!☑ Pisang", "!Selesai"], "Bidang: tidak khusus"),
        ("Kecamatan", ["!Bengalon"], "Asal: Kampus, Bengalon"),
        ("Cara", ["!☑ Bertemu langsung", "!Selesai"], "Kunjungan: tidak berkunjung"),
        ("Kunjungan", ["!Tidak berkunjung"], "Cara: chat"),
        ("Bahasa", ["bugis", "selesai"], "Bahasa lain: bahasa Jawa, bahasa Bugis"),
        ("Seminggu", ["12"], "Sesi: paling banyak 12 seminggu, 12 sebulan"),
        ("Sebulan", ["!4"], "Sesi: paling banyak 2 seminggu, 4 sebulan"),
        ("Jam pesan", ["jam 4 sore"], "Pesan harian: 16.00 WITA"),
        ("Kalimat", ["!Tanpa kalimat"], "Kalimat: tidak khusus"),
    ],
)
async def test_each_field_can_be_changed(office: CheckedOffice, field: str, said: list[str], line: str) -> None:
    dewi = await a_mentor(office)
    before = (await mentors(office))[0].version
    await does(dewi, "/profil_mentor", "!Ubah isian")
    (question,) = await dewi.presses(field)
    assert question.text.startswith(f"<b>Ubah: {field}</b>\n")
    changed, card = await does(dewi, *said)
    assert changed.text == words.told_changed
    assert line in card.text.split("\n")
    assert await where(dewi) == (None, None)
    assert (await mentors(office))[0].version == before + 1


async def test_change_that_cannot_be_stays_open(office: CheckedOffice) -> None:
    dewi = await a_mentor(office)
    await does(dewi, "/profil_mentor", "!Ubah isian", "!Sebulan")
    assert texts(await dewi.says("1")) == [refusals.refused_mentor_limit.format(least=2, most=60)]
    assert await where(dewi) == (NAME, "month")
    (card,) = await dewi.presses("Kembali")
    assert card.text.startswith("<b>Profil mentor</b>")
    assert await where(dewi) == (None, None)


async def test_change_left_half_told_can_be_gone_on_with(office: CheckedOffice) -> None:
    dewi = await a_mentor(office)
    await does(dewi, "/profil_mentor", "!Ubah isian", "!Topik", "!☐ SNI", "/menu")
    await dewi.presses("Lanjut isian mentor")
    assert await where(dewi) == (NAME, "topics")


async def test_card_pressed_in_the_middle_of_an_answer_leaves_it_open(office: CheckedOffice) -> None:
    dewi = await a_mentor(office)
    await does(dewi, "/profil_mentor", "!Ubah isian", "!Sebulan", f"!{NAME}:card:0")
    assert await where(dewi) == (NAME, "month")


async def test_applicant_sees_and_changes_what_was_sent(office: CheckedOffice) -> None:
    dewi = office.person(21)
    await applies(dewi)
    (card,) = await dewi.says("/profil_mentor")
    assert card.text.split("\n")[0] == "<b>Profil mentor</b> (menunggu petugas)"
    assert card.keys == (("Ubah isian",), ("Tarik pendaftaran",))
    (asked,) = await dewi.presses("Tarik pendaftaran")
    assert (asked.text, asked.keys) == (words.ask_withdraw, (("Ya, tarik", "Tidak jadi"),))
    assert texts(await dewi.presses("Ya, tarik")) == [words.told_withdrawn]
    assert [mentor.state for mentor in await mentors(office)] == [MentorState.LEFT]


async def test_stranger_is_shown_the_way_in(office: CheckedOffice) -> None:
    siti = office.person(11)
    await register(siti)
    for act in (
        "/profil_mentor",
        f"!{NAME}:card:0",
        f"!{NAME}:fields:0",
        f"!{NAME}:leave_yes:0",
        f"!{NAME}:change:about",
    ):
        assert texts(await does(siti, act)) == [refusals.refused_not_a_mentor], act


async def test_giving_the_role_up_is_asked_once_more(office: CheckedOffice) -> None:
    dewi = await a_mentor(office)
    (asked,) = await does(dewi, "/profil_mentor", "!Berhenti")
    assert (asked.text, asked.keys) == (words.ask_leave, (("Ya, berhenti", "Tidak jadi"),))
    (card,) = await dewi.presses("Tidak jadi")
    assert card.text.startswith("<b>Profil mentor</b> (aktif)")
    assert texts(await dewi.presses("Ya, berhenti")) == [words.told_left]
    assert [mentor.state for mentor in await mentors(office)] == [MentorState.LEFT]
    assert await roles_of(office, 21) == set()
    assert "profil_mentor" not in (await set_menus(office))[-1][1]
    await dewi.says("/menu")
    assert texts(await dewi.presses("Ya, berhenti")) == [refusals.refused_not_a_mentor]


async def test_who_left_may_apply_again_with_the_earlier_answers(office: CheckedOffice) -> None:
    dewi = await a_mentor(office)
    await does(dewi, "/profil_mentor", "!Berhenti", "!Ya, berhenti", "/jadi_mentor", "!Saya setuju")
    assert await where(dewi) == (NAME, "summary")
    await dewi.presses("Kirim")
    (mentor,) = await mentors(office)
    assert (mentor.state, choices_of(mentor, "ways")) == (MentorState.APPLIED, [Way.CHAT, Way.VISIT])


async def test_deleting_data_tells_a_mentor_what_stays(office: CheckedOffice) -> None:
    dewi = await a_mentor(office)
    (asked,) = await dewi.says("/hapus_data")
    assert asked.text == f"{roles.ask_withdraw_mentor}\n\n{roles.told_mentor_stays}"
    assert texts(await dewi.presses("Ya, hapus")) == [roles.told_mentor_forgotten]
    (mentor,) = await mentors(office)
    assert (mentor.about, mentor.state, len(mentor.ways)) == (None, MentorState.ACTIVE, 2)
    assert await roles_of(office, 21) == {RoleKind.MENTOR}


async def test_deleting_data_takes_an_application_back(office: CheckedOffice) -> None:
    dewi = office.person(21)
    await applies(dewi)
    (asked,) = await dewi.says("/hapus_data")
    assert asked.text == f"{roles.ask_withdraw_mentor}\n\n{roles.told_mentor_goes}"
    await dewi.presses("Ya, hapus")
    (mentor,) = await mentors(office)
    assert (mentor.state, mentor.person.name, mentor.ways) == (MentorState.LEFT, None, [])
    assert texts(await dewi.says("/hapus_data")) == [roles.told_nothing_kept]


async def test_producer_who_is_a_mentor_deletes_both(office: CheckedOffice) -> None:
    dewi = await a_mentor(office)
    await does(
        dewi,
        "/daftar",
        "setuju",
        "Dapur Dewi",
        "Busang",
        "keripik pisang",
        "!Sudah benar",
        "diolah",
        "selesai",
        "simpan",
    )
    (asked,) = await dewi.says("/hapus_data")
    assert asked.text.endswith(f"\n\n{roles.told_mentor_stays}")
    assert texts(await dewi.presses("Ya, hapus")) == [roles.told_withdrawn]
    (mentor,) = await mentors(office)
    assert (mentor.about, mentor.state) == (None, MentorState.ACTIVE)


NOT_THERE = {
    MentorState.SUSPENDED: refusals.refused_mentor_suspended, MentorState.DECLINED: refusals.refused_not_a_mentor,
    MentorState.LEFT: refusals.refused_not_a_mentor,
}  # fmt: skip


@pytest.mark.parametrize("state", MentorState)
async def test_every_own_button_in_every_state(office: CheckedOffice, state: MentorState) -> None:
    """Whose profile is not there is told why, and nothing changes; leaving is done where it is known."""
    dewi = await a_mentor(office)
    await puts(office, state)
    for press in ("card:0", "fields:0", "leave:0", "change:about", "leave_yes:0"):
        told = texts(await dewi.presses(f"{NAME}:{press}"))
        assert len(told) == 1, press
        assert (told == [NOT_THERE.get(state)]) == (state in NOT_THERE), press
    (mentor,) = await mentors(office)
    assert mentor.state is (state if state in NOT_THERE else MentorState.LEFT)

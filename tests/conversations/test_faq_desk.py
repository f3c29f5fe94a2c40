"""Staff pull, correct and approve answers; two people read what people get."""

from __future__ import annotations

from datetime import timedelta

import pytest

import content.texts
from durable import clock
from handlers.faq_desk import buttons_under
from handlers.local_time import told_time
from models import FaqState, FaqVersion, RoleKind
from services import people
from tests.conversations.checked_office import CheckedOffice
from tests.conversations.desk import (
    HALAL,
    PIRT,
    acts,
    an_officer,
    ani_and_budi,
    file_changes,
    forgets_all,
    gets,
    given,
    got,
    hears,
    knows,
    proposed,
    query,
    rows,
)
from tests.conversations.walks import does, draft, texts, where
from tests.faq_answers import an_answer

words = content.texts.load("faq_desk")
refusals = content.texts.load("refusals")
menu = content.texts.load("menu")
TITLE = f"Judul {PIRT}"
NEW_WORDS = "PIRT berlaku 5 tahun.\nLihat tanggalnya."
SHOWN = (
    "<b>PIRT berlaku 5 tahun.</b>\n- Lihat tanggalnya.\n\n"
    "Sumber: Peraturan BPOM 4/2024\nDicek {day}"
)  # fmt: skip


def shown() -> str:
    return SHOWN.format(day=told_time(clock.now()).split(", ")[1].rsplit(" ", 1)[0] + f" {clock.now().year}")


async def test_pulled_answer_is_given_to_nobody_and_the_others_hear_of_it(office_on_both: CheckedOffice) -> None:
    topics = await knows(office_on_both)
    ani, budi = await ani_and_budi(office_on_both)
    pull, fix = buttons_under(topics[PIRT])
    assert (pull.callback_data, fix.callback_data) == (f"faq_desk:pull:{topics[PIRT]}", f"faq_desk:fix:{topics[PIRT]}")
    (asked,) = await ani.presses(str(pull.callback_data))
    assert (asked.text, asked.keys) == (words.ask_pull.format(title=TITLE), (("Ya, tarik", "Tidak jadi"),))
    assert await given(office_on_both, topics[PIRT]) == an_answer(PIRT)
    (told,) = await hears(budi, of=ani, presses="Ya, tarik")
    assert told.text == words.told_colleague_pulled.format(name="Ani", title=TITLE)
    assert told.keys == (("Perbaiki", "Pasang lagi"),)
    assert await given(office_on_both, topics[PIRT]) is None
    assert await acts(office_on_both) == [("faq_pulled", PIRT)]


async def test_pulling_may_be_left(office: CheckedOffice) -> None:
    topics = await knows(office)
    ani, _ = await ani_and_budi(office)
    await ani.presses(f"faq_desk:pull:{topics[PIRT]}")
    assert texts(await ani.presses("Tidak jadi")) == [words.told_nothing_changed]
    assert await given(office, topics[PIRT]) is not None


async def test_two_who_pull_at_once_pull_once(office: CheckedOffice) -> None:
    topics = await knows(office)
    ani, budi = await ani_and_budi(office)
    for person in (ani, budi):
        await office.receives(callback_query=query(person, f"faq_desk:pull_yes:{topics[PIRT]}"))
    told = {(reply.chat_id, reply.text) for reply in await office.works()}
    assert (2, words.told_pulled_already.format(title=TITLE)) in told
    assert await acts(office) == [("faq_pulled", PIRT)]


async def test_pulled_answer_comes_back_when_a_second_wants_it(office: CheckedOffice) -> None:
    topics = await knows(office)
    ani, budi = await ani_and_budi(office)
    await ani.presses(f"faq_desk:pull_yes:{topics[PIRT]}")
    (asked,) = await hears(budi, of=ani, presses=f"faq_desk:back:{topics[PIRT]}")
    assert asked.text.startswith(f'Ani mengusulkan jawaban "{TITLE}", yang sedang ditarik, dipasang lagi:')
    assert asked.keys == (("Setuju", "Tolak"),)
    assert await given(office, topics[PIRT]) is None
    await ani.says("/menu")
    again = await ani.presses(f"faq_desk:back:{topics[PIRT]}")
    assert again[0].keys == (("Konfirmasi sendiri", "Batalkan usulan"),)
    (told,) = await hears(ani, of=budi, presses=f"faq_desk:back:{topics[PIRT]}")  # as good as Setuju
    assert told.text == words.told_your_proposal_approved.format(name="Budi", title=TITLE)
    assert await given(office, topics[PIRT]) == an_answer(PIRT)
    assert texts(await does(ani, "/menu", f"!faq_desk:back:{topics[PIRT]}")) == [refusals.refused_not_pulled]


async def test_new_words_go_round_and_are_known(office_on_both: CheckedOffice) -> None:
    topics = await knows(office_on_both)
    ani, budi = await ani_and_budi(office_on_both)
    (asked,) = await ani.presses(f"faq_desk:fix:{topics[PIRT]}")
    assert asked.text.startswith(f"<b>Perbaiki: {TITLE}</b>\n{words.ask_words}\n\nSekarang:\nP-IRT berlaku 5 tahun")
    assert asked.keys == (("Pakai yang ini",), ("Batal",))
    (asked,) = await ani.says(NEW_WORDS)
    assert asked.keys == (("Petugas", "Sumber tetap"), ("Kembali", "Batal"))
    (preview,) = await ani.says("Peraturan BPOM 4/2024, halaman 12")
    assert preview.text == words.told_preview.format(answer=content.texts.Text(shown()))
    assert preview.keys == (("Kirim", "Ubah"), ("Kembali", "Batal"))
    (told,) = await hears(budi, of=ani, presses="Kirim")
    assert told.text == words.told_proposal_words.format(name="Ani", title=TITLE, answer=content.texts.Text(shown()))
    assert (await where(ani), await draft(ani, "faq_desk")) == ((None, None), {})
    assert await given(office_on_both, topics[PIRT]) == an_answer(PIRT)
    (told,) = await hears(ani, of=budi, presses="Setuju")
    assert told.text == words.told_your_proposal_approved.format(name="Budi", title=TITLE)
    document = await given(office_on_both, topics[PIRT])
    assert document is not None
    assert document.bodies == {"id": "PIRT berlaku 5 tahun.\n- Lihat tanggalnya."}
    assert await acts(office_on_both) == [("faq_proposed", PIRT), ("faq_approved", None)]


async def test_same_words_are_a_check_of_today(office: CheckedOffice) -> None:
    topics = await knows(office)
    ani, budi = await ani_and_budi(office)
    await does(ani, f"!faq_desk:fix:{topics[PIRT]}", "!Pakai yang ini", "!Sumber tetap")
    await hears(budi, of=ani, presses="Kirim")
    await budi.presses("Setuju")
    document = await given(office, topics[PIRT])
    assert document is not None
    assert (document.bodies, document.sources) == (an_answer().bodies, an_answer().sources)
    assert document.reviewed_on > an_answer().reviewed_on


async def test_faults_are_told_all_at_once_and_the_words_stay(office: CheckedOffice) -> None:
    topics = await knows(office)
    ani, _ = await ani_and_budi(office)
    await ani.presses(f"faq_desk:fix:{topics[PIRT]}")
    faulty = "1. Ya & tidak [cek] ya\n" + "baris\n" * 8
    (told,) = await ani.says(faulty)
    assert told.text.count("• ") == 4
    assert told.keys == (("Pakai yang ini",), ("Batal",))
    assert await where(ani) == ("faq_desk", "words")
    assert (await draft(ani, "faq_desk"))["answers"]["words"] == faulty
    await ani.says(NEW_WORDS)
    (told,) = await ani.says("; ;")
    assert words.fault_no_source in told.text
    (told,) = await does(ani, "petugas", "!Kembali", "!Kembali", "Belum pasti [cek]")
    source = "Sumber: Petugas Disperindag Kutai Timur (bukan naskah resmi)"
    day = shown().rsplit("\n", 1)[1]
    assert told.text.endswith(f"Perlu dicek ke dinas: tanya petugas.\n{source}\n{day}")


async def test_preview_can_be_changed_left_and_taken_up_again(office: CheckedOffice) -> None:
    topics = await knows(office)
    ani, _ = await ani_and_budi(office)
    await does(ani, f"!faq_desk:fix:{topics[PIRT]}", NEW_WORDS, "petugas")
    assert await where(ani) == ("faq_desk", "shown")
    (asked,) = await ani.presses("Ubah")
    assert "Sekarang:\nPIRT berlaku 5 tahun." in asked.text
    await ani.says("Lima tahun.")
    assert await where(ani) == ("faq_desk", "shown")
    (left,) = await ani.presses("Batal")
    assert (left.text, left.keys) == (menu.told_stopped, (("Lanjutkan tulisan", "Hapus jawaban tadi"),))
    await does(ani, f"!faq_desk:view:{topics[HALAL]}", "/faq")  # what is only looked at throws nothing away
    (shown_again,) = await ani.presses("Lanjutkan tulisan")
    assert "<b>Lima tahun.</b>" in shown_again.text
    for said in ("entah", "kirim"):
        replies = await ani.says(said)
    assert replies[0].text.startswith(f'Terima kasih. Usulan "{TITLE}" menunggu')


async def test_acts_beside_the_writing_leave_it_open(office: CheckedOffice) -> None:
    topics = await knows(office)
    ani, budi = await ani_and_budi(office)
    await does(ani, f"!faq_desk:fix:{topics[HALAL]}", "Baru.", "petugas", "!Kirim")
    await gets(budi)
    await budi.presses(f"faq_desk:fix:{topics[PIRT]}")
    await budi.presses("faq_desk:list:0")
    version = await proposed(office)
    await budi.presses(f"faq_desk:approve:{version.id}")
    assert await where(budi) == ("faq_desk", "words")
    await budi.says(NEW_WORDS)
    assert await where(budi) == ("faq_desk", "source")


async def test_other_text_that_was_left_is_asked_about(office: CheckedOffice) -> None:
    topics = await knows(office)
    ani, _ = await ani_and_budi(office)
    await does(ani, f"!faq_desk:fix:{topics[PIRT]}", NEW_WORDS, "/menu")
    (asked,) = await ani.presses(f"faq_desk:fix:{topics[HALAL]}")
    assert (asked.text, asked.keys) == (words.ask_go_on_or_new, (("Lanjutkan", "Mulai baru"),))
    (asked,) = await ani.presses("Lanjutkan")
    assert asked.text.startswith(f"<b>Perbaiki: {TITLE}</b>")
    (asked,) = await does(ani, f"!faq_desk:fix:{topics[HALAL]}", "!Mulai baru")
    assert asked.text.startswith(f"<b>Perbaiki: Judul {HALAL}</b>")
    assert (await draft(ani, "faq_desk"))["answers"] == {}


async def test_answer_that_changed_meanwhile_is_shown_before_it_is_sent(office: CheckedOffice) -> None:
    topics = await knows(office)
    ani, budi = await ani_and_budi(office)
    await does(ani, f"!faq_desk:fix:{topics[PIRT]}", NEW_WORDS, "petugas")
    await file_changes(office, an_answer(PIRT, bodies={"id": "Dari berkas."}))
    told, preview = await ani.presses("Kirim")
    assert told.text == words.told_changed_meanwhile
    assert preview.keys[0] == ("Kirim", "Ubah")
    assert [version.state for version in await rows(office, FaqVersion)].count(FaqState.PROPOSED) == 0
    await ani.says("hm")  # the same press twice at once would be a double tap
    (told,) = await hears(budi, of=ani, presses="Kirim")
    assert told.keys == (("Setuju", "Tolak"),)


async def a_proposal(office: CheckedOffice) -> int:
    """Ani proposes new words for P-IRT; Budi has been told. The number of the version."""
    topics = await knows(office)
    ani, budi = await ani_and_budi(office)
    await does(ani, f"!faq_desk:fix:{topics[PIRT]}", NEW_WORDS, "petugas")
    await hears(budi, of=ani, presses="Kirim")
    return (await proposed(office)).id


async def test_own_proposal_is_not_approved_while_another_is_there(office: CheckedOffice) -> None:
    number = await a_proposal(office)
    (told,) = await office.person(1).presses(f"faq_desk:approve:{number}")
    assert told.text.startswith("Usulan ini menunggu petugas lain, supaya dibaca empat mata.")
    assert told.keys == (("Konfirmasi sendiri", "Batalkan usulan"),)
    assert (await proposed(office)).state == FaqState.PROPOSED


@pytest.mark.pitfall(44)
async def test_only_active_member_of_staff_confirms_alone_after_half_an_hour(office: CheckedOffice) -> None:
    topics = await knows(office)
    ani = await an_officer(office, 1, "Ani")
    await does(ani, f"!faq_desk:fix:{topics[PIRT]}", NEW_WORDS, "petugas")
    (told,) = await ani.presses("Kirim")
    assert f"mulai {told_time(clock.now() + timedelta(minutes=30))} WITA" in told.text
    (told,) = await ani.presses("Konfirmasi sendiri")
    assert told.text.startswith("Usulan ini menunggu")
    async with office.database.write() as connection:
        await clock.move_forward(connection, timedelta(minutes=31))
    assert texts(await ani.presses("Konfirmasi sendiri")) == [words.told_approved_alone.format(title=TITLE)]
    assert (await acts(office))[-1] == ("faq_approved", "alone")


async def test_proposal_is_approved_once(office_on_both: CheckedOffice) -> None:
    number = await a_proposal(office_on_both)
    budi, cici = office_on_both.person(2, "Budi"), await an_officer(office_on_both, 3, "Cici")
    for person in (budi, cici):
        await office_on_both.receives(callback_query=query(person, f"faq_desk:approve:{number}"))
    told = sorted((reply.chat_id, reply.text) for reply in await office_on_both.works())
    assert [text for chat, text in told if chat == 1] == [
        words.told_your_proposal_approved.format(name="Budi", title=TITLE)
    ]
    assert (3, refusals.refused_no_proposal) in told
    assert [act for act, _ in await acts(office_on_both)] == ["faq_proposed", "faq_approved"]


async def test_author_may_take_it_back_and_others_may_not(office: CheckedOffice) -> None:
    number = await a_proposal(office)
    budi = office.person(2, "Budi")
    assert texts(await budi.presses(f"faq_desk:withdraw:{number}")) == [refusals.refused_no_proposal]
    ani = office.person(1, "Ani")
    assert texts(await ani.presses(f"faq_desk:withdraw:{number}")) == [words.told_withdrawn.format(title=TITLE)]
    assert (await acts(office))[-1] == ("faq_withdrawn", "own")


async def test_rejection_is_told_with_its_reason(office: CheckedOffice) -> None:
    number = await a_proposal(office)
    ani, budi = office.person(1, "Ani"), office.person(2, "Budi")
    (asked,) = await budi.presses(f"faq_reject:ask:{number}")
    assert asked.text == words.ask_reason.format(title=TITLE)
    assert asked.keys == (("Sumber belum jelas", "Isi belum tepat"), ("Bahasa masih sulit",), ("Batal",))
    (told,) = await hears(ani, of=budi, presses=f"faq_reject:why:{number}.source")
    assert told.text.startswith(
        f'Budi belum menyetujui usulan Ibu/Bapak "{TITLE}". Alasannya: <i>sumbernya belum jelas</i>\n\n'
        "Kata-katanya:\n<b>PIRT berlaku 5 tahun.</b>"
    )
    assert (await acts(office))[-1] == ("faq_rejected", "source")
    assert (await proposed(office)).state == FaqState.REJECTED


async def test_reason_may_be_typed_and_is_in_no_audit(office: CheckedOffice) -> None:
    number = await a_proposal(office)
    ani, budi = office.person(1, "Ani"), office.person(2, "Budi")
    await budi.presses(f"faq_reject:ask:{number}")
    await office.receives(message=budi.message(text="kurang <b>jelas</b> & terlalu {panjang}"))
    (told,) = await gets(ani)
    assert "Alasannya: <i>kurang &lt;b&gt;jelas&lt;/b&gt; &amp; terlalu {panjang}</i>\n" in told.text
    assert (await acts(office))[-1] == ("faq_rejected", "typed")
    assert await where(budi) == (None, None)


async def test_rejecting_may_be_left_and_comes_too_late_kindly(office: CheckedOffice) -> None:
    number = await a_proposal(office)
    budi, cici = office.person(2, "Budi"), await an_officer(office, 3, "Cici")
    await budi.presses(f"faq_reject:ask:{number}")
    assert texts(await budi.presses("Batal")) == [words.told_nothing_changed]
    await budi.presses(f"faq_reject:ask:{number}")
    (again,) = await budi.presses(f"faq_reject:why:{number + 1}.source")
    assert again.keys[-1] == ("Batal",)
    await cici.presses(f"faq_desk:approve:{number}")
    assert texts(await budi.says("sumbernya")) == [refusals.refused_no_proposal]
    assert await where(budi) == (None, None)
    assert texts(await cici.presses(f"faq_reject:ask:{number}")) == [refusals.refused_no_proposal]


async def test_those_who_got_other_words_may_be_told(office: CheckedOffice) -> None:
    topics = await knows(office)
    for chat_id in (11, 12):
        await got(office, chat_id, topics[PIRT])
    ani, budi = await ani_and_budi(office)
    await does(ani, f"!faq_desk:fix:{topics[PIRT]}", NEW_WORDS, "petugas")
    await hears(budi, of=ani, presses="Kirim")
    (author_told,) = await hears(ani, of=budi, presses="Setuju")
    assert author_told.keys == (("Kabari 2 orang",),)
    assert texts(await ani.presses("Kabari 2 orang")) == [words.told_correction_asked.format(count=2)]
    version = await proposed(office)
    assert texts(await budi.presses(f"faq_desk:correct:{version.id}")) == [words.told_correction_asked_already]
    assert version.correction_asked_at is not None


async def test_list_shows_how_every_answer_stands(office: CheckedOffice) -> None:
    topics = await knows(office, an_answer(PIRT), an_answer("pirt-apa"), an_answer(HALAL, category="halal"))
    ani, budi = await ani_and_budi(office)
    await does(ani, f"!faq_desk:pull_yes:{topics[PIRT]}")
    await does(ani, f"!faq_desk:fix:{topics['pirt-apa']}", NEW_WORDS, "petugas", "!Kirim")
    (listed,) = await budi.says("/faq")
    assert listed.text == words.ask_category.format(count=3, pulled=1, waiting=1, due=0)
    assert listed.keys == (("PIRT (2)", "Halal (1)"),)
    (listed,) = await budi.presses("PIRT (2)")
    assert listed.keys == (("? pirt-apa", f"✕ {PIRT}"), ("Daftar jawaban",))
    (pulled,) = await budi.presses(f"✕ {PIRT}")
    assert pulled.text.startswith(words.told_is_pulled)
    assert pulled.keys == (("Perbaiki", "Pasang lagi"), ("Daftar jawaban",))
    (waiting,) = await budi.presses("? pirt-apa")
    assert waiting.keys == (("Tarik jawaban ini", "Perbaiki"), ("Lihat usulan",), ("Daftar jawaban",))
    (proposal,) = await budi.presses("Lihat usulan")
    assert proposal.keys == (("Setuju", "Tolak"),)
    (own,) = await does(ani, "/menu", f"!faq_desk:proposal:{(await proposed(office)).id}")
    assert own.keys == (("Konfirmasi sendiri", "Batalkan usulan"),)
    async with office.database.write() as connection:
        await clock.move_forward(connection, timedelta(days=365))
    (listed,) = await budi.says("/faq")
    assert listed.text == words.ask_category.format(count=3, pulled=1, waiting=1, due=3)


async def test_office_without_answers_says_how_to_get_one(office: CheckedOffice) -> None:
    await forgets_all(office)
    ani, _ = await ani_and_budi(office)
    assert texts(await ani.says("/faq")) == [words.told_no_answers]


@pytest.mark.parametrize("kind", [None, RoleKind.MENTOR, RoleKind.KADER, RoleKind.PEMBACA])
async def test_others_are_refused_everywhere(office: CheckedOffice, kind: RoleKind | None) -> None:
    number = await a_proposal(office)
    topic = (await proposed(office)).topic_id
    other = office.person(9, "Orang") if kind is None else await an_officer(office, 9, "Orang", kind)
    assert texts(await other.says("/faq")) == [refusals.refused_not_allowed]
    for press in (
        "list:0", "category:pirt", f"view:{topic}", f"pull:{topic}", f"pull_yes:{topic}", f"back:{topic}",
        f"fix:{topic}", f"fix_new:{topic}", f"proposal:{number}", f"approve:{number}", f"withdraw:{number}",
        f"correct:{number}", "resume:0", "draft:1", "draft_new:1", "add:1",
    ):  # fmt: skip
        assert texts(await other.presses(f"faq_desk:{press}")) == [refusals.refused_not_allowed], press
    assert texts(await other.presses(f"faq_reject:ask:{number}")) == [refusals.refused_not_allowed]
    assert [act for act, _ in await acts(office)] == ["faq_proposed"]


async def test_one_who_is_staff_no_more_writes_nothing_further(office: CheckedOffice) -> None:
    topics = await knows(office)
    ani, _ = await ani_and_budi(office)
    await ani.presses(f"faq_desk:fix:{topics[PIRT]}")
    async with office.database.session() as session:
        person = await people.person_of_account(session, "telegram", 1)
        assert person is not None
        for role in person.roles:
            role.revoked_at = clock.now()
    assert texts(await ani.says(NEW_WORDS)) == [refusals.refused_not_allowed]
    assert (await draft(ani, "faq_desk"))["answers"] == {}


async def test_colleagues_are_told_in_their_own_language(office: CheckedOffice) -> None:
    topics = await knows(office)
    ani, budi = await ani_and_budi(office)
    await does(budi, "/bahasa", "!English")
    await does(ani, f"!faq_desk:fix:{topics[PIRT]}", NEW_WORDS, "petugas")
    (told,) = await hears(budi, of=ani, presses="Kirim")
    assert told.text.startswith(f'Ani proposes these words for "Title {PIRT}":\n\n<b>PIRT berlaku 5 tahun.</b>')
    assert "This answer is in Indonesian only, so far." in told.text
    assert told.keys == (("Approve", "Reject"),)


@pytest.mark.parametrize("name", ["Siti <3", "A & B", "a_b*c"])
async def test_names_and_words_are_escaped(office: CheckedOffice, name: str) -> None:
    topics = await knows(office)
    ani, budi = await an_officer(office, 1, name), await an_officer(office, 2, "Budi")
    await does(ani, f"!faq_desk:fix:{topics[PIRT]}", "Ya <b> & x")
    await does(ani, "Ya _y_ *z*.", f"Peraturan {name}, halaman 3")
    (told,) = await hears(budi, of=ani, presses="Kirim")
    assert "<b>Ya _y_ *z*.</b>" in told.text


async def test_another_process_goes_on_with_the_writing(office: CheckedOffice) -> None:
    topics = await knows(office)
    ani, budi = await ani_and_budi(office)
    for act in (f"!faq_desk:fix:{topics[PIRT]}", NEW_WORDS, "petugas"):
        await does(ani, act)
        office.restarts()
    (told,) = await hears(budi, of=ani, presses="Kirim")
    assert told.keys == (("Setuju", "Tolak"),)

"""What staff have answered once becomes an answer of the bot, or another way to ask for one."""

from __future__ import annotations

import pytest

import content.texts
from models import FaqTopic, Ticket
from tests.conversations.checked_office import CheckedOffice
from tests.conversations.desk import (
    PIRT,
    acts,
    an_answered_ticket,
    ani_and_budi,
    given,
    hears,
    knows,
    proposed,
    rows,
)
from tests.conversations.walks import does, draft, texts, where
from tests.faq_answers import an_answer

words = content.texts.load("faq_desk")
refusals = content.texts.load("refusals")
QUESTION = "bakso beku izin edarnya apa ya bu"


async def test_answered_question_becomes_an_answer(office_on_both: CheckedOffice) -> None:
    await knows(office_on_both)
    ani, budi = await ani_and_budi(office_on_both)
    ticket = await an_answered_ticket(
        office_on_both, QUESTION, "hp saya 0812 3456 7890", answer="Izin BPOM.\nUrus di OSS."
    )
    told, asked = await ani.presses(f"faq_desk:draft:{ticket}")
    assert f"• {QUESTION}" in told.text
    assert asked.text == f"{words.told_making}\n{words.ask_title}\n\nUsul kami: {QUESTION}"
    assert asked.keys == (("Pakai judul ini",), ("Batal",))
    (asked,) = await ani.says("Izin edar makanan beku")
    assert asked.keys[:2] == (("Izin dan pajak", "PIRT"), ("BPOM MD", "Halal"))
    (asked,) = await ani.presses("BPOM MD")
    assert asked.text.endswith("Sekarang:\nIzin BPOM.\nUrus di OSS.")
    await does(ani, "!Pakai yang ini", "!Petugas")
    (told,) = await hears(budi, of=ani, presses="Kirim")
    assert told.text.startswith('Ani mengusulkan jawaban baru "Izin edar makanan beku" (BPOM MD):\n\n<b>Izin BPOM.</b>')
    assert told.text.endswith(f"Cara bertanyanya:\n• {QUESTION}\n• hp saya")
    topic = (await rows(office_on_both, FaqTopic))[-1]
    assert (topic.key, await given(office_on_both, topic.id)) == (f"tanya-{ticket}", None)
    await budi.presses("Setuju")
    document = await given(office_on_both, topic.id)
    assert document is not None
    assert (document.button, document.category) == ({"id": "Izin edar makanan"}, "bpom")
    assert document.ask == {"petugas": (QUESTION, "hp saya")}
    assert document.bodies == {"id": "Izin BPOM.\n- Urus di OSS."}
    assert (await proposed(office_on_both)).ticket_id == ticket
    (known,) = await ani.presses(f"faq_desk:draft:{ticket}")
    assert known.text == words.told_known_already.format(title="Izin edar makanan beku")
    assert known.keys == (("Tarik jawaban ini", "Perbaiki"),)


async def test_proposal_that_waits_is_not_made_twice(office: CheckedOffice) -> None:
    await knows(office)
    ani, budi = await ani_and_budi(office)
    ticket = await an_answered_ticket(office, QUESTION)
    await does(ani, f"!faq_desk:draft:{ticket}", "!Pakai judul ini", "bpom", "!Pakai yang ini", "petugas", "!Kirim")
    (told,) = await budi.presses(f"faq_desk:draft:{ticket}")
    assert told.text == words.told_waits_already.format(title=QUESTION)
    assert told.keys == (("Setuju", "Tolak"),)
    await budi.presses("Tolak")
    await budi.says("belum")
    (_, asked) = await budi.presses(f"faq_desk:draft:{ticket}")  # rejected: it may be written anew
    assert asked.text.startswith(str(words.told_making))


async def test_question_to_a_known_answer_becomes_a_way_to_ask(office: CheckedOffice) -> None:
    topics = await knows(office)
    ani, budi = await ani_and_budi(office)
    ticket = await an_answered_ticket(office, "pirt ku abis kpn", topic=topics[PIRT])
    (asked,) = await ani.presses(f"faq_desk:draft:{ticket}")
    assert asked.text == words.ask_add_or_new.format(title=f"Judul {PIRT}", questions="• pirt ku abis kpn")
    assert asked.keys == (("Tambahkan ke situ", "Jawaban baru"), ("Tidak jadi",))
    (told,) = await hears(budi, of=ani, presses="Tambahkan ke situ")
    assert told.text == words.told_proposal_ways.format(
        name="Ani", title=f"Judul {PIRT}", questions="• pirt ku abis kpn"
    )
    assert texts(await budi.presses("Setuju")) == [words.told_approved.format(title=f"Judul {PIRT}")]
    document = await given(office, topics[PIRT])
    assert document == an_answer(PIRT, ask={**an_answer(PIRT).ask, "petugas": ("pirt ku abis kpn",)})
    assert texts(await does(ani, "/menu", f"!faq_desk:add:{ticket}")) == [words.told_ways_known]


async def test_new_answer_may_be_made_all_the_same(office: CheckedOffice) -> None:
    topics = await knows(office)
    ani, _ = await ani_and_budi(office)
    ticket = await an_answered_ticket(office, QUESTION, topic=topics[PIRT])
    await ani.presses(f"faq_desk:draft:{ticket}")
    _, asked = await ani.presses("Jawaban baru")
    assert asked.keys == (("Pakai judul ini",), ("Batal",))
    assert await where(ani) == ("faq_desk", "title")


async def test_faults_of_title_and_answer_are_told_where_they_are_made(office: CheckedOffice) -> None:
    await knows(office)
    ani, _ = await ani_and_budi(office)
    ticket = await an_answered_ticket(office, QUESTION, answer="Ya & tidak")
    await ani.presses(f"faq_desk:draft:{ticket}")
    (told,) = await ani.says("judul " * 20)
    assert "• judul 119 huruf; paling banyak 60" in told.text
    await does(ani, "Makanan beku", "!BPOM MD")
    (told,) = await ani.presses("Pakai yang ini")
    assert words.fault_signs in told.text
    assert await where(ani) == ("faq_desk", "words")
    assert (await draft(ani, "faq_desk"))["answers"]["kind"] == "bpom"
    (refused,) = await does(ani, "!Kembali", "entah apa")
    assert refused.keys[-1] == ("Kembali", "Batal")


async def test_photo_without_words_can_become_an_answer(office: CheckedOffice) -> None:
    await knows(office)
    ani, budi = await ani_and_budi(office)
    ticket = await an_answered_ticket(office)
    (_, asked) = await ani.presses(f"faq_desk:draft:{ticket}")
    assert asked.keys == (("Batal",),)
    await does(ani, "Label keripik", "label", "Sudah benar.", "petugas")
    await hears(budi, of=ani, presses="Kirim")
    await budi.presses("Setuju")
    document = await given(office, (await rows(office, FaqTopic))[-1].id)
    assert document is not None
    assert document.questions == ("Label keripik",)


@pytest.mark.parametrize("step", ["draft", "draft_new", "add"])
async def test_question_without_an_answer_is_refused(office: CheckedOffice, step: str) -> None:
    await knows(office)
    ani, _ = await ani_and_budi(office)
    assert texts(await ani.presses(f"faq_desk:{step}:999999")) == [refusals.refused_not_answered]
    assert await where(ani) == (None, None)


async def test_ticket_that_is_deleted_meanwhile_leaves_a_way_out(office: CheckedOffice) -> None:
    await knows(office)
    ani, _ = await ani_and_budi(office)
    ticket = await an_answered_ticket(office, QUESTION)
    await ani.presses(f"faq_desk:draft:{ticket}")
    async with office.database.session() as session:
        await session.delete(await session.get_one(Ticket, ticket))
    assert texts(await ani.says("Makanan beku")) == [refusals.refused_not_answered]
    assert await ani.says("/menu") != []
    assert await where(ani) == (None, None)
    assert await acts(office) == []

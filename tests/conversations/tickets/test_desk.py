"""The staff's list and card: what is shown, and what each may do."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from content.answers.document import FaqDocument, Source
from content.text_faults import lines_on_screen
from durable import clock
from models import TicketState
from services.faq.known import all_answers
from services.faq.seed import take_over
from tests.conversations.test_double_taps import presses_twice
from tests.conversations.walks import does, register, texts
from tests.driver import Reply

from .conftest import Time
from .talk import OTHER_WORDS, SAME_WORDS, VOICE, WORDS, StaffedOffice, desk_words, photo, refusals

LIST = ("Daftar pertanyaan",)
WAYS = ("Topik", "Kecamatan", "Lama menunggu")


async def test_empty_list(desk: StaffedOffice) -> None:
    (told,) = await desk.budi.says("/pertanyaan")
    assert (told.text, told.keys) == (desk_words.told_none_waiting, ())


async def test_list_in_short_lines(desk_on_both: StaffedOffice, time: Time) -> None:
    desk = desk_on_both
    siti = desk.asker()
    await register(siti)
    await does(siti, "/petugas", WORDS, "!Kirim")
    time.passes(hours=2)
    await desk.asked(SAME_WORDS, 12, "Tini")
    await desk.asker(13, "Rini").sends(**VOICE)
    await desk.asker(13, "Rini").presses("ask_staff:send:0")
    first, _, third = [ticket.id for ticket in await desk.tickets()]
    await desk.citra.presses(f"ticket_desk:claim:{third}")
    (listed,) = await desk.budi.says("/pertanyaan")
    assert listed.text == desk_words.told_list.format(
        count=2,
        questions=desk_words.told_line.format(number=first, told="{}").format(f"{WORDS} · Busang · 2 jam · +1 sama")
        + "\n\n"
        + desk_words.told_line.format(number=third, told="1 rekaman suara · 1 menit · dipegang Bu Citra"),
    )
    assert listed.keys == ((f"No. {first}", f"No. {third}"), WAYS)


async def test_list_by_pages(desk: StaffedOffice) -> None:
    numbers = [(await desk.asked(f"{word} {word}nya bagaimana", 20 + at, "Ibu"))[1] for at, word in enumerate(
        ["merek", "halal", "pirt", "kardus", "madu", "kopi", "batik"])]  # fmt: skip
    (first,) = await desk.budi.says("/pertanyaan")
    assert first.keys == (
        tuple(f"No. {number}" for number in numbers[:3]), tuple(f"No. {number}" for number in numbers[3:5]),
        ("Berikutnya",), WAYS,
    )  # fmt: skip
    (second,) = await desk.budi.presses("Berikutnya")
    assert second.keys == (tuple(f"No. {number}" for number in numbers[5:]), ("Sebelumnya",), WAYS)
    assert (await desk.budi.presses("Sebelumnya"))[0].keys == first.keys


async def a_topic_about_packaging(desk: StaffedOffice) -> int:
    document = FaqDocument(
        id="uji-kemasan", title={"id": "Keripik melempem", "en": "Soft chips"}, category="kemasan",
        button={"id": "Keripik melempem", "en": "Soft chips"}, related=(), reviewed_on=date(2026, 11, 21),
        review_by=date(2027, 5, 15), status="published", sources=(Source("Balai Kemasan"),),
        ask={"hp": ("keripik melempem",)},
        bodies={"id": "Pakai kemasan rapat.", "en": "Use tight packaging."},
    )  # fmt: skip
    async with desk.office.database.session() as session:
        await take_over(session, {document.id: document}, clock.now())
        return next(each.topic_id for each in await all_answers(session) if each.document.id == document.id)


async def test_list_by_topic_district_and_age(desk: StaffedOffice, time: Time) -> None:
    topic = await a_topic_about_packaging(desk)
    siti = desk.asker()
    await register(siti)
    question = await desk.question(11, WORDS, topic)
    await does(siti, "!ticket_desk:list:0", f"!ask_staff:start:{question}", "!Kirim")
    time.passes(days=4)
    _, other = await desk.asked(OTHER_WORDS, 12, "Tini")
    number = other - 1
    await desk.budi.says("/pertanyaan")
    (asked,) = await desk.budi.presses("Topik")
    assert asked.keys == (("Kemasan (1)",), ("Kembali",))
    (narrowed,) = await desk.budi.presses("Kemasan (1)")
    assert narrowed.text.endswith("Saringan: Kemasan")
    assert narrowed.keys == ((f"No. {number}",), ("Tampilkan semua",))
    await desk.budi.presses("Tampilkan semua")
    (asked,) = await desk.budi.presses("Kecamatan")
    assert asked.keys == (("Busang (1)",), ("Kembali",))
    assert (await desk.budi.presses("Busang (1)"))[0].keys[0] == (f"No. {number}",)
    await desk.budi.says("/pertanyaan")
    await desk.budi.presses("Lama menunggu")
    assert (await desk.budi.presses("Kurang dari 1 hari"))[0].keys[0] == (f"No. {other}",)
    await does(desk.budi, "/pertanyaan", "!Lama menunggu")
    assert (await desk.budi.presses("Lebih dari 3 hari"))[0].keys[0] == (f"No. {number}",)
    await does(desk.budi, "/pertanyaan", "!Lama menunggu")
    (none,) = await desk.budi.presses("1 sampai 3 hari")
    assert none.text.startswith(desk_words.told_none_fits)


@pytest.mark.parametrize("forged", ["x", "", "9999.99.999999999.9", "-1.0.0.0", "0.0.0", "0.12.0.0", "0.0.0.4"])
async def test_forged_view_is_the_whole_list(desk: StaffedOffice, forged: str) -> None:
    _, number = await desk.asked()
    (listed,) = await desk.budi.presses(f"ticket_desk:list:{forged}")
    assert listed.keys == ((f"No. {number}",),)


async def test_card_shows_everything(desk: StaffedOffice) -> None:
    siti = desk.asker()
    await register(siti)
    await siti.sends(**photo(caption="kenapa begini?"))
    await does(siti, WORDS, "!Kirim")
    await desk.asked(f"{WORDS}\nkenapa begini?", 12, "Tini")
    first, second = [ticket.id for ticket in await desk.tickets()]
    picture, card = await desk.budi.presses(f"ticket_desk:view:{first}")
    assert (picture.method, picture.text) == (
        "sendPhoto", "<b>Siti Aminah</b>, Senin, 23 November 10.00\n\nkenapa begini?",
    )  # fmt: skip
    assert card.text.split("\n") == [
        f"<b>Pertanyaan no. {first}</b>", "Dari: Siti Aminah (Keripik pisang, Busang)",
        "Masuk: Senin, 23 November 10.00 (1 menit)", "Belum ada yang menjawab", "",
        "<b>Siti Aminah</b>, Senin, 23 November 10.00", WORDS, "",
        "Bertanya hal yang sama: 1. Satu jawaban sampai ke semuanya.",
        f"No. {second}, Tini: {WORDS} kenapa begini?", "", desk_words.told_how_to_answer,
    ]  # fmt: skip
    assert card.keys == (("Saya jawab", "Tutup", "Pisahkan"), (f"No. {second}",), LIST)
    for shown in (picture, card):
        await desk.budi.replies_to(shown, text="satu")
    assert len((await desk.tickets())[0].messages) == 4


async def test_long_questions_are_shown_whole(desk: StaffedOffice) -> None:
    _, number = await desk.asked("a" * 2900)
    whole, card = await desk.budi.presses(f"ticket_desk:view:{number}")
    assert "a" * 2900 in whole.text
    assert "aaa" not in card.text
    assert lines_on_screen(card.text) < 12


async def test_claimed_given_back_and_parted(desk: StaffedOffice) -> None:
    _, first = await desk.asked()
    _, second = await desk.asked(SAME_WORDS, 12, "Tini")
    await desk.budi.presses(f"ticket_desk:view:{second}")
    (card,) = await desk.budi.presses("Saya jawab")
    assert (card.method, card.keys[0]) == ("editMessageText", ("Lepas", "Tutup", "Pisahkan"))
    assert "Sedang dijawab Pak Budi" in card.text
    assert (await desk.citra.presses(f"ticket_desk:view:{first}"))[-1].keys == (
        ("Pisahkan",), (f"No. {second}",), LIST,
    )  # fmt: skip
    (card,) = await desk.budi.presses("Lepas")
    assert card.keys[0] == ("Saya jawab", "Tutup", "Pisahkan")
    (card,) = await desk.budi.presses("Pisahkan")
    assert (card.keys, "Bertanya hal yang sama" in card.text) == ((("Saya jawab", "Tutup"), LIST), False)
    assert [ticket.group_id for ticket in await desk.tickets()] == [None, None]


async def test_second_to_claim_hears_who_was_first(desk: StaffedOffice) -> None:
    _, number = await desk.asked()
    await desk.budi.presses(f"ticket_desk:claim:{number}")
    for step in ("claim", "close_yes", "release"):
        assert texts(await desk.citra.presses(f"ticket_desk:{step}:{number}")) == [
            refusals.refused_ticket_claimed.format(name="Pak Budi")
        ]


async def test_claimed_twice_at_once_is_claimed_once(desk_on_both: StaffedOffice) -> None:
    _, number = await desk_on_both.asked()
    assert len(await presses_twice(desk_on_both.budi, f"ticket_desk:claim:{number}")) == 1
    assert len(await presses_twice(desk_on_both.budi, f"ticket_desk:close_yes:{number}")) == 2
    (ticket,) = await desk_on_both.tickets()
    assert ticket.state is TicketState.CLOSED


async def test_closing_is_asked_once_more_and_all_askers_are_told(desk: StaffedOffice) -> None:
    siti, number = await desk.asked()
    tini, second = await desk.asked(SAME_WORDS, 12, "Tini")
    await desk.budi.presses(f"ticket_desk:view:{number}")
    (asked,) = await desk.budi.presses("Tutup")
    assert (asked.text, asked.keys) == (
        desk_words.ask_close.format(number=number, count=2), (("Ya, tutup", "Tidak jadi"),),
    )  # fmt: skip
    assert (await desk.budi.presses("Tidak jadi"))[0].keys[0] == ("Saya jawab", "Tutup", "Pisahkan")
    await desk.budi.presses("Tutup")
    (told,) = await desk.budi.presses("Ya, tutup")
    assert told.text == desk_words.told_closed.format(number=number, count=2)
    assert [reply.keys for person in (siti, tini) for reply in person.hears()] == [(("Tanya lagi",),)] * 2
    assert texts(await desk.budi.presses(f"ticket_desk:close:{number}")) == [refusals.refused_ticket_done]
    await does(tini, f"!ask_staff:more:{second}", "masih perlu bu", "!Kirim")
    assert [ticket.is_waiting for ticket in await desk.tickets()] == [False, True]


async def test_card_of_an_answered_question_offers_the_faq(desk: StaffedOffice) -> None:
    _, number = await desk.asked()
    card = (await desk.budi.presses(f"ticket_desk:view:{number}"))[-1]
    await desk.budi.replies_to(card, text="begini")
    card = (await desk.citra.presses(f"ticket_desk:view:{number}"))[-1]
    assert card.keys == (("Jadikan FAQ",), LIST)
    assert card.text.split("\n")[-4:-2] == ["<b>Pak Budi</b>, Senin, 23 November 10.00", "begini"]
    assert rows(card)[0][0]["callback_data"] == f"faq_desk:draft:{number}"


def rows(reply: Reply) -> list[list[dict[str, Any]]]:
    found: list[list[dict[str, Any]]] = reply.raw["reply_markup"]["inline_keyboard"]
    return found


@pytest.mark.pitfall(19)
@pytest.mark.parametrize("step", ["list", "by_topic", "by_district", "by_age", "view", "card", "claim", "release",
                                  "part", "close", "close_yes"])  # fmt: skip
async def test_only_staff_see_tickets(desk: StaffedOffice, step: str) -> None:
    siti, number = await desk.asked()
    for person in (siti, desk.asker(12, "Tini")):
        what = number if step[0] != "b" and step != "list" else "0.0.0.0"
        assert texts(await person.presses(f"ticket_desk:{step}:{what}")) == [refusals.refused_not_allowed]
    assert texts(await siti.says("/pertanyaan")) == [refusals.refused_not_allowed]


@pytest.mark.pitfall(19)
async def test_asker_cannot_touch_another_askers_question(desk: StaffedOffice) -> None:
    _, number = await desk.asked()
    tini = desk.asker(12, "Tini")
    for step in ("more", "helped", "not_helped"):
        existing = await tini.presses(f"ask_staff:{step}:{number}")
        assert texts(existing) == texts(await tini.presses(f"ask_staff:{step}:999")) == [refusals.refused_no_ticket]
    await does(tini, "/petugas", OTHER_WORDS)
    assert (await tini.presses(f"ask_staff:send_to:{number}"))[0].text == refusals.refused_no_ticket
    assert len((await desk.tickets())[0].messages) == 1


async def test_tickets_of_another_channel_are_not_shown(desk: StaffedOffice) -> None:
    await desk.asked()
    desk.office.application.bot_data["channel"] = "gateway"
    assert texts(await desk.budi.says("/pertanyaan")) == [refusals.refused_not_allowed]

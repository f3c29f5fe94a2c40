"""From a question to its answer in the asker's chat, its rating, and asking back."""

from __future__ import annotations

from typing import Any

import pytest
from sqlalchemy import select

import content.texts
from durable.outbox import outbox
from durable.tables import Kind
from models import TicketState
from tests.conversations.walks import does, reach, texts, where
from tests.driver import Reply

from .conftest import Time
from .talk import (
    FILE,
    OTHER_WORDS,
    SAME_WORDS,
    VIDEO,
    VOICE,
    WORDS,
    StaffedOffice,
    ask_words,
    desk_words,
    file_of,
    photo,
    refusals,
    shown,
    unexpected,
)  # fmt: skip

OFFICE = "Disperindag Kutai Timur"
FAQ = (("Jadikan FAQ",),)
RATING = (("Membantu", "Kurang pas"), ("Tanya lagi",))


def head(name: str, number: int, more: bool = False) -> str:
    told = ask_words.told_answer_more if more else ask_words.told_answer
    return str(told.format(name=name, office=OFFICE, number=number))


async def news(desk: StaffedOffice, name: str = "budi") -> Reply:
    """The news that an officer gets of what was asked."""
    await desk.ticks()
    return getattr(desk, name).hears()[-1]


async def test_answer_by_reply_reaches_the_asker(desk_on_both: StaffedOffice) -> None:
    desk = desk_on_both
    siti, number = await desk.asked()
    (confirmed,) = await desk.budi.replies_to(await news(desk), text="Pakai plastik tebal & tutup <rapat>, Bu.")
    assert (confirmed.text, confirmed.keys) == (desk_words.told_answered.format(number=number, count=1), FAQ)
    (answer,) = siti.hears()
    assert answer.text == f"{head('Pak Budi', number)}\n\nPakai plastik tebal &amp; tutup &lt;rapat&gt;, Bu."
    assert answer.keys == RATING
    (ticket,) = await desk.tickets()
    assert (ticket.state, ticket.claimed_by.name if ticket.claimed_by else "") == (TicketState.ANSWERED, "Pak Budi")
    async with desk.office.database.read() as connection:
        o = outbox.c
        row = (await connection.execute(select(o.kind, o.about_kind, o.about_id).where(
            o.message_id == answer.message_id))).one()  # fmt: skip
    assert tuple(row) == (Kind.NOTICE, "asked", number)


@pytest.mark.parametrize(
    ("message", "method", "file"),
    [
        (photo(), "sendPhoto", "photo1"), (VOICE, "sendVoice", "voice1"), (VIDEO, "sendVideo", "video1"),
        (FILE, "sendDocument", "file1"),
    ],
)  # fmt: skip
async def test_answer_may_be_a_file(desk: StaffedOffice, message: dict[str, Any], method: str, file: str) -> None:
    siti, number = await desk.asked()
    shown_news = await news(desk)
    await desk.budi.replies_to(shown_news, **message)
    await desk.budi.replies_to(shown_news, **message, caption="seperti <ini>")
    alone, with_words = siti.hears()
    assert (alone.method, file_of(alone), alone.text, alone.keys) == (method, file, head("Pak Budi", number), RATING)
    assert with_words.text == f"{head('Pak Budi', number)}\n\nseperti &lt;ini&gt;"


async def test_long_answers_are_not_cut(desk: StaffedOffice) -> None:
    siti, number = await desk.asked()
    shown_news = await news(desk)
    await desk.budi.replies_to(shown_news, text="é" * 4090)
    await desk.budi.replies_to(shown_news, **photo(), caption="a" * 1020)
    assert [(reply.method, len(reply.text)) for reply in siti.hears()] == [
        ("sendMessage", len(head("Pak Budi", number))), ("sendMessage", 4090),
        ("sendPhoto", len(head("Pak Budi", number))), ("sendMessage", 1020),
    ]  # fmt: skip


async def test_several_replies_in_a_row_are_all_passed_on(desk: StaffedOffice) -> None:
    siti, number = await desk.asked()
    shown_news = await news(desk)
    (confirmed,) = await desk.budi.replies_to(shown_news, text="satu")
    await desk.budi.replies_to(confirmed, text="dua")
    await desk.budi.replies_to(shown_news, **VOICE)
    assert [reply.text for reply in siti.hears()] == [
        f"{head('Pak Budi', number)}\n\nsatu", f"{head('Pak Budi', number)}\n\ndua", head("Pak Budi", number),
    ]  # fmt: skip


@pytest.mark.pitfall(40)
@pytest.mark.parametrize("replies_each", [True, False])
async def test_album_as_an_answer_is_passed_on_whole(desk: StaffedOffice, replies_each: bool) -> None:
    siti, number = await desk.asked()
    shown_news = await news(desk)
    confirmations = await desk.budi.replies_to(shown_news, **photo(1, media_group_id="7"))
    for each in (2, 3):
        message = photo(each, media_group_id="7")
        confirmations += await (desk.budi.replies_to(shown_news, **message) if replies_each else
                                desk.budi.sends(**message))  # fmt: skip
    answers = siti.hears()
    assert [file_of(reply) for reply in answers] == ["photo1", "photo2", "photo3"]
    assert [reply.keys for reply in answers] == [RATING, (), ()]
    assert answers[1].text == head("Pak Budi", number, more=True)
    assert len(confirmations) == 1


async def test_one_answer_goes_to_all_who_asked_the_same(desk_on_both: StaffedOffice) -> None:
    desk = desk_on_both
    siti, first = await desk.asked()
    tini, second = await desk.asked(SAME_WORDS, 12, "Tini")
    rini, _ = await desk.asked(OTHER_WORDS, 13, "Rini")
    await does(tini, "/bahasa", "!English")
    await desk.ticks()
    (card_head, *_) = (await desk.budi.presses(f"ticket_desk:view:{second}"))[-1:]
    (confirmed,) = await desk.budi.replies_to(card_head, text="Pakai plastik tebal.")
    assert confirmed.text == desk_words.told_answered.format(number=second, count=2)
    assert [reply.text for reply in siti.hears()] == [f"{head('Pak Budi', first)}\n\nPakai plastik tebal."]
    (in_english,) = tini.hears()
    assert in_english.text.startswith(f"<b>Pak Budi</b> of {OFFICE} answers question no. {second}:")
    assert rini.hears() == []
    await siti.presses("Membantu")
    tini.replies.append(in_english)
    await tini.presses("Not quite")
    assert [ticket.helped for ticket in await desk.tickets()] == [True, False, None]


async def test_answer_is_rated_once(desk: StaffedOffice, time: Time) -> None:
    siti, _ = await desk.asked()
    shown_news = await news(desk)
    await desk.budi.replies_to(shown_news, text="satu")
    siti.hears()
    assert texts(await siti.presses("Membantu")) == [ask_words.told_helped]
    time.passes(seconds=11)
    assert texts(await siti.presses("Kurang pas")) == [refusals.refused_ticket_rated]
    await desk.budi.replies_to(shown_news, text="dua")
    assert [reply.keys for reply in siti.hears()] == [(("Tanya lagi",),)]
    (ticket,) = await desk.tickets()
    assert ticket.helped is True


async def test_answer_that_did_not_help_leads_on(desk: StaffedOffice) -> None:
    siti, number = await desk.asked()
    await desk.budi.replies_to(await news(desk), text="satu")
    siti.hears()
    (told,) = await siti.presses("Kurang pas")
    assert (told.text, told.keys) == (ask_words.told_not_helped.format(number=number), (("Tanya lagi",),))
    (asked,) = await siti.presses("Tanya lagi")
    assert asked.text == ask_words.ask_more.format(number=number)
    (check,) = await siti.says("kalau pakai toples?")
    assert check.text.split("\n")[0] == ask_words.told_for_ticket.format(number=number)
    (reopened,) = await siti.presses("Kirim")
    assert reopened.text.startswith(f"Pertanyaan <b>no. {number}</b> kami buka lagi")
    (ticket,) = await desk.tickets()
    assert (ticket.state, ticket.times_reopened, len(ticket.messages)) == (TicketState.CLAIMED, 1, 3)


@pytest.mark.parametrize("message", [{"text": "kalau pakai toples?"}, photo(caption="yang ini?"), VOICE])
async def test_reply_to_the_answer_asks_back_whatever_is_open(desk: StaffedOffice, message: dict[str, Any]) -> None:
    siti, number = await desk.asked()
    await desk.budi.replies_to(await news(desk), text="satu")
    (answer,) = siti.hears()
    await reach(siti, "products")
    (told,) = await siti.replies_to(answer, **message)
    assert told.text.startswith(f"Pertanyaan <b>no. {number}</b> kami buka lagi")
    assert await where(siti) == ("register", "products")
    (ticket,) = await desk.tickets()
    assert (ticket.is_waiting, ticket.times_reopened, len(ticket.messages)) == (True, 1, 3)


async def test_who_answered_hears_first_of_what_is_asked_back(desk: StaffedOffice, time: Time) -> None:
    siti, _ = await desk.asked()
    await desk.budi.replies_to(await news(desk), text="satu")
    (answer,) = siti.hears()
    for person in (desk.ani, desk.citra):
        person.hears()
    await siti.replies_to(answer, text="kalau toples?")
    time.passes(minutes=15)
    (again,) = [await news(desk)]
    assert "kalau toples?" in again.text
    assert (desk.ani.hears(), desk.citra.hears()) == ([], [])
    await desk.budi.replies_to(again, text="toples bagus")
    assert siti.hears()[0].text.endswith("toples bagus")


async def test_thanks_in_a_reply_open_nothing(desk: StaffedOffice) -> None:
    siti, _ = await desk.asked()
    await desk.budi.replies_to(await news(desk), text="satu")
    (answer,) = siti.hears()
    assert texts(await siti.replies_to(answer, text="terima kasih banyak bu")) == [unexpected.told_thanks]
    (ticket,) = await desk.tickets()
    assert (ticket.state, len(ticket.messages)) == (TicketState.ANSWERED, 2)


async def test_album_in_a_reply_asks_back_once(desk: StaffedOffice) -> None:
    siti, _ = await desk.asked()
    await desk.budi.replies_to(await news(desk), text="satu")
    (answer,) = siti.hears()
    told = [await siti.replies_to(answer, **photo(each, media_group_id="8")) for each in (1, 2, 3)]
    assert [len(each) for each in told] == [1, 0, 0]
    (ticket,) = await desk.tickets()
    assert (ticket.times_reopened, len(ticket.messages)) == (1, 5)


async def test_words_after_sending_may_reply_to_the_receipt(desk: StaffedOffice) -> None:
    siti, number = await desk.asked()
    (told,) = await siti.replies_to(siti.replies[-1], text="oh ya, sudah seminggu")
    assert told.text.startswith(f"Sudah ditambahkan ke pertanyaan <b>no. {number}</b>.")


async def test_second_who_replies_hears_who_answered(desk: StaffedOffice) -> None:
    siti, number = await desk.asked()
    await desk.ticks()
    (for_budi,), (for_citra,) = desk.budi.hears(), desk.citra.hears()
    await desk.budi.replies_to(for_budi, text="satu")
    (told,) = await desk.citra.replies_to(for_citra, text="dua")
    assert told.text == desk_words.told_answered_besides.format(number=number, count=1, name="Pak Budi")
    assert [reply.text.split("\n")[0] for reply in siti.hears()] == [head("Pak Budi", number), head("Bu Citra", number)]


async def test_reply_to_anothers_question_is_refused_while_they_are_at_work(desk: StaffedOffice, time: Time) -> None:
    siti, number = await desk.asked()
    await desk.ticks()
    (for_citra,) = desk.citra.hears()
    await desk.budi.presses(f"ticket_desk:claim:{number}")
    (refused,) = await desk.citra.replies_to(for_citra, text="saya tahu")
    assert refused.text == refusals.refused_ticket_claimed.format(name="Pak Budi")
    assert siti.hears() == []
    time.is_at(24, 10, 1)  # Budi was last heard on Monday at ten
    await desk.citra.replies_to(for_citra, text="saya tahu")
    assert len(siti.hears()) == 1


async def test_reply_to_several_at_once_asks_which(desk: StaffedOffice) -> None:
    siti, _ = await desk.asked()
    await desk.asked(OTHER_WORDS, 12, "Tini")
    several = await news(desk)
    (told,) = await desk.budi.replies_to(several, text="iya")
    assert (told.text, told.keys) == (desk_words.told_which, (("Daftar pertanyaan",),))
    (listed,) = await desk.budi.says("/pertanyaan")
    assert texts(await desk.budi.replies_to(listed, text="iya")) == [desk_words.told_which]
    assert siti.hears() == []


async def test_reply_of_somebody_who_is_not_staff_is_their_own_text(desk: StaffedOffice) -> None:
    siti, _ = await desk.asked()
    card = await news(desk)
    tini = desk.asker(12, "Tini")
    own = (await tini.says("/menu"))[0]
    as_own_text = texts(await desk.asker(13, "Rini").says("asdf"))
    for message in (card, own):
        assert texts(await tini.replies_to(message, text="asdf")) == as_own_text
    await desk.ani.says("/peran")
    await desk.ani.presses("Cabut: Pak Budi")
    await desk.ani.presses("Ya, cabut")
    assert texts(await desk.budi.replies_to(card, text="asdf")) == as_own_text
    assert siti.hears() == []


async def test_staff_answer_in_the_middle_of_a_conversation(desk: StaffedOffice) -> None:
    siti, _ = await desk.asked()
    card = await news(desk)
    await reach(desk.budi, "name")
    await desk.budi.replies_to(card, text="Pakai plastik tebal.")
    assert (len(siti.hears()), await where(desk.budi)) == (1, ("register", "name"))


@pytest.mark.parametrize("said", ["/menu", "Usaha saya"])
async def test_command_wins_over_a_reply(desk: StaffedOffice, said: str) -> None:
    siti, _ = await desk.asked()
    card = await news(desk)
    length = len(said) if said.startswith("/") else 0
    entities = {"entities": [{"type": "bot_command", "offset": 0, "length": length}]} if length else {}
    await desk.budi.replies_to(card, text=said, **entities)
    assert siti.hears() == []


async def test_staff_may_ask_and_be_answered(desk: StaffedOffice) -> None:
    await does(desk.citra, "/petugas", WORDS, "!Kirim")
    (ticket,) = await desk.tickets()
    await desk.budi.replies_to(await news(desk), text="Begini.")
    answer = desk.citra.hears()[-1]
    assert answer.text == f"{head('Pak Budi', ticket.id)}\n\nBegini."
    (told,) = await desk.citra.replies_to(answer, text="lalu?")
    assert told.text.startswith(f"Pertanyaan <b>no. {ticket.id}</b> kami buka lagi")


async def test_question_deleted_by_its_asker_is_not_answered(desk: StaffedOffice) -> None:
    siti, _ = await desk.asked()
    card = await news(desk)
    await does(siti, "/hapus_data", "!Ya, hapus")
    assert texts(await desk.budi.replies_to(card, text="halo")) == [refusals.refused_no_ticket]
    assert siti.hears() == []


async def test_reply_about_a_deleted_question_is_the_askers_own_text(desk: StaffedOffice) -> None:
    siti, _ = await desk.asked()
    await desk.budi.replies_to(await news(desk), text="satu")
    (answer,) = siti.hears()
    await does(siti, "/hapus_data", "!Ya, hapus")
    assert texts(await siti.replies_to(answer, text="asdf")) == texts(await desk.asker(13, "Rini").says("asdf"))
    assert shown(await siti.presses("Membantu")) == [("sendMessage", refusals.refused_no_ticket)]


NAMES = ["Siti <3", "A & B", "<b>Siti</b>", "a_b*c", "Siti &lt;", 'Bu "Ani" `x`']


@pytest.mark.pitfall(22)
@pytest.mark.parametrize("name", NAMES)
async def test_names_and_words_are_escaped_everywhere(desk: StaffedOffice, name: str) -> None:
    siti, number = await desk.asked(f"apa {name} boleh?", name=name)
    await siti.says("/pertanyaan_saya")
    card = await news(desk)
    await does(desk.budi, "/pertanyaan", f"!ticket_desk:view:{number}", f"!ticket_desk:claim:{number}")
    await desk.budi.replies_to(card, text=f"{name} boleh")
    await does(desk.budi, f"!ticket_desk:card:{number}")
    shown_in = [*siti.hears(), *desk.budi.replies]
    escaped = str(content.texts.escaped(name))
    assert sum(escaped in reply.text for reply in shown_in) >= 4


async def test_answer_that_was_lost_can_be_read_again(desk: StaffedOffice) -> None:
    siti, number = await desk.asked()
    shown_news = await news(desk)
    await desk.budi.replies_to(shown_news, text="Pakai plastik tebal.")
    await desk.budi.replies_to(shown_news, **photo())
    answers = siti.hears()
    (listed,) = await siti.says("/pertanyaan_saya")
    assert listed.keys == ((f"Jawaban no. {number}", f"Tanya no. {number}"), ("Tanya petugas",))
    words, file = await siti.presses(f"Jawaban no. {number}")
    assert (words.text, words.keys) == (f"{head('Pak Budi', number, more=True)}\n\nPakai plastik tebal.", ())
    assert (file.text, file.keys, file_of(file)) == (answers[1].text, RATING, "photo1")
    (refused,) = await desk.asker(12, "Tini").presses(f"ask_staff:answer:{number}")
    assert refused.text == refusals.refused_no_ticket


async def test_reply_to_a_list_that_took_the_place_of_a_card_answers_nobody(desk: StaffedOffice) -> None:
    siti, _ = await desk.asked()
    shown_news = await news(desk)
    pressed = {"message_id": shown_news.message_id, "date": 1, "chat": desk.budi.chat, "text": "..."}
    await desk.budi.delivers(
        callback_query={
            "id": "1", "from": desk.budi.user, "chat_instance": "1", "data": "ticket_desk:list:0", "message": pressed
        }
    )  # fmt: skip
    siti.hears()
    (told,) = await desk.budi.replies_to(shown_news, text="Sudah saya baca.")
    assert (told.text, siti.hears()) == (desk_words.told_which, [])

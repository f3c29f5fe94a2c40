"""Asking staff: by words, photos and voice notes, seen once before it is sent, with an honest word on when."""

from __future__ import annotations

import pytest
from sqlalchemy import select, update

from bot.setting_values import office_hours
from content.texts import Text
from durable import clock, inbox
from durable.inbox import conversations
from durable.outbox import outbox
from models import Ticket
from tests.conversations.test_double_taps import presses_twice
from tests.conversations.test_outside import MENU
from tests.conversations.walks import does, draft, reach, register, texts, where
from tests.driver import BOT

from .conftest import Time
from .talk import (
    FILE,
    OTHER_WORDS,
    SEEN_BY,
    VIDEO,
    VOICE,
    WORDS,
    StaffedOffice,
    ask_words,
    photo,
    refusals,
    unexpected,
)  # fmt: skip

KEYS = ("Kirim", "Tambah", "Batal")


def said(ticket: Ticket) -> list[tuple[str, str | None, str | None]]:
    return [(each.kind.value, each.words, each.file_id) for each in ticket.messages]


async def test_words_are_shown_and_sent(desk_on_both: StaffedOffice) -> None:
    siti = desk_on_both.asker()
    (asked,) = await siti.says("/petugas")
    assert asked.text == ask_words.ask_question.format(office="Disperindag Kutai Timur")
    assert asked.keys == (("Batal",),)
    (check,) = await siti.says(WORDS)
    assert check.text == ask_words.ask_send.format(
        head=ask_words.told_for_staff, parts=ask_words.told_words.format(words=WORDS), seen_by=SEEN_BY
    )
    assert check.keys == (KEYS,)
    (sent,) = await siti.presses("Kirim")
    (ticket,) = await desk_on_both.tickets()
    assert sent.text.split("\n")[:2] == [
        f"Terkirim! Ini pertanyaan <b>no. {ticket.id}</b>.",
        "Petugas menjawab paling lambat <b>Selasa, 24 November, jam 10.00</b>.",
    ]  # fmt: skip
    assert said(ticket) == [("text", WORDS, None)]
    assert (ticket.asker_name, ticket.asker_id, ticket.chat_id) == ("Siti", None, 11)
    assert (await where(siti), await draft(siti, "ask_staff")) == ((None, None), {})


@pytest.mark.parametrize(
    ("day", "hour", "told"),
    [
        (23, 18, "Kantor sekarang tutup dan buka lagi Selasa, 24 November, jam 07.30. Petugas menjawab paling lambat "
                 "<b>Rabu, 25 November, jam 07.30</b>."),
        (26, 14, "Petugas menjawab paling lambat <b>Jumat, 27 November, jam 11.30</b>."),
        (28, 9, "Kantor sekarang tutup dan buka lagi Senin, 30 November, jam 07.30. Petugas menjawab paling lambat "
                "<b>Selasa, 1 Desember, jam 07.30</b>."),
    ],
)  # fmt: skip
async def test_when_an_answer_comes_is_told_honestly(
    desk: StaffedOffice, time: Time, day: int, hour: int, told: str
) -> None:
    time.is_at(day, hour)
    siti, _ = await desk.asked()
    assert siti.replies[-1].text.split("\n")[1] == told


async def test_office_hours_come_from_the_settings(desk: StaffedOffice) -> None:
    desk.office.application.bot_data["office_hours"] = office_hours("Mon-Sat 13:00-15:00")
    siti, _ = await desk.asked()
    assert siti.replies[-1].text.split("\n")[1] == (
        "Kantor sekarang tutup dan buka lagi Senin, 23 November, jam 13.00. Petugas menjawab paling lambat "
        "<b>Selasa, 24 November, jam 13.00</b>."
    )


async def test_registered_asker_is_known_by_name_and_district(desk: StaffedOffice) -> None:
    siti = desk.asker(name="sitiii_99")
    await register(siti)
    await does(siti, "/petugas", WORDS, "!Kirim")
    (ticket,) = await desk.tickets()
    assert (ticket.asker_name, ticket.district_id) == ("Siti Aminah", 640806)


async def test_button_under_an_answer_brings_the_words(desk: StaffedOffice) -> None:
    siti = desk.asker()
    topic = await desk.topic("keripik-melempem")
    question = await desk.question(11, topic_id=topic)
    (check,) = await siti.presses(f"ask_staff:start:{question}")
    assert f"<i>{WORDS}</i>" in check.text
    await siti.presses("Kirim")
    (ticket,) = await desk.tickets()
    assert (ticket.question_id, ticket.topic_id, said(ticket)) == (question, topic, [("text", WORDS, None)])


@pytest.mark.parametrize("kind", ["another's", "emptied", "missing", "none", "nonsense"])
async def test_question_that_is_not_of_this_chat_brings_nothing(desk: StaffedOffice, kind: str) -> None:
    what = {
        "another's": await desk.question(12), "emptied": await desk.question(11, None), "missing": 999, "none": 0,
        "nonsense": "x",
    }[kind]  # fmt: skip
    siti = desk.asker()
    (asked,) = await siti.presses(f"ask_staff:start:{what}")
    assert asked.text == ask_words.ask_question.format(office="Disperindag Kutai Timur")
    await does(siti, OTHER_WORDS, "!Kirim")
    (ticket,) = await desk.tickets()
    assert said(ticket) == [("text", OTHER_WORDS, None)]


@pytest.mark.parametrize(("message", "told"), [(photo(), "1 foto"), (FILE, "1 berkas"), (VIDEO, "1 video")])
async def test_file_without_words_is_asked_about(desk: StaffedOffice, message: dict[str, object], told: str) -> None:
    siti = desk.asker()
    (asked,) = await siti.sends(**message)
    assert asked.text == ask_words.ask_about_file.format(files=told, seen_by=SEEN_BY)
    assert asked.keys == (("Kirim begitu saja",), ("Batal",))
    (check,) = await siti.says("ini kenapa bu")
    assert check.text.split("\n")[1:3] == ["<i>ini kenapa bu</i>", told]
    await siti.presses("Kirim")
    (ticket,) = await desk.tickets()
    assert [kind for kind, _, _ in said(ticket)] == ["text", told.split()[1].replace("foto", "photo").replace(
        "berkas", "document")]  # fmt: skip


async def test_file_may_be_sent_as_it_is(desk: StaffedOffice) -> None:
    siti = desk.asker()
    await siti.sends(**photo())
    await siti.presses("Kirim begitu saja")
    (ticket,) = await desk.tickets()
    assert said(ticket) == [("photo", None, "photo1")]


async def test_caption_is_the_question(desk: StaffedOffice) -> None:
    siti = desk.asker()
    (check,) = await siti.sends(**photo(caption="label <b>ini</b> benar?"))
    assert check.text.split("\n")[1:3] == ["<i>label &lt;b&gt;ini&lt;/b&gt; benar?</i>", "1 foto"]
    await siti.presses("Kirim")
    (ticket,) = await desk.tickets()
    assert said(ticket) == [("photo", "label <b>ini</b> benar?", "photo1")]


async def test_voice_note_goes_after_one_tap(desk: StaffedOffice) -> None:
    siti = desk.asker()
    (check,) = await siti.sends(**VOICE)
    assert (check.text.split("\n")[1], check.keys) == ("1 rekaman suara", (KEYS,))
    await siti.presses("Kirim")
    (ticket,) = await desk.tickets()
    assert said(ticket) == [("voice", None, "voice1")]


@pytest.mark.pitfall(40)
async def test_album_is_one_question_with_all_its_photos(desk: StaffedOffice) -> None:
    siti = desk.asker()
    replies = [await siti.sends(**photo(number, media_group_id="900")) for number in range(1, 5)]
    assert [[reply.method for reply in each] for each in replies] == [["sendMessage"]] + [["editMessageText"]] * 3
    assert replies[-1][0].text.startswith("Sudah kami terima: 4 foto.")
    async with desk.office.database.read() as connection:
        edited = await connection.scalars(select(outbox.c.target_id).where(outbox.c.method == "editMessageText"))
        first = await connection.scalar(select(outbox.c.id).where(outbox.c.message_id == replies[0][0].message_id))
        assert list(edited) == [first] * 3
    await does(siti, "yang mana yang benar?", "!Kirim")
    (ticket,) = await desk.tickets()
    assert [file for _, _, file in said(ticket)] == [None, "photo1", "photo2", "photo3", "photo4"]


async def test_words_under_a_later_photo_of_an_album_are_the_question(desk: StaffedOffice) -> None:
    siti = desk.asker()
    await siti.sends(**photo(1, media_group_id="900"))
    (check,) = await siti.sends(**photo(2, media_group_id="900", caption="kenapa?"))
    assert (check.method, check.keys) == ("editMessageText", (KEYS,))
    assert await where(siti) == ("ask_staff", "check")


@pytest.mark.parametrize("state", ["owner", "district", "summary"])
async def test_inside_a_conversation_files_are_no_question(desk: StaffedOffice, state: str) -> None:
    siti = desk.asker()
    await reach(siti, state)
    line, _ = await siti.sends(**photo())
    assert (line.text, await where(siti)) == (unexpected.told_file, ("register", state))


@pytest.mark.parametrize("odd", [
    {"audio": {"file_id": "a", "file_unique_id": "u", "duration": 3}},
    {"video_note": {"file_id": "n", "file_unique_id": "u", "length": 1, "duration": 1}},
])  # fmt: skip
async def test_what_cannot_be_passed_on_is_said_so(desk: StaffedOffice, odd: dict[str, object]) -> None:
    siti = desk.asker()
    assert texts(await siti.sends(**odd)) == [unexpected.told_other_media]
    await siti.says("/petugas")
    line, asked = await siti.sends(**odd)
    assert (line.text, await where(siti)) == (unexpected.told_other_media, ("ask_staff", "words"))
    assert asked.keys == (("Batal",),)


async def test_sticker_in_the_middle_shows_the_question_again(desk: StaffedOffice) -> None:
    siti = desk.asker()
    await does(siti, "/petugas", WORDS)
    sticker = {"file_id": "s", "file_unique_id": "u", "type": "regular", "width": 1, "height": 1, "is_animated": False,
               "is_video": False}  # fmt: skip
    line, check = await siti.sends(sticker=sticker)
    assert (line.text, check.keys) == (unexpected.told_sticker, (KEYS,))


async def test_more_is_added_in_any_way(desk: StaffedOffice) -> None:
    siti = desk.asker()
    await does(siti, "/petugas", WORDS)
    (add,) = await siti.presses("Tambah")
    assert (add.text, add.keys) == (ask_words.ask_add, (("Kembali", "Batal"),))
    assert (await siti.presses("Kembali"))[0].keys == (KEYS,)
    await siti.presses("Tambah")
    await siti.sends(**photo())
    await siti.says("sudah seminggu")
    await siti.sends(**VOICE)
    desk.office.restarts()
    await siti.presses("Kirim")
    (ticket,) = await desk.tickets()
    assert said(ticket) == [
        ("text", f"{WORDS}\nsudah seminggu", None), ("photo", None, "photo1"), ("voice", None, "voice1"),
    ]  # fmt: skip


@pytest.mark.parametrize(("word", "count"), [("ya", 1), ("iya bu", 1), ("tidak", 0), ("gak jadi mahal", 0)])
async def test_yes_and_no_may_be_typed(desk: StaffedOffice, word: str, count: int) -> None:
    siti = desk.asker()
    await does(siti, "/petugas", WORDS, word)
    assert len(await desk.tickets()) == count


async def test_cancelled_question_is_gone(desk: StaffedOffice) -> None:
    siti = desk.asker()
    await does(siti, "/petugas", WORDS)
    (told,) = await siti.presses("Batal")
    assert (told.text, told.keys) == (ask_words.told_not_sent, MENU)
    assert (await desk.tickets(), await draft(siti, "ask_staff")) == ([], {})


@pytest.mark.parametrize("way", ["/menu", "/batal", "Usaha saya"])
async def test_left_question_can_be_gone_on_with(desk: StaffedOffice, way: str) -> None:
    siti = desk.asker()
    await does(siti, "/petugas", WORDS, way)
    assert ("Lanjut pertanyaan", "Hapus jawaban tadi") in [row for reply in siti.replies for row in reply.keys]
    desk.office.restarts()
    (check,) = await siti.presses("ask_staff:resume:0")
    assert (check.keys, await where(siti)) == ((KEYS,), ("ask_staff", "check"))


@pytest.mark.parametrize("begin", ["/petugas", "!ask_staff:start:0"])
async def test_what_was_gathered_is_not_thrown_away_by_beginning_again(desk: StaffedOffice, begin: str) -> None:
    siti = desk.asker()
    await siti.sends(**photo(caption="label <b>ini</b> benar?"))
    replies = await does(siti, "/menu", begin)
    assert (replies[-1].keys, await where(siti)) == ((KEYS,), ("ask_staff", "check"))


@pytest.mark.parametrize("begin", ["/petugas", "!ask_staff:start:0"])
async def test_new_question_does_not_go_to_an_earlier_one(desk: StaffedOffice, begin: str) -> None:
    siti, number = await desk.asked()
    replies = await does(siti, f"!ask_staff:more:{number}", "/menu", begin)
    assert replies[-1].text == ask_words.ask_question.format(office="Disperindag Kutai Timur")


async def test_unsent_question_is_asked_about_once(desk: StaffedOffice, time: Time) -> None:
    siti = desk.asker()
    await does(siti, "/petugas", WORDS)
    time.passes(minutes=61)
    for expected in ([ask_words.told_left_unsent], []):
        async with desk.office.database.write() as connection:
            await inbox.expire_conversations(connection, BOT, clock.now())
        assert texts(await desk.office.works()) == expected
    siti.hears()
    await siti.presses("Lanjut pertanyaan")
    await siti.presses("Kirim")
    assert len(await desk.tickets()) == 1


async def test_nothing_written_is_not_asked_about(desk: StaffedOffice, time: Time) -> None:
    siti = desk.asker()
    await siti.says("/petugas")
    time.passes(minutes=61)
    async with desk.office.database.write() as connection:
        await inbox.expire_conversations(connection, BOT, clock.now())
    assert (await desk.office.works(), await where(siti)) == ([], (None, None))


async def test_sent_twice_at_once_is_sent_once(desk_on_both: StaffedOffice) -> None:
    siti = desk_on_both.asker()
    await does(siti, "/petugas", WORDS)
    assert len(await presses_twice(siti, "ask_staff:send:0")) == 1
    (told,) = await siti.presses("ask_staff:send_to:1")
    assert (told.text, len(await desk_on_both.tickets())) == (unexpected.told_old_button_menu, 1)


async def test_sixth_waiting_question_is_refused_and_may_join_another(desk: StaffedOffice) -> None:
    for _ in range(5):
        siti, number = await desk.asked()
    await does(siti, "/petugas", "yang keenam")
    (refused,) = await siti.presses("Kirim")
    assert refused.text == refusals.refused_tickets_many.format(most=5)
    assert refused.keys == (KEYS, (f"Gabung no. {number}",))
    (added,) = await siti.presses(f"Gabung no. {number}")
    assert added.text.startswith(f"Sudah ditambahkan ke pertanyaan <b>no. {number}</b>.")
    assert [len(ticket.messages) for ticket in await desk.tickets()] == [1, 1, 1, 1, 2]
    assert await where(siti) == (None, None)


async def test_second_question_may_join_the_first(desk: StaffedOffice) -> None:
    siti, number = await desk.asked()
    (check,) = await siti.sends(**photo(caption="ini fotonya"))
    assert check.keys == (KEYS, (f"Gabung no. {number}",))
    await siti.presses(f"Gabung no. {number}")
    (ticket,) = await desk.tickets()
    assert said(ticket)[1:] == [("photo", "ini fotonya", "photo1")]


@pytest.mark.parametrize("too_much", ["words", "files"])
async def test_too_much_is_refused_and_what_was_there_stays(desk: StaffedOffice, too_much: str) -> None:
    siti = desk.asker()
    await does(siti, "/petugas", WORDS)
    if too_much == "words":
        (refused,) = await siti.says("x" * 3000)
    else:
        for number in range(10):
            await siti.sends(**photo(number))
        (refused,) = await siti.sends(**photo(11))
    assert refused.text == refusals.refused_question_long.format(characters=3000, files=10)
    assert refused.keys == (KEYS,)
    await siti.presses("Kirim")
    (ticket,) = await desk.tickets()
    assert len(ticket.messages) == (1 if too_much == "words" else 11)


async def test_own_questions_and_where_they_stand(desk: StaffedOffice, time: Time) -> None:
    siti = desk.asker()
    (none,) = await siti.says("/pertanyaan_saya")
    assert (none.text, none.keys) == (ask_words.told_none_asked, (("Tanya petugas",),))
    _, first = await desk.asked()
    _, second = await desk.asked(OTHER_WORDS)
    await desk.asked(chat_id=12, name="Tini")
    (listed,) = await siti.says("/pertanyaan_saya")
    state = ask_words.told_state_waiting.format(until="Selasa, 24 November, jam 10.00")
    lines = [f"<b>{second}</b> · {OTHER_WORDS}\n{state}", f"<b>{first}</b> · {WORDS}\n{state}"]
    assert listed.text == ask_words.told_mine.format(questions=Text("\n\n".join(lines)))
    assert listed.keys == ((f"Gabung no. {second}", f"Gabung no. {first}"), ("Tanya petugas",))
    time.passes(days=2)
    (late,) = await siti.says("/pertanyaan_saya")
    assert ask_words.told_state_late in late.text
    await siti.presses(f"Gabung no. {first}")
    await does(siti, "masih menunggu bu", "!Kirim")
    assert siti.replies[-1].text.split("\n")[1] == ask_words.told_when_late


async def test_gone_version_keeps_the_question(desk: StaffedOffice) -> None:
    siti = desk.asker()
    await does(siti, "/petugas", WORDS)
    async with desk.office.database.write() as connection:
        await connection.execute(update(conversations).where(conversations.c.chat_id == 11).values(state="gone"))
    (told,) = await siti.says("halo")
    assert told.keys == (("Lanjut pertanyaan", "Hapus jawaban tadi"),)

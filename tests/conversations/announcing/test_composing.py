"""Umumkan: what is sent becomes the announcement, seen as people get it, sent by a second tap."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import select, update

from durable.inbox import conversations
from handlers.announcing.people.words import audience_words
from models import AnnouncementState, NewsTopic, PartKind, Repeat
from tests.conversations.test_double_taps import presses_twice
from tests.conversations.walks import does, draft, texts, where

from .conftest import AFTER_CONTENT, BUT_WHEN, MONDAY, PRODUCERS, Bureau, between, file, photo, words

TITLE = "Pasar <murah> & ramai hari Sabtu"
ESCAPED = "Pasar &lt;murah&gt; &amp; ramai hari Sabtu"


async def test_officer_announces_to_few(bureau_on_both: Bureau) -> None:
    bureau = bureau_on_both
    (asked,) = await bureau.rina.says("/umumkan")
    assert (asked.text, asked.keys) == (words.ask_content, (("Batal",),))
    (shown,) = await bureau.rina.says(TITLE)
    assert shown.text == f"<b>Isi pengumuman:</b>\n1. Tulisan: <i>{ESCAPED}</i>\n\n{words.ask_more}"
    assert shown.keys == (("Sudah",), ("Hapus yang terakhir", "Batal"))
    preview, summary = await does(bureau.rina, *AFTER_CONTENT)
    assert (preview.text, preview.keys) == (ESCAPED, (("Sudah saya baca",), ("Stop pengumuman",)))
    people = audience_words(PRODUCERS)
    begin, end = words.told_summary.format(
        lines=f"Isi: {TITLE}\nTopik: Pasar dan pameran\nIkut?: Tidak perlu\nPenerima: {people}\nWaktu: sekarang",
        reach="~",
    ).split("~")
    assert summary.text.startswith(begin + "<b>3 orang</b> akan menerima, misalnya ")
    assert summary.text.endswith("Biaya kirim: gratis." + end)
    (sure,) = await bureau.rina.presses("Kirim")
    assert (sure.method, sure.text) == ("editMessageText", words.ask_sure.format(count=3, when="sekarang"))
    (told,) = await bureau.rina.presses("Ya, kirim")
    assert told.text == words.told_goes_out.format(title=TITLE, count=3)
    found = await bureau.only()
    assert (found.state, found.topic, found.title) == (AnnouncementState.SCHEDULED, NewsTopic.MARKET, TITLE)
    assert (found.send_at, found.ends_at) == (MONDAY, MONDAY + timedelta(days=7))
    assert (found.author_id, found.approved_by_id, found.repeat) == (1, 1, Repeat.NEVER)
    assert [(part.kind, part.words, part.call) for part in found.parts] == [(PartKind.TEXT, ESCAPED, 0)]
    assert await bureau.acts() == [("announcement_made", 1, "alone")]
    assert await where(bureau.rina) == (None, None)


async def test_english(bureau: Bureau) -> None:
    await does(bureau.rina, "/bahasa", "!English")
    replies = await does(bureau.rina, "/umumkan", "Market on Saturday", "!Done", "!Markets and fairs", "40 seats")
    assert replies[-1].text.startswith("<b>4 of 6</b>")
    preview, summary = await does(bureau.rina, "all", "!Done", "!Now")
    assert preview.keys == (("I will come", "I cannot come"), ("Stop these",))
    assert "Coming?: yes, 40 seats" in summary.text
    (told,) = await does(bureau.rina, "!Send", "!Yes, send")
    assert told.text == ("All right. <b>Market on Saturday</b> begins to go out to 3 people. How it goes: /pengumuman")
    assert (await bureau.only()).rsvp_seats == 40


@pytest.mark.parametrize(
    ("content", "kind", "shown"),
    [
        (photo(caption="Poster"), PartKind.PHOTO, "1. Foto: <i>Poster</i>"),
        (file("video"), PartKind.VIDEO, "1. Video"),
        (file("voice"), PartKind.VOICE, "1. Rekaman suara"),
        (file("document", file_name="a.pdf"), PartKind.DOCUMENT, "1. Dokumen"),
        ({"location": {"latitude": 0.5, "longitude": 117.5}}, PartKind.LOCATION, "1. Lokasi"),
    ],
)
async def test_each_kind_of_content(bureau: Bureau, content: dict[str, Any], kind: PartKind, shown: str) -> None:
    await bureau.rina.says("/umumkan")
    (told,) = await bureau.rina.sends(**content)
    assert told.text == f"<b>Isi pengumuman:</b>\n{shown}\n\n{words.ask_more}"
    preview, _ = await does(bureau.rina, *AFTER_CONTENT)
    assert preview.method == f"send{kind.value.capitalize()}"
    await does(bureau.rina, "!Kirim", "!Ya, kirim")
    found = await bureau.only()
    assert [part.kind for part in found.parts] == [kind]
    assert found.title == ("Poster" if kind is PartKind.PHOTO else words[f"told_{kind.value}"])


async def test_formatting_is_kept_and_addresses_cannot_break_it(bureau: Bureau) -> None:
    said = "Halo Bu <3 daftar di sini 😀"
    entities = [
        {"type": "bold", "offset": 0, "length": 4},
        {"type": "text_mention", "offset": 5, "length": 2, "user": bureau.siti.user},
        {"type": "text_link", "offset": 11, "length": 6, "url": 'https://a.id/?a=1&b="><b>'},
        {"type": "custom_emoji", "offset": 26, "length": 2, "custom_emoji_id": "1"},
    ]
    await bureau.rina.says("/umumkan")
    await bureau.rina.sends(text=said, entities=entities)
    link = '<a href="https://a.id/?a=1&amp;b=&quot;&gt;&lt;b&gt;">daftar</a>'
    assert (await draft(bureau.rina, "announce"))["answers"]["content"][0]["words"] == (
        f"<b>Halo</b> Bu &lt;3 {link} di sini 😀"
    )


async def test_album_is_one_call_and_one_answer(bureau: Bureau) -> None:
    await bureau.rina.says("/umumkan")
    first = await bureau.rina.sends(**photo("a", "900", "Siang"))
    assert texts(first) == [f"<b>Isi pengumuman:</b>\n1. Foto: <i>Siang</i>\n\n{words.ask_more}"]
    for name in ("b", "c"):
        (edited,) = await bureau.rina.sends(**photo(name, "900"))
        assert edited.method == "editMessageText"
    assert edited.text == f"<b>Isi pengumuman:</b>\n1. 3 foto: <i>Siang</i>\n\n{words.ask_more}"
    album, under, _ = await does(bureau.rina, *AFTER_CONTENT)
    assert [item["media"] for item in album.raw["media"]] == ["a", "b", "c"]
    assert under.keys == (("Sudah saya baca",), ("Stop pengumuman",))
    await does(bureau.rina, "!Kirim", "!Ya, kirim")
    assert [(part.place, part.call) for part in (await bureau.only()).parts] == [(0, 0), (1, 0), (2, 0)]


async def test_two_albums_and_a_text_are_three_calls(bureau: Bureau) -> None:
    await bureau.rina.says("/umumkan")
    for name, album in (("a", "900"), ("b", "900"), ("c", "901"), ("d", "901")):
        await bureau.rina.sends(**photo(name, album))
    await does(bureau.rina, "Sampai jumpa", *AFTER_CONTENT, "!Kirim", "!Ya, kirim")
    assert [part.call for part in (await bureau.only()).parts] == [0, 0, 1, 1, 2]


async def test_picture_of_the_album_that_comes_after_done_belongs_to_it(bureau: Bureau) -> None:
    await bureau.rina.says("/umumkan")
    await bureau.rina.sends(**photo("a", "900"))
    await bureau.rina.presses("Sudah")
    assert await bureau.rina.sends(**photo("b", "900")) == []
    assert await where(bureau.rina) == ("announce", "topic")
    album, _, _ = await does(bureau.rina, *between("topic", "summary"))
    assert [item["media"] for item in album.raw["media"]] == ["a", "b"]


async def test_last_message_is_dropped_once_however_often_the_button_is_pressed(bureau: Bureau) -> None:
    await does(bureau.rina, "/umumkan", "Satu", "Dua", "Tiga")
    (shown,) = await presses_twice(bureau.rina, "announce:content:drop-2")
    assert shown.text == f"<b>Isi pengumuman:</b>\n1. Tulisan: <i>Satu</i>\n2. Tulisan: <i>Dua</i>\n\n{words.ask_more}"
    await does(bureau.rina, "!announce:content:drop-2", "!announce:content:drop-0")
    assert len((await draft(bureau.rina, "announce"))["answers"]["content"]) == 2


async def test_long_caption_is_offered_as_photo_and_text(bureau: Bureau) -> None:
    await bureau.rina.says("/umumkan")
    (asked,) = await bureau.rina.sends(**photo(caption="<" + "p" * 1024))
    assert asked.text.endswith(words.ask_split.format(most=1024))
    assert asked.keys == (("Ya, pisahkan",), ("Hapus yang terakhir", "Batal"))
    (shown,) = await bureau.rina.presses("Ya, pisahkan")
    assert shown.text.startswith("<b>Isi pengumuman:</b>\n1. Foto\n2. Tulisan: <i>&lt;ppp")
    first, second, _ = await does(bureau.rina, *AFTER_CONTENT)
    assert (first.method, first.text) == ("sendPhoto", "")
    assert (second.method, second.text) == ("sendMessage", "&lt;" + "p" * 1024)
    assert first.keys == ()


async def test_forwarded_message_may_be_announced(bureau: Bureau) -> None:
    await bureau.rina.says("/umumkan")
    origin = {"type": "hidden_user", "date": 1, "sender_user_name": "X"}
    (shown,) = await bureau.rina.sends(text="Edaran", forward_origin=origin)
    assert shown.text == f"<b>Isi pengumuman:</b>\n1. Tulisan: <i>Edaran</i>\n\n{words.ask_more}"


async def test_words_of_trouble_are_announced_and_raise_no_alarm(bureau: Bureau) -> None:
    (shown,) = await does(bureau.rina, "/umumkan", "tolong ada pelanggan keracunan habis makan produk kami")
    assert shown.text.startswith("<b>Isi pengumuman:</b>\n1. Tulisan")
    assert bureau.ani.hears() == []


async def test_time_is_said_back_and_night_is_told(bureau: Bureau) -> None:
    await bureau.reaches_summary(*BUT_WHEN, "besok jam 10 malam", "!Ya, benar")
    (sure,) = await bureau.rina.presses("Kirim")
    night = words.told_quiet.format(time="Rabu, 25 November 2026, 06.00 WITA")
    when = "Selasa, 24 November 2026, 22.00 WITA"
    assert sure.text == words.ask_sure.format(count=3, when=when) + "\n\n" + night
    (told,) = await bureau.rina.presses("Ya, kirim")
    assert told.text == words.told_goes_out_at.format(title=TITLE, count=3, time="Rabu, 25 November 2026, 06.00 WITA")
    assert (await bureau.only()).send_at == MONDAY + timedelta(hours=36)


@pytest.mark.parametrize(
    ("label", "said", "repeat", "shown"),
    [
        ("Tiap minggu", "Senin jam 8 pagi", Repeat.WEEKLY, "tiap minggu, mulai Senin, 30 November 2026, 08.00 WITA"),
        ("Tiap bulan", "1 desember jam 8", Repeat.MONTHLY, "tiap bulan, mulai Selasa, 1 Desember 2026, 08.00 WITA"),
        ("Tiap bulan", "sekarang", Repeat.MONTHLY, "tiap bulan, mulai sekarang"),
    ],
)
async def test_it_can_be_repeated(bureau: Bureau, label: str, said: str, repeat: Repeat, shown: str) -> None:
    await bureau.reaches_summary(*BUT_WHEN, f"!{label}", said, *(["!Ya, benar"] if "jam" in said else []))
    assert f"Waktu: {shown}\n" in bureau.rina.replies[-1].text
    await does(bureau.rina, "!Kirim", "!Ya, kirim")
    assert (await bureau.only()).repeat == repeat


async def test_each_answer_can_be_changed_from_the_summary(bureau: Bureau) -> None:
    await bureau.reaches_summary()
    await does(bureau.rina, "!Topik", "!Izin dan standar", "!Ikut?", "40 kursi", "!Penerima", "Busang", "!Selesai")
    await does(bureau.rina, "!Waktu", "besok jam 8 pagi", "!Ya, benar", "!Isi", "Tambahan", "sudah")
    assert await where(bureau.rina) == ("announce", "summary")
    await does(bureau.rina, "kirim", "ya")
    found = await bureau.only()
    assert (found.topic, found.asks_rsvp, found.rsvp_seats) == (NewsTopic.PERMITS, True, 40)
    assert len(found.parts) == 2


async def test_back_leads_through_every_step(bureau: Bureau) -> None:
    await bureau.reaches_summary()
    for state in ("when", "people", "event", "topic", "content"):
        await bureau.rina.presses("Kembali")
        assert await where(bureau.rina) == ("announce", state)


async def test_left_in_the_middle_it_can_be_gone_on_with(bureau: Bureau) -> None:
    await does(bureau.rina, "/umumkan", "Satu", "Dua")
    (left,) = await bureau.rina.says("/menu")
    assert ("Lanjutkan pengumuman", "Hapus jawaban tadi") in left.keys
    bureau.office.restarts()
    (shown,) = await bureau.rina.presses("Lanjutkan pengumuman")
    assert shown.text.endswith(words.ask_more)
    await bureau.rina.says("/batal")
    (asked,) = await bureau.rina.says("/umumkan")
    assert (asked.text, asked.keys) == (words.ask_go_on_or_new, (("Lanjutkan pengumuman", "Mulai baru"),))
    (anew,) = await bureau.rina.presses("Mulai baru")
    assert anew.text == words.ask_content


async def test_choice_of_people_from_an_older_version_is_asked_for_anew(bureau: Bureau) -> None:
    await bureau.reaches_summary()
    c = conversations.c
    async with bureau.office.database.write() as connection:
        drafts = str(await connection.scalar(select(c.drafts).where(c.chat_id == 1)))
        changed = drafts.replace('\\"producers\\"', '\\"gone\\"')
        assert changed != drafts
        await connection.execute(update(conversations).where(c.chat_id == 1).values(drafts=changed))
    (asked,) = await bureau.rina.presses("Kirim")
    assert asked.text.startswith("<b>Ubah: Penerima</b>")
    await does(bureau.rina, "semua", "!Selesai")
    assert await where(bureau.rina) == ("announce", "summary")


async def test_nothing_is_sent_without_the_second_tap(bureau: Bureau) -> None:
    await bureau.reaches_summary()
    (sure,) = await bureau.rina.presses("announce:send:0")
    assert sure.text == words.ask_sure.format(count=3, when="sekarang")
    await bureau.rina.presses("Belum")
    await bureau.rina.presses("announce:send:0")
    assert await bureau.announcements() == []


async def test_double_tap_makes_one_announcement(bureau_on_both: Bureau) -> None:
    bureau = bureau_on_both
    await bureau.reaches_summary()
    await bureau.rina.presses("Kirim")
    sent = await presses_twice(bureau.rina, "announce:send:0")
    assert texts(sent) == [words.told_goes_out.format(title=TITLE, count=3)]
    bureau.time.passes(minutes=1)
    await bureau.rina.presses("announce:send:0")
    assert len(await bureau.announcements()) == 1


async def test_buttons_of_the_preview_only_say_so(bureau: Bureau) -> None:
    await bureau.reaches_summary()
    assert await bureau.rina.presses("Stop pengumuman") == []
    assert await where(bureau.rina) == ("announce", "summary")

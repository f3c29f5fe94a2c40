"""Two people talk through the bot around their session, and only then."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import select

from handlers.room.notices import opened
from models import MeetingState, Mentor, Side, Way
from services.office_clock import OfficeClock
from tests.conversations.rooms.conftest import STARTS, Pair, Time, a_mentor, contact_words, refusals, words
from tests.conversations.tickets.talk import FILE, VOICE, file_of, photo, shown
from tests.conversations.walks import does

FROM_SITI = words.told_from.format(name="Siti")
FROM_DEWI = words.told_from.format(name="Bu Dewi")
WHEN = "Selasa, 24 November, 10.00 WITA"


async def test_room_opens_a_quarter_before_and_tells_both_once(pair: Pair, time: Time) -> None:
    time.is_before(minutes=16)
    await pair.ticks()
    assert pair.siti.hears() + pair.dewi.hears() == []
    time.is_before(minutes=15)
    await pair.ticks()
    await pair.ticks()
    assert shown(pair.siti.hears()) == [("sendMessage", words.told_opened.format(name="Bu Dewi", when=WHEN))]
    assert shown(pair.dewi.hears()) == [("sendMessage", words.told_opened.format(name="Siti", when=WHEN))]


async def test_words_go_to_the_other_with_the_name_before_them(pair: Pair, time: Time) -> None:
    time.is_after(minutes=5)
    told = await pair.siti.says("Keripik saya <b>cepat</b> melempem & lembek, Bu")
    assert shown(told) == [("sendMessage", words.told_passed_on.format(name="Bu Dewi"))]
    said = "Keripik saya &lt;b&gt;cepat&lt;/b&gt; melempem &amp; lembek, Bu"
    [got] = pair.dewi.hears()
    assert (got.text, got.keys) == (f"{FROM_SITI}\n\n{said}", (("Laporkan",),))
    assert await pair.siti.says("Sudah dua bulan begini") == []
    assert [each.text for each in pair.dewi.hears()] == [f"{FROM_SITI}\n\nSudah dua bulan begini"]
    assert [each.text for each in await pair.dewi.says("Coba plastik OPP")] == [
        words.told_passed_on.format(name="Siti")
    ]
    assert [each.text for each in pair.siti.hears()] == [f"{FROM_DEWI}\n\nCoba plastik OPP"]


@pytest.mark.parametrize(("sent", "file"), [(photo(), "photo1"), (VOICE, "voice1"), (FILE, "file1")])
async def test_files_are_copied(pair: Pair, time: Time, sent: dict[str, Any], file: str) -> None:
    time.is_after(minutes=5)
    await pair.siti.sends(**sent)
    [got] = pair.dewi.hears()
    assert (file_of(got), got.text) == (file, FROM_SITI)


async def test_menu_commands_and_open_questions_still_work(pair: Pair, time: Time) -> None:
    time.is_after(minutes=5)
    await pair.siti.says("/menu")
    await pair.siti.says("Bantuan")
    await pair.siti.says("/petugas")
    await pair.siti.says("ini untuk petugas")
    assert pair.dewi.hears() == []


async def test_reply_reaches_the_room_in_the_middle_of_a_conversation(pair: Pair, time: Time) -> None:
    time.is_after(minutes=5)
    await pair.dewi.says("Pakai plastik apa sekarang?")
    [got] = pair.siti.hears()
    await pair.siti.says("/petugas")
    await pair.siti.replies_to(got, text="PP tipis, Bu")
    assert [each.text for each in pair.dewi.hears()] == [f"{FROM_SITI}\n\nPP tipis, Bu"]
    assert (await pair.siti.says("pertanyaan lain"))[-1].keys[0][0] == "Kirim"


@pytest.mark.parametrize("hours", [-0.3, 25.1])
async def test_outside_its_time_nothing_is_passed_on(pair: Pair, time: Time, hours: float) -> None:
    time.is_after(hours=hours)
    await pair.siti.says("halo bu dewi ini siti")
    assert pair.dewi.hears() == []


async def test_until_a_day_after_the_session_it_is_open(pair: Pair, time: Time) -> None:
    time.is_after(hours=24.9)
    await pair.siti.says("Satu lagi, Bu")
    assert len(pair.dewi.hears()) == 1


async def test_ended_room_is_ended_for_both_and_once(pair: Pair, time: Time) -> None:
    time.is_after(minutes=30)
    await pair.siti.says("Terima kasih Bu")
    [got] = pair.dewi.hears()
    asked = await pair.siti.presses("Akhiri obrolan")
    assert [each.text for each in asked] == [words.ask_end.format(name="Bu Dewi")]
    assert shown(await pair.siti.presses("Ya, akhiri")) == [
        ("editMessageText", words.told_ended.format(name="Bu Dewi"))
    ]
    assert [each.text for each in pair.dewi.hears()] == [words.told_ended.format(name="Siti")]
    assert [each.text for each in await pair.dewi.replies_to(got, text="Sama-sama")] == [words.told_not_in_room.plain()]
    time.is_after(minutes=32)
    await pair.siti.presses(f"room:end_yes:{pair.meeting_id}")
    assert pair.dewi.hears() == []


async def test_shared_contacts_need_no_room(pair: Pair, time: Time) -> None:
    await pair.change(
        mentor_shows_contact=True, mentor_contact="@dewi", producer_shows_contact=True, producer_contact="+62812"
    )
    time.is_before(minutes=10)
    await pair.ticks()
    await pair.siti.says("halo bu")
    assert pair.dewi.hears() == []
    await pair.change(way=Way.CHAT)
    await pair.siti.says("bu, sudah siap")
    assert [each.text for each in pair.dewi.hears()] == [f"{FROM_SITI}\n\nbu, sudah siap"]


async def test_cancelled_session_has_no_room(pair: Pair, time: Time) -> None:
    await pair.change(state=MeetingState.CANCELLED, cancelled_at=STARTS - timedelta(hours=1))
    time.is_before(minutes=10)
    await pair.ticks()
    await pair.siti.says("halo bu")
    assert pair.dewi.hears() == []


async def test_two_rooms_are_told_apart(pair: Pair, time: Time) -> None:
    async with pair.office.database.session() as session:
        await a_mentor(session, 15, "Pak Anton")
    anton = pair.office.person(15)
    await anton.says("/menu")
    await pair.book(STARTS + timedelta(hours=2), mentor=15)
    time.is_after(hours=2)
    asked = await pair.siti.says("Fotonya seperti ini?")
    assert (asked[0].text, asked[0].keys) == (words.ask_room.plain(), (("Pak Anton",), ("Bu Dewi",)))
    assert pair.dewi.hears() + anton.hears() == []
    await pair.siti.presses("Bu Dewi")
    assert [each.text for each in pair.dewi.hears()] == [f"{FROM_SITI}\n\nFotonya seperti ini?"]
    await pair.siti.says("Terus warnanya?")
    assert (len(pair.dewi.hears()), anton.hears()) == (1, [])
    await pair.siti.presses("Pak Anton")
    assert anton.hears() == []


async def test_who_has_blocked_the_bot_is_said_not_to_be_reached(pair: Pair, time: Time) -> None:
    time.is_after(minutes=5)
    member = {"user": {"id": 1, "is_bot": True, "first_name": "bot"}}
    await pair.dewi.delivers(
        my_chat_member={
            "chat": pair.dewi.chat, "from": pair.dewi.user, "date": 1,
            "old_chat_member": {**member, "status": "member"},
            "new_chat_member": {**member, "status": "kicked", "until_date": 0},
        }
    )  # fmt: skip
    assert [each.text for each in await pair.siti.says("Halo Bu?")] == [words.told_unreached.format(name="Bu Dewi")]
    assert pair.dewi.hears() == []


@pytest.mark.parametrize("step", ["end", "end_yes", "report", "report_words", "report_yes", "choose"])
@pytest.mark.parametrize("what", ["{meeting}", "999999", "x", ""])
async def test_strangers_and_made_up_numbers_change_nothing(pair: Pair, time: Time, step: str, what: str) -> None:
    time.is_after(minutes=5)
    data = f"room:{step}:{what.format(meeting=pair.meeting_id)}"
    assert [each.text for each in await pair.budi.presses(data)] == [refusals.refused_no_meeting.plain()]
    meeting = await pair.meeting()
    assert meeting.room_closed_at is None
    assert pair.siti.hears() + pair.dewi.hears() + pair.rina.hears() == []


async def test_strangers_are_not_heard(pair: Pair, time: Time) -> None:
    time.is_after(minutes=5)
    await pair.budi.says("ikut nimbrung")
    assert pair.siti.hears() + pair.dewi.hears() == []


async def test_nobody_writes_to_who_has_deleted_all_data(pair: Pair, time: Time) -> None:
    await pair.change(way=Way.CHAT, mentor_shows_contact=True, mentor_contact="@dewi")
    await pair.change(producer_shows_contact=True, producer_contact="+6281234567890")
    async with pair.office.database.session() as session:
        (mentor,) = await session.scalars(select(Mentor))
        mentor.about = "Dosen kemasan"
    time.is_after(hours=2)
    await does(pair.siti, "/hapus_data", "!Ya, hapus")
    pair.siti.hears()
    await pair.dewi.says("Bu Siti, sudah dicoba?")
    assert pair.siti.hears() == []
    await does(pair.dewi, "/hapus_data", "!Ya, hapus")
    meeting = await pair.meeting()
    assert (meeting.producer_contact, meeting.mentor_contact) == (None, None)


async def test_hours_are_those_of_the_office(pair: Pair, time: Time) -> None:
    pair.office.application.bot_data["office_clock"] = office = OfficeClock(zone=ZoneInfo("Asia/Jakarta"))
    here = "Selasa, 24 November, 09.00 WIB"
    told, _ = opened(await pair.meeting(), Side.MENTOR, office)
    assert told == words.told_opened.format(name="Siti", when=here)
    (asked,) = await pair.dewi.presses(f"contact:ask:{pair.meeting_id}")
    assert asked.text == contact_words.ask_contact.format(name="Siti", when=here)

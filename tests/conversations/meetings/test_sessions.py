"""/sesi: the list, one session, the place, the calendar; for its two people alone, and for staff as a whole."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import delete

import content.texts
from durable.outbox import uploads
from models import Outcome, Role, RoleKind, Way
from tests.conversations.meetings.conftest import STARTS, WHEN, Pair, Time, refusals, words
from tests.conversations.walks import texts, where

statistics = content.texts.load("statistics")
BACK = ("Semua sesi", "Laporkan")
SITIS = words.told_session.format(name="Bu Dewi", when=WHEN, topic="kemasan", way="telepon")


async def test_own_sessions_with_a_button_each(pair_on_both: Pair) -> None:
    pair = pair_on_both
    (listed,) = await pair.siti.says("/sesi")
    line = words.told_line.format(number=pair.id, when="Sel 24 Nov, 10.00", name="Bu Dewi", topic="kemasan")
    assert (listed.text, listed.keys) == (
        words.told_coming.format(lines=line), ((f"No. {pair.id}",), ("Yang sudah lewat",)),
    )  # fmt: skip
    (session,) = await pair.siti.presses(f"No. {pair.id}")
    assert session.text == f"{SITIS}\n\n{words.told_state_scheduled}"
    assert session.keys == (
        ("Bisa", "Tunda", "Batal"), ("Atur tempat", "Kirim kalender", "Kontak saya"), BACK,
    )  # fmt: skip
    (of_mentor,) = await pair.dewi.says("/sesi")
    assert "Siti" in of_mentor.text


async def test_stranger_and_nobody_have_no_session(pair: Pair) -> None:
    assert texts(await pair.budi.says("/sesi")) == [words.told_none]
    assert texts(await pair.office.person(99).says("/sesi")) == [words.told_none]
    (past,) = await pair.office.person(99).presses("meeting:past:0")
    assert past.text == words.told_no_past


async def test_past_sessions_by_pages_and_those_that_wait_for_a_word_first(pair: Pair, time: Time) -> None:
    ids = [await pair.book(STARTS + timedelta(hours=hours)) for hours in range(1, 7)]
    time.is_after(hours=9)
    (listed,) = await pair.siti.says("/sesi")
    assert listed.text.startswith(f"{words.told_none}\n\n<b>Menunggu kabar Ibu/Bapak</b>\n{ids[-1]}. ")
    assert listed.text.count(words.told_mark_settle) == 5
    (first,) = await pair.siti.presses("Yang sudah lewat")
    assert first.keys[2:] == (("Berikutnya",), ("Yang akan datang",))
    (second,) = await pair.siti.presses("Berikutnya")
    assert second.keys == ((f"No. {ids[0]}", f"No. {pair.id}"), ("Sebelumnya",), ("Yang akan datang",))


async def test_one_who_comes_is_told_the_hour_that_holds(pair: Pair) -> None:
    (told,) = await pair.siti.presses(f"meeting:ok:{pair.id}")
    assert (told.text, told.keys) == (
        words.told_ok.format(when=WHEN, name="Bu Dewi"), (("Lihat sesi", "Kirim kalender"),),
    )  # fmt: skip
    assert pair.dewi.hears() == []


async def test_coming_to_what_is_called_off_shows_that(pair: Pair) -> None:
    await pair.dewi.presses(f"meeting:cancel_yes:{pair.id}.ill")
    pair.siti.hears()
    (told,) = await pair.siti.presses(f"meeting:ok:{pair.id}")
    assert (told.text, told.keys) == (f"{SITIS}\n\n{words.told_state_cancelled.format(reason='sakit')}", (BACK,))


async def test_place_is_shown_to_both_and_escaped(pair_on_both: Pair) -> None:
    pair = pair_on_both
    await pair.dewi.presses(f"meeting:place:{pair.id}")
    assert await where(pair.dewi) == ("meeting", "place")
    (bad,) = await pair.dewi.says("javascript:alert(1)")
    assert (bad.text, bad.keys) == (refusals.refused_place_link, (("Kembali",),))
    (set_,) = await pair.dewi.says("https://meet.id/a?b=<c>&d_e*f")
    shown = "Tempat: https://meet.id/a?b=&lt;c&gt;&amp;d_e*f"
    assert set_.text.startswith(f"{words.told_place_set} {words.told_told.format(name='Siti')}")
    assert shown in set_.text
    (told,) = pair.siti.hears()
    assert told.text == words.told_place_theirs.format(when=WHEN, name="Bu Dewi", place="https://meet.id/a?b=<c>&d_e*f")
    assert await where(pair.dewi) == (None, None)


async def test_calendar_file_is_a_calendar(pair: Pair) -> None:
    (sent,) = await pair.siti.presses(f"meeting:ics:{pair.id}")
    assert (sent.method, sent.text) == ("sendDocument", words.told_calendar)
    async with pair.office.database.read() as connection:
        (file,) = (await connection.execute(uploads.select())).all()
    assert (file.name, file.mime) == ("sesi.ics", "text/calendar")
    lines = file.content.decode().split("\r\n")
    assert [line for line in lines if line.startswith(("DTSTART", "SUMMARY", "SEQUENCE", "STATUS"))] == [
        "SEQUENCE:0", "DTSTART:20261124T020000Z", "STATUS:CONFIRMED", "SUMMARY:Sesi dengan Bu Dewi",
    ]  # fmt: skip


async def test_session_by_chat_asks_for_no_contact(pair: Pair) -> None:
    meeting_id = await pair.book(STARTS + timedelta(hours=4), way=Way.CHAT)
    (session,) = await pair.siti.presses(f"meeting:view:{meeting_id}")
    assert session.keys[1] == ("Atur tempat", "Kirim kalender")


async def test_contact_of_the_other_side_is_shown_where_it_may_be(pair: Pair) -> None:
    await pair.change(mentor_shows_contact=True, mentor_contact="@dewi_kemasan")
    (session,) = await pair.siti.presses(f"meeting:view:{pair.id}")
    assert "Kontak: @dewi_kemasan" in session.text
    (own,) = await pair.dewi.presses(f"meeting:view:{pair.id}")
    assert "Kontak: " not in own.text


async def test_staff_see_all_and_what_may_want_a_hand(pair_on_both: Pair, time: Time) -> None:
    pair = pair_on_both
    (office,) = await pair.rina.says("/sesi")
    assert office.text == words.told_office.format(coming=1, silent=0, differs=0, missed=0)
    time.is_after(days=4)
    await pair.siti.presses(f"meeting:settle:{pair.id}.mentor_missed")
    await pair.dewi.presses(f"meeting:settle:{pair.id}.held")
    await pair.book(STARTS + timedelta(days=9))
    (office,) = await pair.rina.presses("meeting:office:0")
    assert office.text == words.told_office.format(coming=1, silent=0, differs=1, missed=1)
    (differs,) = await pair.rina.presses("Cerita berbeda")
    line = words.told_office_line.format(
        number=pair.id, when="Sel 24 Nov, 10.00", mentor="Bu Dewi", producer="Siti", topic="kemasan"
    )
    says = words.told_says.format(mentor=words.outcome_held, producer=words.outcome_mentor_missed)
    assert differs.text == words.told_shelf.format(shelf="Cerita berbeda", lines=f"{line} ({says})")
    assert Outcome((await pair.meeting()).mentor_says or "") is Outcome.HELD


async def test_staff_shelves_have_pages(pair: Pair, time: Time) -> None:
    for hours in range(1, 7):
        await pair.book(STARTS + timedelta(hours=hours))
    (first,) = await pair.rina.presses("meeting:shelf:coming.0")
    assert (first.text.count("\n"), first.keys) == (5, (("Berikutnya",), ("Kembali",)))
    (second,) = await pair.rina.presses("Berikutnya")
    assert (second.text.count("\n"), second.keys) == (2, (("Sebelumnya",), ("Kembali",)))
    time.is_after(days=5)
    (silent,) = await pair.rina.presses("meeting:shelf:silent.0")
    assert silent.text.count("Bu Dewi") == 5


@pytest.mark.parametrize("what", ["x.0", "", "coming.99999999999", "coming.x"])
async def test_forged_shelves(pair: Pair, what: str) -> None:
    (told,) = await pair.rina.presses(f"meeting:shelf:{what}")
    known = what.startswith("coming")
    assert (told.text == refusals.refused_choice) is not known
    (refused,) = await pair.siti.presses(f"meeting:shelf:{what}")
    assert refused.text == (refusals.refused_not_allowed if known else refusals.refused_choice)


async def test_suspended_mentor_finds_no_session(pair: Pair) -> None:
    await pair.dewi.presses(f"meeting:place:{pair.id}")
    async with pair.office.database.session() as session:
        await session.execute(delete(Role).where(Role.kind == RoleKind.MENTOR))
    (typed,) = await pair.dewi.says("Balai Desa")
    assert (typed.text, await where(pair.dewi)) == (refusals.refused_no_meeting, (None, None))
    assert texts(await pair.dewi.says("/sesi")) == [words.told_none]
    (viewed,) = await pair.dewi.presses(f"meeting:view:{pair.id}")
    assert viewed.text == refusals.refused_no_meeting


async def test_statistics_tell_what_became_of_sessions(pair: Pair, time: Time) -> None:
    (none,) = await pair.rina.presses("statistics:show:30-3")
    assert none.text == statistics.told_no_mentoring.format(period="30 hari terakhir", asked=1, waiting=0)
    time.is_after(hours=2)
    await pair.siti.presses(f"meeting:settle:{pair.id}.held")
    await pair.siti.presses("4 ★")
    (told,) = await pair.rina.presses("statistics:show:30-3")
    lines = told.text.split("\n")
    assert [" ".join(line.split()[:-1]) for line in lines[3:7]] == [
        "<code>Belum ada kabar", "Jadi 1", "Ada yang absen", "Dibatalkan",
    ]  # fmt: skip
    assert lines[-1] == statistics.told_stars.format(stars=4)

"""/libur: days off, said back in full, noted by one tap, listed and deleted."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

import content.texts
from services.office_clock import WITA
from tests.conversations.hours.conftest import MentorOffice, Time
from tests.conversations.test_double_taps import presses_twice
from tests.conversations.walks import does, texts, where

words = content.texts.load("hours")
refusals = content.texts.load("refusals")
FIRST, LAST = date(2026, 12, 24), date(2027, 1, 2)
DAYS = "Kamis, 24 Desember 2026 sampai Sabtu, 2 Januari 2027"


@pytest.mark.parametrize(
    "acts",
    [["/libur 24 Des - 2 Jan"], ["/libur", "24 Des - 2 Jan"], ["/jadwal", "libur 24 Des - 2 Jan"],
     ["/jadwal", "24 des sampai 2 jan"], ["/istirahat", "24 Des - 2 Jan"],
     ["libur 24 Des - 2 Jan"], ["saya libur 24 des sampai 2 jan"], ["istirahat 24 Des - 2 Jan"]],
)  # fmt: skip
async def test_days_are_said_back_and_noted_by_one_tap(mentors_on_both: MentorOffice, acts: list[str]) -> None:
    (asked,) = await does(mentors_on_both.dewi, *acts)
    assert asked.text == words.ask_off.format(days=DAYS, count=10)
    assert asked.keys == (("Ya, libur", "Bukan"),)
    assert await mentors_on_both.days_off() == []
    (noted,) = await mentors_on_both.dewi.presses("Ya, libur")
    assert (noted.text, noted.keys) == (words.told_off_noted.format(days=DAYS), (("Libur", "Jadwal"),))
    assert await mentors_on_both.days_off() == [(FIRST, LAST)]


@pytest.mark.parametrize("said", ["libur lebaran kantor buka?", "saya mau jual keripik waktu libur"])
async def test_other_words_about_days_off_are_a_question(mentors: MentorOffice, said: str) -> None:
    assert texts(await mentors.dewi.says(said)) == texts(await mentors.siti.says(said))


async def test_no_shows_the_list_and_notes_nothing(mentors: MentorOffice) -> None:
    (listed,) = await does(mentors.dewi, "/libur besok", "!Bukan")
    assert listed.text == words.ask_days_off.format(listed=words.told_off_none)
    assert listed.keys == (("Jadwal", "Selesai"),)
    assert await mentors.days_off() == []
    assert await where(mentors.dewi) == ("hours", "off")


async def test_double_tap_notes_once(mentors_on_both: MentorOffice) -> None:
    await mentors_on_both.dewi.says("/libur 24 Des - 2 Jan")
    replies = await presses_twice(mentors_on_both.dewi, f"hours:off_yes:{FIRST.toordinal()}-{LAST.toordinal()}")
    assert texts(replies) == [words.told_off_noted.format(days=DAYS)]
    assert await mentors_on_both.days_off() == [(FIRST, LAST)]


async def test_same_tap_later_says_the_same(mentors: MentorOffice, time: Time) -> None:
    await does(mentors.dewi, "/libur 24 Des - 2 Jan", "!Ya, libur")
    time.is_at(11, 25, 11)
    assert texts(await mentors.dewi.presses("Ya, libur")) == [words.told_off_noted.format(days=DAYS)]
    assert await mentors.days_off() == [(FIRST, LAST)]


@pytest.mark.parametrize("said", ["24 des", "1-5 januari", "2 januari", "20 - 24 des"])
async def test_overlapping_days_are_refused(mentors: MentorOffice, said: str) -> None:
    await does(mentors.dewi, "/libur 24 Des - 2 Jan", "!Ya, libur")
    (refused,) = await mentors.dewi.says(f"/libur {said}")
    assert refused.text == refusals.refused_absence_overlaps
    assert await mentors.days_off() == [(FIRST, LAST)]


async def test_forged_days_that_overlap_are_refused(mentors: MentorOffice) -> None:
    await does(mentors.dewi, "/libur 24 Des - 2 Jan", "!Ya, libur")
    (refused,) = await mentors.dewi.presses(f"hours:off_yes:{LAST.toordinal()}-{LAST.toordinal() + 5}")
    assert refused.text == refusals.refused_absence_overlaps


@pytest.mark.parametrize(
    ("what", "reason"),
    [
        (f"{date(2026, 11, 1).toordinal()}-{date(2026, 11, 2).toordinal()}", "refused_moment_past"),
        (f"{LAST.toordinal()}-{FIRST.toordinal()}", "refused_days_order"),
        (f"{date(2028, 1, 1).toordinal()}-{date(2028, 1, 2).toordinal()}", "refused_moment_far"),
        ("0-0", "refused_choice"), ("9999999-9999999", "refused_choice"), ("x", "refused_choice"),
    ],
)  # fmt: skip
async def test_forged_days_that_cannot_be(mentors: MentorOffice, what: str, reason: str) -> None:
    assert texts(await mentors.dewi.presses(f"hours:off_yes:{what}")) == [refusals[reason]]
    assert await mentors.days_off() == []


@pytest.mark.parametrize(
    ("said", "reason"),
    [("31 feb", "refused_moment_day"), ("24 nov 2026", "refused_moment_past"), ("jam 25", "refused_days"),
     ("ke pasar", "refused_days"), ("5 des 2030", "refused_moment_far")],
)  # fmt: skip
async def test_words_that_are_no_days(mentors: MentorOffice, said: str, reason: str) -> None:
    (refused,) = await does(mentors.dewi, "/libur", said)
    assert refused.text == refusals[reason]
    assert refused.keys == (("Jadwal", "Selesai"),)
    assert await where(mentors.dewi) == ("hours", "off")


async def test_list_and_delete(mentors_on_both: MentorOffice, time: Time) -> None:
    dewi = mentors_on_both.dewi
    await does(dewi, "/libur 24 Des - 2 Jan", "!Ya, libur", "/libur besok", "!Ya, libur")
    (listed,) = await dewi.presses("Libur")
    tomorrow = "Kamis, 26 November 2026"
    assert listed.text == words.ask_days_off.format(listed=f"• {tomorrow}\n• {DAYS}")
    assert listed.keys == (("Hapus libur 26/11",), ("Hapus libur 24/12",), ("Jadwal", "Selesai"))
    (after,) = await dewi.presses("Hapus libur 26/11")
    assert after.text == words.told_off_deleted.format(days=tomorrow) + "\n\n" + words.ask_days_off.format(
        listed=f"• {DAYS}"
    )
    assert await mentors_on_both.days_off() == [(FIRST, LAST)]
    time.is_at(11, 25, 11)
    (again,) = await dewi.presses("Hapus libur 26/11")
    assert again.text == refusals.refused_no_absence


async def test_others_days_off_cannot_be_deleted(mentors: MentorOffice) -> None:
    await does(mentors.dewi, "/libur 24 Des - 2 Jan", "!Ya, libur")
    (absence,) = await mentors.absences()
    for person, told in ((mentors.anton, refusals.refused_no_absence), (mentors.siti, refusals.refused_not_a_mentor)):
        assert texts(await person.presses(f"hours:off_del:{absence.id}")) == [told]
    assert await mentors.days_off() == [(FIRST, LAST)]


async def test_many_days_off_are_told_shortly(mentors: MentorOffice) -> None:
    for day in range(1, 9):
        await does(mentors.dewi, f"/libur {day} des", "!Ya, libur")
    (listed,) = await mentors.dewi.says("/libur")
    assert listed.text.count("•") == 6
    assert "dan 2 lagi" in listed.text


async def test_booked_sessions_are_shown_and_stay(mentors: MentorOffice) -> None:
    number = await mentors.books(datetime(2026, 12, 24, 10, tzinfo=WITA).astimezone(UTC))
    await mentors.books(datetime(2027, 1, 3, 10, tzinfo=WITA).astimezone(UTC))
    (asked,) = await mentors.dewi.says("/libur 24 Des - 2 Jan")
    sessions = "\n\n" + words.told_off_sessions.format(count=1)
    assert asked.text == words.ask_off.format(days=DAYS, count=10) + sessions
    assert asked.keys == (("Kam 24 Des, 10.00",), ("Ya, libur", "Bukan"))
    assert asked.raw["reply_markup"]["inline_keyboard"][0][0]["callback_data"] == f"meeting:view:{number}"
    (noted,) = await mentors.dewi.presses("Ya, libur")
    assert noted.text == words.told_off_noted.format(days=DAYS) + sessions
    assert noted.keys == (("Kam 24 Des, 10.00",), ("Libur", "Jadwal"))


async def test_last_day_off_is_today(mentors: MentorOffice) -> None:
    await does(mentors.dewi, "/libur hari ini", "!Ya, libur")
    assert await mentors.days_off() == [(date(2026, 11, 25), date(2026, 11, 25))]

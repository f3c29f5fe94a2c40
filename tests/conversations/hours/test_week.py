"""/jadwal: the grid and typed words, held at once."""

from __future__ import annotations

import pytest

import content.texts
from models import MentorState
from services.week import ALL_PARTS, Part, hours_of
from tests.conversations.hours.conftest import MentorOffice, Time
from tests.conversations.test_double_taps import presses_twice
from tests.conversations.walks import does, register, texts, where

words = content.texts.load("hours")
grid_words = content.texts.load("week")
refusals = content.texts.load("refusals")
ASKED = words.ask_week + "\n\n" + grid_words.told_how
MONDAY_SORE = hours_of(0, Part.AFTERNOON)


async def test_grid_is_edited_in_place(mentors_on_both: MentorOffice) -> None:
    dewi = mentors_on_both.dewi
    (grid,) = await dewi.says("/jadwal")
    assert grid.text == ASKED
    assert [len(row) for row in grid.keys] == [5] * 8 + [3]
    assert grid.keys[-1] == ("Selesai", "Libur", "Istirahat")
    (edited,) = await dewi.presses("hours:grid:on-0afternoon")
    assert (edited.method, edited.text, edited.keys[1]) == ("editMessageText", ASKED, ("Sen", "☐", "☐", "☑", "☐"))
    assert await mentors_on_both.hours() == MONDAY_SORE
    (opened,) = await dewi.presses("Sen")
    assert opened.text == grid_words.told_how_day.format(day="Senin")
    await dewi.presses("☑ 16")
    assert await mentors_on_both.hours() == MONDAY_SORE - {16}
    (back,) = await dewi.presses("Ke semua hari")
    assert back.keys[1] == ("Sen", "☐", "☐", "½", "☐")
    (done,) = await dewi.presses("Selesai")
    assert done.text == words.told_done.format(hours="Senin: 15.00–16.00, 17.00–18.00")
    assert await where(dewi) == (None, None)


async def test_words_add_and_take_away(mentors_on_both: MentorOffice) -> None:
    dewi = mentors_on_both.dewi
    (noted,) = await does(dewi, "/jadwal", "senin sore, rabu pagi")
    assert noted.text == words.told_noted.format(hours="Senin: sore\nRabu: pagi")
    assert noted.keys[1] == ("Sen", "☐", "☐", "☑", "☐")
    await dewi.says("jumat malam")
    await dewi.says("tidak rabu")
    assert await mentors_on_both.hours() == MONDAY_SORE | hours_of(4, Part.EVENING)
    (done,) = await dewi.says("selesai")
    assert done.text == words.told_done.format(hours="Senin: sore\nJumat: malam")
    assert await where(dewi) == (None, None)


async def test_any_time(mentors: MentorOffice) -> None:
    await does(mentors.dewi, "/jadwal", "kapan saja")
    assert await mentors.hours() == ALL_PARTS


@pytest.mark.parametrize(
    ("said", "reason"),
    [("keripik pisang", "refused_hours"), ("senin jam 25", "refused_hours"), ("malam minggu", "refused_hours_night"),
     ("31 februari", "refused_hours"), ("libur 31 februari", "refused_moment_day"),
     ("libur 1 november 2026", "refused_moment_past"), ("istirahat ke laut", "refused_days")],
)  # fmt: skip
async def test_nonsense_gets_a_clear_answer_below_the_grid(mentors: MentorOffice, said: str, reason: str) -> None:
    await mentors.dewi.says("/jadwal")
    (refused,) = await mentors.dewi.says(said)
    assert refused.text == refusals[reason]
    assert refused.keys == (("Selesai", "Libur", "Istirahat"),)
    assert await where(mentors.dewi) == ("hours", "week")
    assert await mentors.hours() == frozenset()


@pytest.mark.parametrize("what", ["on-0afternoon", "on-afternoon", "on-all", "day-0", "week", "on-h16"])
async def test_double_tap_is_one(mentors: MentorOffice, what: str) -> None:
    await mentors.dewi.says("/jadwal")
    await mentors.dewi.presses(f"hours:grid:{what}")
    once = (await mentors.hours(), (await mentors.mentor()).version)
    await presses_twice(mentors.dewi, f"hours:grid:{what}")
    assert (await mentors.hours(), (await mentors.mentor()).version) == once


async def test_done_without_hours_leads_back(mentors: MentorOffice) -> None:
    (done,) = await does(mentors.dewi, "/jadwal", "!Selesai")
    assert (done.text, done.keys) == (words.told_done_empty, (("Jadwal",),))
    (grid,) = await mentors.dewi.presses("Jadwal")
    assert grid.text == ASKED


async def test_button_of_the_profile_leads_here(mentors: MentorOffice) -> None:
    (grid,) = await mentors.dewi.presses("hours:show:0")
    assert grid.text == ASKED
    assert await where(mentors.dewi) == ("hours", "week")


async def test_resting_mentor_is_told_and_can_come_back(mentors: MentorOffice) -> None:
    await mentors.changes(state=MentorState.RESTING)
    (grid,) = await mentors.dewi.says("/jadwal")
    assert grid.text == ASKED + "\n\n" + words.told_resting
    assert grid.keys[-1] == ("Kembali bertugas",)


@pytest.mark.parametrize(
    ("state", "reason"),
    [(MentorState.APPLIED, "refused_mentor_waits"), (MentorState.SUSPENDED, "refused_mentor_suspended"),
     (MentorState.LEFT, "refused_not_a_mentor"), (MentorState.DECLINED, "refused_not_a_mentor")],
)  # fmt: skip
@pytest.mark.parametrize("act", ["/jadwal", "/libur", "/istirahat", "!hours:grid:on-all", "!hours:work:0"])
async def test_mentor_who_is_not_at_work(mentors: MentorOffice, state: MentorState, reason: str, act: str) -> None:
    await mentors.changes(state=state)
    assert texts(await does(mentors.dewi, act)) == [refusals[reason]]
    assert await mentors.hours() == frozenset()
    assert (await mentors.mentor()).state is state


async def test_who_is_no_mentor_is_told_how_to_become_one(mentors: MentorOffice) -> None:
    for act in ("/jadwal", "/libur besok", "/istirahat", "!hours:off_yes:739600-739601"):
        assert texts(await does(mentors.siti, act)) == [refusals.refused_not_a_mentor]
        assert await where(mentors.siti) == (None, None)


async def test_grid_in_the_middle_of_a_registration_leaves_it_open(mentors: MentorOffice) -> None:
    await does(mentors.dewi, "/jadwal", "/daftar", "setuju")
    before = await where(mentors.dewi)
    assert before[0] == "register"
    await mentors.dewi.presses("hours:grid:on-0afternoon")
    assert await where(mentors.dewi) == before
    assert await mentors.hours() == MONDAY_SORE


async def test_old_grid_shows_what_holds_now(mentors: MentorOffice) -> None:
    await mentors.dewi.says("/jadwal")
    await mentors.dewi.says("kapan saja")
    (edited,) = await mentors.dewi.presses("hours:grid:off-0afternoon")
    assert await mentors.hours() == ALL_PARTS - MONDAY_SORE
    assert edited.keys[2] == ("Sel", "☑", "☑", "☑", "☑")


async def test_sticker_shows_the_grid_again(mentors: MentorOffice, time: Time) -> None:
    await mentors.dewi.says("/jadwal")
    sticker = {"file_id": "s", "file_unique_id": "s", "type": "regular", "width": 1, "height": 1,
               "is_animated": False, "is_video": False}  # fmt: skip
    *_, grid = await mentors.dewi.sends(sticker=sticker)
    assert grid.text == ASKED


async def test_each_has_an_own_week(mentors: MentorOffice) -> None:
    await does(mentors.anton, "/jadwal", "kapan saja")
    assert await mentors.hours() == frozenset()


async def test_mentor_may_be_a_producer_too(mentors: MentorOffice) -> None:
    await register(mentors.dewi)
    await does(mentors.dewi, "/jadwal", "senin sore")
    assert await mentors.hours() == MONDAY_SORE


async def test_english(mentors: MentorOffice) -> None:
    (noted,) = await does(mentors.office.person(21, language="en"), "/bahasa", "!language:set:en", "/schedule",
                          "monday afternoon")  # fmt: skip
    assert "Monday: afternoon" in noted.text
    assert noted.keys[0] == ("All", "Morn", "Noon", "Aft", "Eve")

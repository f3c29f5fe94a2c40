"""The weekly question on the card, its answers, two silent Sundays, and the question after 30 days."""

from __future__ import annotations

from datetime import date

import pytest

import content.texts
from bot.mentor_card_clock import MentorCardClock
from bot.mentor_weeks_clock import MentorWeeksClock
from models import MentorState, Pace
from services.mentors.weeks import pace_of
from services.office_clock import OfficeClock
from tests.conversations.hours.conftest import MentorOffice, Time
from tests.conversations.test_double_taps import presses_twice
from tests.conversations.walks import does, texts, where
from tests.driver import BOT, Reply

words = content.texts.load("hours")
refusals = content.texts.load("refusals")
WEEK = date(2026, 11, 30)
DAYS = {"first": "Senin, 30 November 2026", "last": "Minggu, 6 Desember 2026"}
ANSWERS = (("Seperti minggu lalu",), ("Lebih sedikit",), ("Minggu ini tidak",))


async def asked(mentors: MentorOffice, time: Time) -> Reply:
    """It is Sunday evening, and the card has come."""
    await does(mentors.dewi, "/jadwal", "senin sore", "!Selesai")
    time.is_at(11, 29, 18)
    (card,) = await mentors.ticks()
    return card


async def pace(mentors: MentorOffice, monday: date) -> Pace:
    async with mentors.office.database.session() as session:
        return await pace_of(session, mentors.mentor_id, monday)


async def test_question_comes_on_sunday_evening_once(mentors_on_both: MentorOffice, time: Time) -> None:
    await does(mentors_on_both.dewi, "/jadwal", "senin sore", "!Selesai")
    for day, hour in ((28, 8), (28, 18), (29, 0), (29, 8), (29, 17)):
        time.is_at(11, day, hour)
        assert await mentors_on_both.ticks() == []
    time.is_at(11, 29, 18)
    (card,) = await mentors_on_both.ticks()
    assert words.ask_this_week.format(**DAYS, count=2) in card.text
    assert card.keys == ANSWERS
    for day, hour in ((29, 19), (30, 8), (30, 18)):
        time.is_at(11, day, hour)
        assert await mentors_on_both.ticks() == []


async def test_card_asks_although_the_week_was_not_opened_yet(mentors: MentorOffice, time: Time) -> None:
    """After an outage, or a clock moved to the evening, the card's clock may come first."""
    await does(mentors.dewi, "/jadwal", "senin sore", "!Selesai")
    time.is_at(11, 29, 18)
    await MentorCardClock(mentors.office.database, BOT, "telegram", OfficeClock()).tick()
    await mentors.office.works()
    (card,) = mentors.dewi.hears()
    assert card.keys == ANSWERS


async def test_mentor_without_hours_is_not_asked(mentors: MentorOffice, time: Time) -> None:
    time.is_at(11, 29, 18)
    assert await mentors.ticks() == []


@pytest.mark.parametrize(
    ("label", "kept", "told"),
    [
        ("Seperti minggu lalu", Pace.FULL, words.told_week.format(**DAYS, count=2)),
        ("Lebih sedikit", Pace.LESS, words.told_week.format(**DAYS, count=1)),
        ("Minggu ini tidak", Pace.NONE, words.told_week_none.format(**DAYS)),
    ],
)
async def test_one_tap_answers_in_place(
    mentors_on_both: MentorOffice, time: Time, label: str, kept: Pace, told: str
) -> None:
    await asked(mentors_on_both, time)
    (edited,) = await mentors_on_both.dewi.presses(label)
    assert edited.method == "editMessageText"
    assert edited.text.startswith(told)
    assert await pace(mentors_on_both, WEEK) is kept


async def test_double_tap_answers_once(mentors: MentorOffice, time: Time) -> None:
    await asked(mentors, time)
    replies = await presses_twice(mentors.dewi, f"hours:pace:{WEEK.toordinal()}-less")
    assert len(set(texts(replies))) == 1
    assert await pace(mentors, WEEK) is Pace.LESS


async def test_after_a_week_of_less_the_usual_is_offered(mentors: MentorOffice, time: Time) -> None:
    await asked(mentors, time)
    await mentors.dewi.presses("Lebih sedikit")
    time.is_at(12, 6, 18)
    (card,) = await mentors.ticks()
    assert card.keys == (("Seperti minggu lalu",), ("Seperti biasa",), ("Minggu ini tidak",))
    await mentors.dewi.presses("Seperti biasa")
    assert await pace(mentors, date(2026, 12, 7)) is Pace.FULL


@pytest.mark.parametrize(
    ("what", "reason"),
    [(f"{WEEK.toordinal()}-more", "refused_choice"), ("x-less", "refused_choice"),
     (f"{WEEK.toordinal() + 1}-less", "refused_week_over"), (f"{WEEK.toordinal() + 7}-none", "refused_week_over"),
     (f"{WEEK.toordinal() - 7}-none", "refused_week_over")],
)  # fmt: skip
async def test_forged_answers(mentors: MentorOffice, time: Time, what: str, reason: str) -> None:
    await asked(mentors, time)
    assert texts(await mentors.dewi.presses(f"hours:pace:{what}")) == [refusals[reason]]
    assert await pace(mentors, WEEK) is Pace.FULL


async def test_anothers_week_is_not_answered(mentors: MentorOffice, time: Time) -> None:
    await asked(mentors, time)
    (refused,) = await mentors.anton.presses(f"hours:pace:{WEEK.toordinal()}-none")
    assert refused.text == refusals.refused_week_over
    assert await pace(mentors, WEEK) is Pace.FULL


async def test_old_answer_after_the_week(mentors: MentorOffice, time: Time) -> None:
    await asked(mentors, time)
    time.is_at(12, 7)
    assert texts(await mentors.dewi.presses("Minggu ini tidak")) == [refusals.refused_week_over]


async def test_answer_leaves_an_open_conversation(mentors: MentorOffice, time: Time) -> None:
    await asked(mentors, time)
    await does(mentors.dewi, "/daftar", "setuju")
    before = await where(mentors.dewi)
    await mentors.dewi.presses("Lebih sedikit")
    assert await where(mentors.dewi) == before


async def test_two_silent_sundays_then_rest_then_asked_once(mentors_on_both: MentorOffice, time: Time) -> None:
    mentors = mentors_on_both
    await asked(mentors, time)
    time.is_at(12, 6, 18)
    (second,) = await mentors.ticks()
    assert second.keys == ANSWERS
    time.is_at(12, 13, 18)
    assert await mentors.ticks() == []
    mentor = await mentors.mentor()
    assert (mentor.state, mentor.weeks_silent, mentor.rests_until) == (MentorState.RESTING, 2, None)
    for month, day, year in ((12, 20, 2026), (12, 27, 2026), (1, 11, 2027)):
        time.is_at(month, day, 18, year=year)
        assert await mentors.ticks() == []
    time.is_at(1, 12, 0, 1, year=2027)
    assert await mentors.ticks() == []
    time.is_at(1, 12, 8, year=2027)
    (card,) = await mentors.ticks()
    assert words.ask_back in card.text
    assert card.keys == (("Kembali bertugas", "Masih istirahat"),)
    for day in (13, 14, 20, 28):
        time.is_at(1, day, 8, year=2027)
        assert await mentors.ticks() == []


@pytest.mark.parametrize(
    ("label", "told", "state"),
    [("Kembali bertugas", words.told_back, MentorState.ACTIVE),
     ("Masih istirahat", words.told_rest_goes_on, MentorState.RESTING)],
)  # fmt: skip
async def test_answers_to_the_question_after_30_days(
    mentors: MentorOffice, time: Time, label: str, told: str, state: MentorState
) -> None:
    await does(mentors.dewi, "/istirahat", "!Sampai saya kembali")
    time.is_at(12, 25, 8)
    (card,) = await mentors.ticks()
    assert words.ask_back in card.text
    (answered,) = await mentors.dewi.presses(label)
    assert answered.text == told
    assert (await mentors.mentor()).state is state
    time.is_at(2, 20, 8, year=2027)
    assert await mentors.ticks() == []


async def test_old_question_of_a_resting_mentor_shows_the_way_back(mentors: MentorOffice, time: Time) -> None:
    await asked(mentors, time)
    await does(mentors.dewi, "/istirahat", "!1 minggu")
    (answered,) = await mentors.dewi.presses("Seperti minggu lalu")
    assert answered.text == words.told_week.format(**DAYS, count=2) + "\n\n" + words.told_resting
    assert answered.keys == (("Kembali bertugas",),)


async def test_week_after_an_outage_is_asked_about_on_monday(mentors: MentorOffice, time: Time) -> None:
    """The bot was on for Sunday's last minutes only, in quiet hours: the question comes with Monday's card."""
    await does(mentors.dewi, "/jadwal", "senin sore", "!Selesai")
    await mentors.changes(card_hour=7)
    time.is_at(11, 29, 23, 50)
    await MentorWeeksClock(mentors.office.database, OfficeClock()).tick()
    time.is_at(11, 30, 7)
    (card,) = await mentors.ticks()
    assert card.keys == ANSWERS

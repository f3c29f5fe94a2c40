"""/istirahat: resting in one tap, until a day or without an end, and coming back."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

import content.texts
from models import Expertise, HelpRequest, MentorState, Offer, OfferState, RequestState, Way
from services.mentoring.offers import offer_to
from services.office_clock import WITA
from tests.conversations.hours.conftest import MentorOffice, Time
from tests.conversations.test_double_taps import presses_twice
from tests.conversations.walks import does, texts, where
from tests.mentoring_rows import BUSANG, SINCE

words = content.texts.load("hours")
refusals = content.texts.load("refusals")


@pytest.mark.parametrize(
    ("label", "until", "told"),
    [("1 minggu", date(2026, 12, 1), "Selasa, 1 Desember 2026"),
     ("2 minggu", date(2026, 12, 8), "Selasa, 8 Desember 2026"),
     ("Sebulan", date(2026, 12, 24), "Kamis, 24 Desember 2026")],
)  # fmt: skip
async def test_one_tap_for_a_time(mentors_on_both: MentorOffice, label: str, until: date, told: str) -> None:
    (asked,) = await mentors_on_both.dewi.says("/istirahat")
    assert (asked.text, asked.keys) == (
        words.ask_rest,
        (("1 minggu", "2 minggu"), ("Sebulan", "Sampai saya kembali"), ("Jadwal", "Selesai")),
    )
    (rests,) = await mentors_on_both.dewi.presses(label)
    assert (rests.text, rests.keys) == (words.told_rests.format(day=told), (("Kembali bertugas",),))
    mentor = await mentors_on_both.mentor()
    assert (mentor.state, mentor.rests_until) == (MentorState.RESTING, until)


async def test_one_tap_without_an_end(mentors: MentorOffice) -> None:
    (rests,) = await does(mentors.dewi, "/istirahat", "!Sampai saya kembali")
    assert rests.text == words.told_rests_open
    assert (await mentors.mentor()).rests_until is None


@pytest.mark.parametrize(
    "acts",
    [["/istirahat sampai 3 Januari"], ["/istirahat", "sampai 3 januari"], ["/istirahat", "3 jan"],
     ["/jadwal", "istirahat sampai 3 Jan"]],
)  # fmt: skip
async def test_typed_day_is_said_back(mentors_on_both: MentorOffice, acts: list[str]) -> None:
    (asked,) = await does(mentors_on_both.dewi, *acts)
    assert asked.text == words.ask_rest_until.format(day="Minggu, 3 Januari 2027")
    assert (await mentors_on_both.mentor()).state is MentorState.ACTIVE
    await mentors_on_both.dewi.presses("Ya, istirahat")
    mentor = await mentors_on_both.mentor()
    assert (mentor.state, mentor.rests_until) == (MentorState.RESTING, date(2027, 1, 3))


async def test_double_tap_rests_once(mentors: MentorOffice) -> None:
    await mentors.dewi.says("/istirahat")
    replies = await presses_twice(mentors.dewi, "hours:rest_for:7")
    assert texts(replies) == [words.told_rests.format(day="Selasa, 1 Desember 2026")]
    assert (await mentors.mentor()).rests_until == date(2026, 12, 1)


@pytest.mark.parametrize(
    ("data", "reason"),
    [("rest_for:8", "refused_choice"), ("rest_for:", "refused_choice"), ("rest_until:0", "refused_choice"),
     (f"rest_until:{date(2026, 11, 24).toordinal()}", "refused_moment_past"),
     (f"rest_until:{date(2029, 1, 1).toordinal()}", "refused_moment_far")],
)  # fmt: skip
async def test_forged_rest_changes_nothing(mentors: MentorOffice, data: str, reason: str) -> None:
    assert texts(await mentors.dewi.presses(f"hours:{data}")) == [refusals[reason]]
    assert (await mentors.mentor()).state is MentorState.ACTIVE


async def test_coming_back(mentors: MentorOffice, time: Time) -> None:
    (back,) = await does(mentors.dewi, "/istirahat", "!1 minggu", "!Kembali bertugas")
    assert (back.text, back.keys) == (words.told_back, (("Jadwal",),))
    assert (await mentors.mentor()).state is MentorState.ACTIVE
    version = (await mentors.mentor()).version
    time.is_at(11, 25, 11)
    (again,) = await mentors.dewi.presses("hours:work:0")
    assert again.text == words.told_back
    assert (await mentors.mentor()).version == version


async def test_resting_mentor_sees_the_way_back(mentors: MentorOffice) -> None:
    await does(mentors.dewi, "/istirahat", "!1 minggu")
    (asked,) = await mentors.dewi.says("/istirahat")
    assert asked.keys[2] == ("Kembali bertugas",)


async def test_offers_go_back_and_sessions_stay(mentors: MentorOffice) -> None:
    await mentors.books(datetime(2026, 11, 27, 10, tzinfo=WITA).astimezone(UTC))
    async with mentors.office.database.session() as session:
        request = HelpRequest(producer_id=mentors.producer_id, district_id=BUSANG, topic=Expertise.LABEL, way=Way.CHAT,
                              state=RequestState.WAITING, opened_at=SINCE, hours=[])  # fmt: skip
        session.add(request)
        await session.flush()
        starts_at = datetime(2026, 11, 28, 10, tzinfo=WITA)
        offer = await offer_to(session, request, mentors.mentor_id, starts_at, SINCE)
        number = offer.id
    (rests,) = await does(mentors.dewi, "/istirahat", "!Sampai saya kembali")
    assert rests.text == words.told_rests_open + "\n" + words.told_given_back.format(count=1)
    async with mentors.office.database.session() as session:
        assert (await session.get_one(Offer, number)).state is OfferState.WITHDRAWN


async def test_back_leads_to_the_grid(mentors: MentorOffice) -> None:
    await does(mentors.dewi, "/istirahat", "kembali")
    assert await where(mentors.dewi) == ("hours", "week")


async def test_rest_ends_by_itself_and_the_card_says_so_once(mentors: MentorOffice, time: Time) -> None:
    await does(mentors.dewi, "/istirahat", "!1 minggu")
    time.is_at(12, 1, 23, 59)
    assert await mentors.ticks() == []
    assert (await mentors.mentor()).state is MentorState.RESTING
    time.is_at(12, 2, 0, 3)
    assert await mentors.ticks() == []
    assert (await mentors.mentor()).state is MentorState.ACTIVE
    time.is_at(12, 2, 8)
    (card,) = await mentors.ticks()
    assert words.told_rest_over in card.text
    time.is_at(12, 3, 8)
    assert await mentors.ticks() == []

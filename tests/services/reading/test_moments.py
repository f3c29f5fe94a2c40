"""Dates and times as people type them, from fixed instants on."""

from __future__ import annotations

import re
from contextlib import suppress
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

import content.texts
from content.language import LANGUAGES, language
from services.errors import MomentRefused
from services.office_clock import WITA
from services.reading.moments import MOST_DAYS_AHEAD, read_days, read_moment
from services.week import PARTS

TUESDAY = datetime(2026, 11, 24, 14, 5, tzinfo=WITA)

DAYS = {
    "besok": "Wed 25 Nov 2026",
    "bsk": "Wed 25 Nov 2026",
    "esok hari": "Wed 25 Nov 2026",
    "isuk": "Wed 25 Nov 2026",
    "tomorrow": "Wed 25 Nov 2026",
    "besok Rabu": "Wed 25 Nov 2026",
    "lusa": "Thu 26 Nov 2026",
    "besok lusa": "Thu 26 Nov 2026",
    "tulat": "Fri 27 Nov 2026",
    "tubin": "Sat 28 Nov 2026",
    "dua hari lagi": "Thu 26 Nov 2026",
    "3 hr lg": "Fri 27 Nov 2026",
    "dalam 3 hari": "Fri 27 Nov 2026",
    "seminggu lagi": "Tue 01 Dec 2026",
    "2 minggu lagi": "Tue 08 Dec 2026",
    "sebulan lagi": "Thu 24 Dec 2026",
    "hari ini": "Tue 24 Nov 2026",
    "Senin": "Mon 30 Nov 2026",
    "senen": "Mon 30 Nov 2026",
    "selasa": "Tue 01 Dec 2026",
    "selasa ini": "Tue 24 Nov 2026",
    "selsaa": "Tue 01 Dec 2026",
    "rebo": "Wed 25 Nov 2026",
    "kamis": "Thu 26 Nov 2026",
    "jumat": "Fri 27 Nov 2026",
    "jum'at": "Fri 27 Nov 2026",
    "jumaat": "Fri 27 Nov 2026",
    "sabtu ini": "Sat 28 Nov 2026",
    "sabtu yang akan datang": "Sat 28 Nov 2026",
    "hari minggu": "Sun 29 Nov 2026",
    "minggu": "Sun 29 Nov 2026",
    "ahad": "Sun 29 Nov 2026",
    "Senin besok": "Mon 30 Nov 2026",
    "besok Senin": "Mon 30 Nov 2026",
    "Senin depan": "Mon 30 Nov 2026",
    "kamis depan": "Thu 03 Dec 2026",
    "next thursday": "Thu 03 Dec 2026",
    "minggu depan hari selasa": "Tue 01 Dec 2026",
    "jumat minggu depan": "Fri 04 Dec 2026",
    "hari minggu depan": "Sun 06 Dec 2026",
    "akhir pekan": "Sat 28 Nov 2026",
    "akhir pekan depan": "Sat 05 Dec 2026",
    "awal minggu depan": "Mon 30 Nov 2026",
    "awal bulan depan": "Tue 01 Dec 2026",
    "akhir bulan": "Mon 30 Nov 2026",
    "tgl 5": "Sat 05 Dec 2026",
    "tgl 24": "Tue 24 Nov 2026",
    "tgl 31": "Thu 31 Dec 2026",
    "tanggal 1 bulan depan": "Tue 01 Dec 2026",
    "bulan depan tgl 5": "Sat 05 Dec 2026",
    "tanggal lima desember": "Sat 05 Dec 2026",
    "5 des": "Sat 05 Dec 2026",
    "5des": "Sat 05 Dec 2026",
    "5 Desembar": "Sat 05 Dec 2026",
    "5 des 26": "Sat 05 Dec 2026",
    "Sabtu, 5 Desember 2026": "Sat 05 Dec 2026",
    "5/12": "Sat 05 Dec 2026",
    "5-12": "Sat 05 Dec 2026",
    "5-12-2026": "Sat 05 Dec 2026",
    "5.12.2026": "Sat 05 Dec 2026",
    "5/12/26": "Sat 05 Dec 2026",
    "2026-12-05": "Sat 05 Dec 2026",
    "december 5": "Sat 05 Dec 2026",
    "the 5th of December": "Sat 05 Dec 2026",
    "24 Desember": "Thu 24 Dec 2026",
    "24 nov": "Tue 24 Nov 2026",
    "23 nov": "Tue 23 Nov 2027",
    "1 jan": "Fri 01 Jan 2027",
    "31 des": "Thu 31 Dec 2026",
    "5 januari tahun depan": "Tue 05 Jan 2027",
    "28 feb": "Sun 28 Feb 2027",
    "hari Kamis di rumah saya saja bu": "Thu 26 Nov 2026",
}

TIMES = {
    "besok jam 10 pagi": "Wed 25 Nov 2026 10.00",
    "besok jm 10": "Wed 25 Nov 2026 10.00",
    "besok 10": "Wed 25 Nov 2026 10.00",
    "besok pagi jam 9": "Wed 25 Nov 2026 09.00",
    "jam 4 besok sore": "Wed 25 Nov 2026 16.00",
    "Senin depan 14.00": "Mon 30 Nov 2026 14.00",
    "24 des jam 9": "Thu 24 Dec 2026 09.00",
    "24 des 9 pagi": "Thu 24 Dec 2026 09.00",
    "tgl 5 jam 3 sore": "Sat 05 Dec 2026 15.00",
    "kamis, jam 10.00 pagi": "Thu 26 Nov 2026 10.00",
    "hari ini jam 3": "Tue 24 Nov 2026 15.00",
    "selasa jam 15": "Tue 24 Nov 2026 15.00",
    "selasa jam 9": "Tue 01 Dec 2026 09.00",
    "selasa ini jam 4": "Tue 24 Nov 2026 16.00",
    "jam 10": "Wed 25 Nov 2026 10.00",
    "jam 3": "Tue 24 Nov 2026 15.00",
    "jam 2": "Wed 25 Nov 2026 14.00",
    "jam 6": "Tue 24 Nov 2026 18.00",
    "jam 06.00": "Wed 25 Nov 2026 06.00",
    "jam 02.00": "Wed 25 Nov 2026 14.00",
    "jam 10an": "Wed 25 Nov 2026 10.00",
    "jam 10-an": "Wed 25 Nov 2026 10.00",
    "pukul 16.00": "Tue 24 Nov 2026 16.00",
    "pkl 9": "Wed 25 Nov 2026 09.00",
    "9.30": "Wed 25 Nov 2026 09.30",
    "14:30 WITA": "Tue 24 Nov 2026 14.30",
    "14.00 WIB": "Tue 24 Nov 2026 15.00",
    "jam 15 wit": "Wed 25 Nov 2026 14.00",
    "10 pagi": "Wed 25 Nov 2026 10.00",
    "2 siang": "Wed 25 Nov 2026 14.00",
    "3 sore": "Tue 24 Nov 2026 15.00",
    "7 malam": "Tue 24 Nov 2026 19.00",
    "malam ini jam 8": "Tue 24 Nov 2026 20.00",
    "malam minggu jam 8": "Sat 28 Nov 2026 20.00",
    "jam setengah 3": "Tue 24 Nov 2026 14.30",
    "jam stgh 3": "Tue 24 Nov 2026 14.30",
    "setengah tiga": "Tue 24 Nov 2026 14.30",
    "setengah satu": "Wed 25 Nov 2026 12.30",
    "besok setengah delapan pagi": "Wed 25 Nov 2026 07.30",
    "half past two tomorrow": "Wed 25 Nov 2026 14.30",
    "jam 3 lewat 15": "Tue 24 Nov 2026 15.15",
    "jam 3 kurang seperempat": "Tue 24 Nov 2026 14.45",
    "jam dua lima belas": "Tue 24 Nov 2026 14.15",
    "jam sepuluh pagi": "Wed 25 Nov 2026 10.00",
    "jam 1430": "Tue 24 Nov 2026 14.30",
    "jam 10-12": "Wed 25 Nov 2026 10.00",
    "Rabu jam 9.00-11.00": "Wed 25 Nov 2026 09.00",
    "besok jam 9 sampai jam 11": "Wed 25 Nov 2026 09.00",
    "besok jam 9 pagi sampai 1 siang": "Wed 25 Nov 2026 09.00",
    "besok 14.00 - 16.00": "Wed 25 Nov 2026 14.00",
    "jam 9 sampai selesai": "Wed 25 Nov 2026 09.00",
    "jam 12": "Wed 25 Nov 2026 12.00",
    "besok jam 12 malam": "Thu 26 Nov 2026 00.00",
    "tengah malam": "Wed 25 Nov 2026 00.00",
    "10 am": "Wed 25 Nov 2026 10.00",
    "3pm": "Tue 24 Nov 2026 15.00",
    "12 pm tomorrow": "Wed 25 Nov 2026 12.00",
    "at 3 pm tomorrow": "Wed 25 Nov 2026 15.00",
    "next Monday at 2pm": "Mon 30 Nov 2026 14.00",
    "10 o'clock": "Wed 25 Nov 2026 10.00",
    "tonight at 8": "Tue 24 Nov 2026 20.00",
    "2 jam lagi": "Tue 24 Nov 2026 16.05",
    "setengah jam lagi": "Tue 24 Nov 2026 14.35",
    "8 menit lagi": "Tue 24 Nov 2026 14.15",
    "in 2 hours": "Tue 24 Nov 2026 16.05",
    "selamat pagi, besok jam 3 sore ya bu": "Wed 25 Nov 2026 15.00",
}

PARTS_SAID = {
    "besok pagi": "Wed 25 Nov 2026 morning",
    "pagi-pagi": "Wed 25 Nov 2026 morning",
    "lusa sore": "Thu 26 Nov 2026 afternoon",
    "nanti sore": "Tue 24 Nov 2026 afternoon",
    "siang": "Tue 24 Nov 2026 noon",
    "siang ini": "Tue 24 Nov 2026 noon",
    "pagi": "Wed 25 Nov 2026 morning",
    "selasa pagi": "Tue 01 Dec 2026 morning",
    "selasa sore": "Tue 24 Nov 2026 afternoon",
    "selasa sore minggu depan": "Tue 01 Dec 2026 afternoon",
    "minggu sore": "Sun 29 Nov 2026 afternoon",
    "malam minggu": "Sat 28 Nov 2026 evening",
    "malam Jumat": "Thu 26 Nov 2026 evening",
    "Jumat malam": "Fri 27 Nov 2026 evening",
    "habis magrib": "Tue 24 Nov 2026 evening",
    "ba'da isya": "Tue 24 Nov 2026 evening",
    "besok habis subuh": "Wed 25 Nov 2026 morning",
    "habis Jumatan": "Fri 27 Nov 2026 noon",
    "tonight": "Tue 24 Nov 2026 evening",
    "tomorrow morning": "Wed 25 Nov 2026 morning",
}

REFUSED = {
    "": "refused_moment",
    "?": "refused_moment",
    "😀": "refused_moment",
    "asdf": "refused_moment",
    "kapan saja": "refused_moment",
    "10": "refused_moment",
    "Senin 14": "refused_moment",
    "bukan besok": "refused_moment",
    "besok tidak bisa": "refused_moment",
    "x" * 3000: "refused_too_long",
    "kemarin": "refused_moment_past",
    "tadi pagi": "refused_moment_past",
    "senin lalu": "refused_moment_past",
    "minggu lalu": "refused_moment_past",
    "pagi ini": "refused_moment_past",
    "hari ini jam 9": "refused_moment_past",
    "24 nov 2026 jam 14.05": "refused_moment_past",
    "5 des 2020": "refused_moment_past",
    "31 desember 2025": "refused_moment_past",
    "jam 25": "refused_moment_hour",
    "besok jam 25.00": "refused_moment_hour",
    "10.75": "refused_moment_hour",
    "jam 24.30": "refused_moment_hour",
    "15 pagi": "refused_moment_hour",
    "9 sore": "refused_moment_hour",
    "31 feb": "refused_moment_day",
    "31 Februari": "refused_moment_day",
    "29 feb": "refused_moment_day",
    "29 feb 2027": "refused_moment_day",
    "30/2/2027": "refused_moment_day",
    "31 nov": "refused_moment_day",
    "tgl 32": "refused_moment_day",
    "tgl 0": "refused_moment_day",
    "tgl 31 bulan ini": "refused_moment_day",
    "5/13": "refused_moment_day",
    "29 feb 2028": "refused_moment_far",
    "99999 hari lagi": "refused_moment_far",
    "5-12-9999": "refused_moment_far",
    "besok atau lusa": "refused_moment_several",
    "Senin dan Rabu": "refused_moment_several",
    "besok jam 9 atau jam 10": "refused_moment_several",
    "besok sampai lusa": "refused_moment_several",
    "Senin 8 des": "refused_moment_disagrees",
    "lusa Senin": "refused_moment_disagrees",
    "minggu depan": "refused_moment_which_day",
    "bulan depan": "refused_moment_which_day",
    "minggu depan jam 10": "refused_moment_which_day",
}


def told(said: str, now: datetime = TUESDAY, zone: ZoneInfo = WITA) -> str:
    moment = read_moment(said, now, zone)
    rest = moment.time.strftime("%H.%M") if moment.time else moment.part or ""
    return f"{moment.day:%a %d %b %Y} {rest}".strip()


@pytest.mark.parametrize("said", [*DAYS, *TIMES, *PARTS_SAID])
def test_a_moment_is_understood(said: str) -> None:
    assert told(said) == (DAYS | TIMES | PARTS_SAID)[said]


@pytest.mark.parametrize("said", REFUSED)
def test_a_moment_is_refused_with_its_reason(said: str) -> None:
    with pytest.raises(MomentRefused) as refused:
        read_moment(said, TUESDAY, WITA)
    assert refused.value.reason == REFUSED[said]


@pytest.mark.parametrize("weekday", range(7))
def test_every_day_of_the_week_is_the_next_one(weekday: int) -> None:
    names = ["senin", "selasa", "rabu", "kamis", "jumat", "sabtu", "hari minggu"]
    for days in range(7):
        now = TUESDAY + timedelta(days=days)
        ahead = read_moment(names[weekday], now, WITA).day - now.date()
        assert ahead.days == ((weekday - now.weekday() - 1) % 7) + 1


@pytest.mark.parametrize("weekday", range(7))
def test_a_day_of_next_week_lies_in_the_week_after_this_one(weekday: int) -> None:
    names = ["senin", "selasa", "rabu", "kamis", "jumat", "sabtu", "hari minggu"]
    for day in range(23, 30):
        now = datetime(2026, 11, day, 8, tzinfo=WITA)
        assert read_moment(f"{names[weekday]} depan", now, WITA).day == date(2026, 11, 30) + timedelta(days=weekday)


def test_the_day_is_that_of_the_zone() -> None:
    late = datetime(2026, 11, 24, 17, tzinfo=UTC)  # already Wednesday in WITA
    assert (told("besok", late), told("besok", late, ZoneInfo("UTC"))) == ("Thu 26 Nov 2026", "Wed 25 Nov 2026")


def test_an_instant_is_told_in_utc() -> None:
    assert read_moment("besok jam 10", TUESDAY, WITA).instant(WITA) == datetime(2026, 11, 25, 2, tzinfo=UTC)


def test_a_day_alone_is_no_instant() -> None:
    assert read_moment("besok pagi", TUESDAY, WITA).instant(WITA) is None


def test_the_turn_of_the_year_is_passed() -> None:
    new_years_eve = datetime(2026, 12, 31, 22, tzinfo=WITA)
    said = ("besok jam 9", "jam 9", "tgl 1", "31 des", "31 des jam 9", "29 feb", "Senin")
    assert [_or_reason(each, new_years_eve) for each in said] == [
        "Fri 01 Jan 2027 09.00",
        "Fri 01 Jan 2027 09.00",
        "Fri 01 Jan 2027",
        "Thu 31 Dec 2026",
        "Fri 31 Dec 2027 09.00",
        "refused_moment_day",
        "Mon 04 Jan 2027",
    ]


def test_29_february_is_a_day_in_a_leap_year() -> None:
    assert told("29 feb", datetime(2027, 12, 1, tzinfo=WITA)) == "Tue 29 Feb 2028"


def _or_reason(said: str, now: datetime) -> str:
    try:
        return told(said, now)
    except MomentRefused as error:
        return error.reason


@pytest.mark.parametrize("spoken", LANGUAGES)
def test_the_examples_of_the_refusals_are_understood(spoken: str) -> None:
    words = content.texts.load("refusals")
    token = language.set(spoken)
    try:
        keys = [key for key in words.keys() if key.startswith(("refused_moment", "refused_days"))]  # noqa: SIM118
        told_by = {key: str(words[key]) for key in keys}
    finally:
        language.reset(token)
    for key, told_words in told_by.items():
        for example in re.findall("<i>(.+?)</i>", told_words):
            if key.startswith("refused_days"):
                read_days(example, TUESDAY.date())
            else:
                read_moment(example, TUESDAY, WITA)


_PIECES = st.sampled_from([
    *(word for said in [*DAYS, *TIMES, *PARTS_SAID, *REFUSED] if len(said) < 60 for word in said.split()),
    "-", "sampai", "dan", "24-26", "0", "00", "99:99", "٣", "²", "12/12/12", "lagi", "minggu", "s/d",
])  # fmt: skip


_FROM_2020 = st.integers(0, 80 * 366 * 24 * 60).map(
    lambda minutes: datetime(2020, 1, 1, tzinfo=UTC) + timedelta(minutes=minutes)
)


@given(st.one_of(st.text(max_size=200), st.lists(_PIECES, max_size=9).map(" ".join)), _FROM_2020)
def test_any_text_is_a_moment_ahead_or_refused(said: str, now: datetime) -> None:
    with suppress(MomentRefused):
        moment = read_moment(said, now, WITA)
        local = now.astimezone(WITA)
        instant = moment.instant(WITA)
        assert local.date() <= moment.day <= local.date() + timedelta(days=MOST_DAYS_AHEAD + 1)
        assert instant is None or instant > now
        assert moment.part is None or moment.day > local.date() or PARTS[moment.part].stop > local.hour
    with suppress(MomentRefused):
        first, last = read_days(said, now.date())
        assert now.date() <= first <= last <= now.date() + timedelta(days=MOST_DAYS_AHEAD)

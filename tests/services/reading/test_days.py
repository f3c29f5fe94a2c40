"""Spans of days as people type them, from a fixed day on."""

from __future__ import annotations

from datetime import date

import pytest

from services.errors import MomentRefused
from services.reading.moments import read_days

TODAY = date(2026, 11, 24)  # a Tuesday

SPANS = {
    "24 Des - 2 Jan": "2026-12-24 2027-01-02",
    "libur 24 des - 2 jan": "2026-12-24 2027-01-02",
    "24/12-2/1": "2026-12-24 2027-01-02",
    "24 desember s/d 2 januari 2027": "2026-12-24 2027-01-02",
    "30 des-3 jan": "2026-12-30 2027-01-03",
    "24-26 des": "2026-12-24 2026-12-26",
    "from 24 to 26 December": "2026-12-24 2026-12-26",
    "24 dan 25 des": "2026-12-24 2026-12-25",
    "tgl 5 sampai 8": "2026-12-05 2026-12-08",
    "saya tidak bisa tgl 5 sampai tgl 8": "2026-12-05 2026-12-08",
    "1-3": "2026-12-01 2026-12-03",
    "tanggal 1 sampai 3 bulan depan": "2026-12-01 2026-12-03",
    "20-30 nov": "2026-11-24 2026-11-30",
    "besok sampai jumat": "2026-11-25 2026-11-27",
    "dari Senin sampai Rabu": "2026-11-30 2026-12-02",
    "jumat sampai minggu": "2026-11-27 2026-11-29",
    "sabtu dan minggu": "2026-11-28 2026-11-29",
    "akhir pekan": "2026-11-28 2026-11-29",
    "akhir pekan depan": "2026-12-05 2026-12-06",
    "minggu depan": "2026-11-30 2026-12-06",
    "next week": "2026-11-30 2026-12-06",
    "minggu ini": "2026-11-24 2026-11-29",
    "bulan ini": "2026-11-24 2026-11-30",
    "bulan depan": "2026-12-01 2026-12-31",
    "selama Desember": "2026-12-01 2026-12-31",
    "2 minggu": "2026-11-24 2026-12-07",
    "seminggu": "2026-11-24 2026-11-30",
    "sebulan": "2026-11-24 2026-12-23",
    "3 hari ke depan": "2026-11-24 2026-11-26",
    "mulai Senin 3 hari": "2026-11-30 2026-12-02",
    "besok selama 3 hari": "2026-11-25 2026-11-27",
    "sampai 3 januari": "2026-11-24 2027-01-03",
    "s.d. jumat": "2026-11-24 2026-11-27",
    "hingga akhir bulan": "2026-11-24 2026-11-30",
    "sampai minggu depan": "2026-11-24 2026-12-06",
    "sampai 2 minggu lagi": "2026-11-24 2026-12-08",
    "until Friday": "2026-11-24 2026-11-27",
    "hari ini": "2026-11-24 2026-11-24",
    "besok": "2026-11-25 2026-11-25",
    "minggu": "2026-11-29 2026-11-29",
    "5-12-2026": "2026-12-05 2026-12-05",
    "5 des": "2026-12-05 2026-12-05",
}

REFUSED = {
    "": "refused_days",
    "asdf": "refused_days",
    "besok jam 10": "refused_days",
    "24, 25 des": "refused_days",
    "senin - rabu - jumat": "refused_days",
    "x" * 3000: "refused_too_long",
    "kemarin": "refused_moment_past",
    "1-5 jan 2020": "refused_moment_past",
    "31 feb": "refused_moment_day",
    "30 feb - 2 mar": "refused_moment_day",
    "10 desember 2028": "refused_moment_far",
    "2 jan 2027 - 24 des 2026": "refused_days_order",
}


@pytest.mark.parametrize("said", SPANS)
def test_days_are_understood(said: str) -> None:
    assert " ".join(map(str, read_days(said, TODAY))) == SPANS[said]


@pytest.mark.parametrize("said", REFUSED)
def test_days_are_refused_with_their_reason(said: str) -> None:
    with pytest.raises(MomentRefused) as refused:
        read_days(said, TODAY)
    assert refused.value.reason == REFUSED[said]


def test_an_absence_that_runs_already_begins_today() -> None:
    assert read_days("25 des - 5 jan", date(2027, 1, 2)) == (date(2027, 1, 2), date(2027, 1, 5))

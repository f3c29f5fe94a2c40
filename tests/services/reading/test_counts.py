"""How many people: a table of real ways to say it, and what must hold for any text."""

from __future__ import annotations

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.errors import CountRefused
from services.reading import read_count

ANSWERS = {
    "1": 1,
    "20": 20,
    "20 org": 20,
    "20org": 20,
    "dua puluh": 20,
    "Dua Puluh orang": 20,
    "dua puluh lima": 25,
    "sebelas": 11,
    "lima belas": 15,
    "seratus dua puluh": 120,
    "selusin": 12,
    "dua lusin": 24,
    "sendiri": 1,
    "sendiri aja bu": 1,
    "saya sendiri": 1,
    "cuma saya": 1,
    "berdua": 2,
    "bertiga sama anak": 3,
    "ber 3": 3,
    "ber3": 3,
    "ber-4": 4,
    "saya dan suami": 2,
    "saya, suami dan anak": 3,
    "sama istri": 2,
    "saya sama 2 anak": 3,
    "sekitar 10": 10,
    "kurang lebih 10 orang": 10,
    "±10": 10,
    "10an": 10,
    "3-5 orang": 5,
    "3 sampai 5": 5,
    "dua atau tiga": 3,
    "belum ada": 0,
    "gak ada pak": 0,
    "0": 0,
    "1.200": 1200,
    "two": 2,
    "twenty one people": 21,
    "a hundred and five": 105,
    "just me": 1,
    "ada 4 orang karyawan tetap": 4,
    "２０": 20,
}

REFUSED = [
    "",
    "?",
    "banyak",
    "2 laki 3 perempuan",
    "5 kg",
    "5 juta",
    "500 bungkus",
    "1,5",
    "-3",
    "99999999",
    "saya dan anak-anak anak",
    "😀😀",
    "9" * 5000,
    "satu " * 30,
    "1.2.3.4",
]


@pytest.mark.parametrize("text", ANSWERS)
def test_read_count_understands(text: str) -> None:
    assert read_count(text) == ANSWERS[text]


@pytest.mark.parametrize("text", REFUSED)
def test_read_count_refuses(text: str) -> None:
    with pytest.raises(CountRefused):
        read_count(text)


@given(st.integers(0, 10_000))
def test_read_count_gives_back_any_number_in_digits(count: int) -> None:
    assert read_count(f"sekitar {count} orang") == count


@given(st.text(max_size=200))
def test_read_count_answers_or_refuses_any_text(text: str) -> None:
    with suppress(CountRefused):
        assert 0 <= read_count(text) <= 10_000

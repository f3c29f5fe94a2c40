"""The year in which a business began."""

from __future__ import annotations

from contextlib import suppress
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.errors import YearRefused
from services.reading import read_year

TODAY = date(2026, 11, 21)

ANSWERS = {
    "2019": 2019,
    "th 2019": 2019,
    "sejak 2018 bu": 2018,
    "awal tahun 2020": 2020,
    "Maret 2021": 2021,
    "12-3-2021": 2021,
    "2018/2019": 2018,
    "th 19": 2019,
    "thn '98": 1998,
    "'19": 2019,
    "tahun lalu": 2025,
    "thn kemarin": 2025,
    "setahun lalu": 2025,
    "2 tahun lalu": 2024,
    "dua tahun yang lalu": 2024,
    "sudah 5 tahun": 2021,
    "sdh 5 thn": 2021,
    "sekitar 3 tahunan": 2023,
    "baru mulai": 2026,
    "baru tahun ini": 2026,
    "bulan lalu": 2026,
    "3 bulan lalu": 2026,
    "11 bulan": 2025,
    "dua ribu sembilan belas": 2019,
    "last year": 2025,
    "5 years ago": 2021,
}

REFUSED = ["", "lama", "sejak SD", "2031", "1890", "12", "tahun", "300 tahun lalu", "😀", "2" * 3000, "20199"]


@pytest.mark.parametrize("text", ANSWERS)
def test_read_year_understands(text: str) -> None:
    assert read_year(text, TODAY) == ANSWERS[text]


@pytest.mark.parametrize("text", REFUSED)
def test_read_year_refuses(text: str) -> None:
    with pytest.raises(YearRefused):
        read_year(text, TODAY)


def test_last_month_in_january_is_last_year() -> None:
    assert read_year("bulan lalu", date(2027, 1, 5)) == 2026


@given(st.text(max_size=200))
def test_read_year_answers_or_refuses_any_text(text: str) -> None:
    with suppress(YearRefused):
        assert 1945 <= read_year(text, TODAY) <= 2026

"""Amounts of money: a table of real ways to write them, and what must hold for any text."""

from __future__ import annotations

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from content import language
from services.errors import MoneyRefused
from services.reading import read_money, read_money_per_year

ANSWERS = {
    "Rp 5jt": 5_000_000,
    "5jt": 5_000_000,
    "5 juta": 5_000_000,
    "rp5.000.000": 5_000_000,
    "Rp. 5.000.000,-": 5_000_000,
    "1,5 juta": 1_500_000,
    "1.5 jt": 1_500_000,
    "1,500 juta": 1_500_000,
    "500rb": 500_000,
    "500 ribu": 500_000,
    "500k": 500_000,
    "2 M": 2_000_000_000,
    "2M": 2_000_000_000,
    "2 milyar": 2_000_000_000,
    "1,25 miliar": 1_250_000_000,
    "1 M 200 jt": 1_200_000_000,
    "1.500.000": 1_500_000,
    "1500000": 1_500_000,
    "1,500,000": 1_500_000,
    "lima juta": 5_000_000,
    "lima ratus ribu": 500_000,
    "dua ratus lima puluh ribu rupiah": 250_000,
    "satu setengah juta": None,
    "setengah juta": 500_000,
    "sejuta": 1_000_000,
    "seribu": 1_000,
    "seratus juta": 100_000_000,
    "1 juta 500 ribu": 1_500_000,
    "sejuta dua ratus ribu": 1_200_000,
    "sekitar 10 jutaan": 10_000_000,
    "5-10 juta": 10_000_000,
    "5 juta sampai 10 juta": 10_000_000,
    "900 ribu sampai 1 juta": 1_000_000,
    "0": 0,
    "2.500.000,50": 2_500_001,
    "IDR 750000": 750_000,
    "five million": 5_000_000,
    "banyak": None,
    "5": None,
    "500": None,
    "100 dollar": None,
    "10 ringgit": None,
    "5 juta 3 juta": None,
    "2 juta 5 juta 7 juta": None,
    "9999 triliun triliun": None,
    "1000000000000000": None,
    "5 juta juta": None,
    "-5 juta": None,
    "": None,
    "😀": None,
    "5" * 5000: None,
}

PER_YEAR = {
    "5 juta sebulan": 60_000_000,
    "5jt/bulan": 60_000_000,
    "5 jt per bulan": 60_000_000,
    "5jt/bln": 60_000_000,
    "500rb seminggu": 26_000_000,
    "60 juta setahun": 60_000_000,
    "60 juta": 60_000_000,
    "2 M per tahun": 2_000_000_000,
    "300 ribu sehari": None,
    "900 miliar sebulan": None,
}


@pytest.mark.parametrize("text", ANSWERS)
def test_read_money_understands_or_refuses(text: str) -> None:
    if ANSWERS[text] is None:
        with pytest.raises(MoneyRefused):
            read_money(text)
    else:
        assert read_money(text) == ANSWERS[text]


@pytest.mark.parametrize("text", PER_YEAR)
def test_read_money_per_year_understands_periods(text: str) -> None:
    if PER_YEAR[text] is None:
        with pytest.raises(MoneyRefused):
            read_money_per_year(text)
    else:
        assert read_money_per_year(text) == PER_YEAR[text]


def test_bare_m_is_asked_again_in_english_where_it_means_a_million() -> None:
    token = language.set("en")
    try:
        with pytest.raises(MoneyRefused) as refused:
            read_money("2 M")
    finally:
        language.reset(token)
    assert refused.value.reason == "refused_money_unit"


@given(st.integers(1_000, 1_000_000_000_000))
def test_read_money_reads_back_what_is_written_with_dots(amount: int) -> None:
    assert read_money(f"Rp {amount:,}".replace(",", ".")) == amount


@given(st.text(max_size=200))
def test_read_money_answers_or_refuses_any_text(text: str) -> None:
    with suppress(MoneyRefused):
        assert 0 <= read_money_per_year(text) <= 1_000_000_000_000

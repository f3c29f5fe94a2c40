"""Names of people, businesses and villages."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.errors import BusinessNameRefused, PersonNameRefused, VillageRefused
from services.reading import clean_business_name, clean_person_name, clean_village

PEOPLE = {
    "Siti Aminah": "Siti Aminah",
    "siti aminah": "Siti Aminah",
    "SITI AMINAH": "Siti Aminah",
    "  siti   aminah ": "Siti Aminah",
    "nama saya siti aminah": "Siti Aminah",
    "Nama: Siti": "Siti",
    "saya Siti": "Siti",
    "Hj. Siti Nur'aini": "Hj. Siti Nur'aini",
    "siti 🌸🌸": "Siti",
    "Bu Ros": "Bu Ros",
    "yuliana-ningsih": "Yuliana-Ningsih",
    "\u202esiti\u200b": "Siti",
    "my name is John": "John",
    "Tom & Jerry <3": None,
    "O": None,
    "???": None,
    "😀😀😀": None,
    "081234567890": None,
    "Siti 0812": None,
    "belum ada": None,
    "iya": None,
    "assalamualaikum": None,
    "https://contoh.id/x": None,
    "@siti_aminah": None,
    "a" * 61: None,
    "a" * 5000: None,
    "": None,
}

BUSINESSES = {
    "Dapur Siti": "Dapur Siti",
    "dapur siti": "dapur siti",
    "Nama usaha saya Dapur Siti": "Dapur Siti",
    "namanya: Kripik Mantap": "Kripik Mantap",
    "Dapur 77": "Dapur 77",
    "Rasa & Rasa <3": "Rasa & Rasa <3",
    "Apa Adanya Snack": "Apa Adanya Snack",
    "🍌 Banana Kutim 🍌": "Banana Kutim",
    '"Kalbana"': "Kalbana",
    "UD. Maju Jaya": "UD. Maju Jaya",
    "Dapur\nSiti": "Dapur Siti",
    "belum punya": None,
    "-": None,
    "123456": None,
    "😀": None,
    "wa.me/628123": None,
    "dapur siti 081234567890": None,
    "x" * 81: None,
    "x" * 5000: None,
    "lewati": None,
    "Batal": None,
}

VILLAGES = {
    "Desa Long Lees": "Long Lees",
    "ds. selangkau": "Selangkau",
    "Kampung Baru": "Baru",
    "sepaso": "Sepaso",
    "😀": None,
    "tidak tahu": None,
}


@pytest.mark.parametrize("text", PEOPLE)
def test_clean_person_name(text: str) -> None:
    if PEOPLE[text] is None:
        with pytest.raises(PersonNameRefused):
            clean_person_name(text)
    else:
        assert clean_person_name(text) == PEOPLE[text]


@pytest.mark.parametrize("text", BUSINESSES)
def test_clean_business_name(text: str) -> None:
    if BUSINESSES[text] is None:
        with pytest.raises(BusinessNameRefused):
            clean_business_name(text)
    else:
        assert clean_business_name(text) == BUSINESSES[text]


@pytest.mark.parametrize("text", VILLAGES)
def test_clean_village(text: str) -> None:
    if VILLAGES[text] is None:
        with pytest.raises(VillageRefused):
            clean_village(text)
    else:
        assert clean_village(text) == VILLAGES[text]


@given(st.text(max_size=300))
def test_a_cleaned_name_has_letters_fits_and_stays_the_same_when_cleaned_again(text: str) -> None:
    try:
        name = clean_business_name(text)
    except BusinessNameRefused:
        return
    assert 2 <= len(name) <= 80
    assert "\n" not in name
    assert name == name.strip()

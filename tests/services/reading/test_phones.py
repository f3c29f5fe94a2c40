"""Phone numbers become one form."""

from __future__ import annotations

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.errors import PhoneRefused
from services.reading import read_phone

ONE = "+6281234567890"

ANSWERS = {
    "081234567890": ONE,
    "6281234567890": ONE,
    "+6281234567890": ONE,
    "+62 812-3456-7890": ONE,
    "+62 (0)812 3456 7890": ONE,
    "+62 0812 3456 7890": ONE,
    "62 0812 3456 7890": ONE,
    "0812 3456 7890": ONE,
    "0812.3456.7890": ONE,
    "0812-3456-7890": ONE,
    "81234567890": ONE,
    "006281234567890": ONE,
    "O8I234567890": None,
    "o81234567890": ONE,
    "WA: 0812 3456 7890 ya bu": ONE,
    "no hp saya 081234567890": ONE,
    "(0549) 21234": "+6254921234",
    "+60123456789": "+60123456789",
    "0812 3456 789O": ONE,
}

REFUSED = ["", "belum ada", "123", "0812", "08123456789012345", "😀", "0" * 5000, "+6212", "tanya suami"]


@pytest.mark.parametrize("text", ANSWERS)
def test_read_phone_understands(text: str) -> None:
    if ANSWERS[text] is None:
        with pytest.raises(PhoneRefused):
            read_phone(text)
    else:
        assert read_phone(text) == ANSWERS[text]


@pytest.mark.parametrize("text", REFUSED)
def test_read_phone_refuses(text: str) -> None:
    with pytest.raises(PhoneRefused):
        read_phone(text)


def test_two_numbers_are_asked_to_be_one() -> None:
    with pytest.raises(PhoneRefused) as refused:
        read_phone("081234567890 / 081398765432")
    assert refused.value.reason == "refused_phone_several"


@given(st.sampled_from(["812", "813", "821", "852", "857", "878"]), st.integers(10_000_000, 99_999_999))
def test_every_form_of_a_number_becomes_the_same(area: str, rest: int) -> None:
    forms = [f"0{area}{rest}", f"62{area}{rest}", f"+62 {area} {rest}", f"0{area}-{rest}", f"{area}.{rest}"]
    assert {read_phone(form) for form in forms} == {f"+62{area}{rest}"}


@given(st.text(max_size=100))
def test_read_phone_answers_or_refuses_any_text(text: str) -> None:
    with suppress(PhoneRefused):
        assert read_phone(text).startswith("+")

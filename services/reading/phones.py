"""Phone numbers in the many forms they are written in, made one: `+6281234567890`."""

from __future__ import annotations

import re

import phonenumbers

from services.errors import PhoneRefused

_MOST_CHARACTERS = 80
_NUMBER = re.compile(r"(?<!\d)(?<!\d[A-Za-z])\+?[\d(][\d\s().\-‐-―]*\d")
_LETTER_O = re.compile(r"(?<![a-z])o(?=[\d\s.\-]*\d{2})|(?<=\d)o(?=\d|\b)", re.IGNORECASE)


def read_phone(text: str) -> str:
    """The number in international form; raises PhoneRefused when it is none, or when there are two."""
    if len(text) > _MOST_CHARACTERS:
        raise PhoneRefused("refused_too_long", most=_MOST_CHARACTERS)
    written = _NUMBER.findall(_LETTER_O.sub("0", text))
    numbers = {number for number in map(_international, written) if number}
    if len(numbers) > 1:
        raise PhoneRefused("refused_phone_several")
    if not numbers:
        raise PhoneRefused
    return numbers.pop()


def _international(written: str) -> str | None:
    try:
        number = phonenumbers.parse(_plus_form(written), None)
    except phonenumbers.NumberParseException:
        return None
    if not phonenumbers.is_valid_number(number):
        return None
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)


def _plus_form(written: str) -> str:
    """With + and country before anything is judged: without it `62812...` would pass for a number in the 62 area."""
    digits = re.sub(r"\D", "", re.sub(r"\(0\)", "", written))
    if written.lstrip().startswith("+"):
        return f"+{digits.replace('620', '62', 1) if digits.startswith('620') else digits}"
    if digits.startswith("00"):
        return f"+{digits[2:]}"
    if digits.startswith("62") and len(digits) >= 10:
        return f"+62{digits[2:].lstrip('0')}"
    return f"+62{digits.lstrip('0')}"

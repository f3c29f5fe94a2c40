"""What staff type to find somebody, taken apart: a phone number, or words."""

from __future__ import annotations

import re
from dataclasses import dataclass

from content import spoken
from content.rules.stop_words import stop_words
from services.errors import PhoneRefused
from services.reading import folded, read_phone

MOST_CHARACTERS = 100
_MOST_WORDS = 6
_LEAST_DIGITS = 5


@dataclass(frozen=True)
class Said:
    """`digits` is a phone number or a part of one, without 0 or 62 in front; else `words`."""

    words: tuple[str, ...] = ()
    digits: str | None = None

    @property
    def is_empty(self) -> bool:
        return not self.words and self.digits is None


def read_said(text: str) -> Said:
    """Words without titles (`Bu`, `Hj.`) and small words, unless there are no others; never raises."""
    text = text[:MOST_CHARACTERS]
    if (digits := _digits(text)) is not None:
        return Said(digits=digits)
    words = folded(text).split()
    telling = [word for word in words if word not in stop_words() and word not in spoken.words("names", "titles")]
    return Said(tuple(dict.fromkeys(telling or words))[:_MOST_WORDS])


def name_words(name: str) -> str:
    """A name to be compared: its words without titles, in the order of the alphabet."""
    words = folded(name).split()
    return " ".join(sorted([word for word in words if word not in spoken.words("names", "titles")] or words))


def _digits(text: str) -> str | None:
    if re.search(r"[^\W\d_]{2}", text):
        return None
    try:
        return read_phone(text).removeprefix("+62").removeprefix("+")
    except PhoneRefused:
        digits = re.sub(r"\D", "", text)
        part = re.sub(r"^(?:62|0)0*", "", digits)
        return part if len(part) >= _LEAST_DIGITS else None

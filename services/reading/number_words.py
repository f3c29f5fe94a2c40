"""Numbers as people write them, in digits and in words, Indonesian and English.

A text becomes tokens (`5jt` is `5`, `jt`); neighbouring number tokens make one number (`1 juta 500 ribu`).
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

from content import spoken

_TOKEN = re.compile(r"\d[\d.,]*(?<![.,])|\d|s/d|[a-z]+|[^\sa-z\d]")
_GROUPED_BY_DOT = re.compile(r"\d{1,3}(\.\d{3})+(,\d+)?")
_GROUPED_BY_COMMA = re.compile(r"\d{1,3}(,\d{3})+(\.\d+)?")
_MOST_DIGITS = 18


@dataclass(frozen=True)
class Number:
    """A number and its place among the tokens. It is not clear when a unit follows that fits it not (`5 juta juta`)."""

    value: Decimal
    start: int
    end: int
    has_unit: bool
    is_clear: bool


def tokens(text: str) -> list[str]:
    """The words, numbers and signs of a text, in small letters."""
    return _TOKEN.findall(unicodedata.normalize("NFKC", text).lower())


def numbers_in(parts: list[str]) -> list[Number]:
    """Each number among the tokens, from left to right."""
    found: list[Number] = []
    start = 0
    while start < len(parts):
        number = _number_at(parts, start)
        if number is None:
            start += 1
        else:
            found.append(number)
            start = number.end
    return found


def literal(written: str, followed_by_unit: bool = False) -> Decimal | None:
    """A number in digits. Dots and commas are read as people here mean them: `1.500` is 1500, `1,5` is 1.5.

    Before a unit three digits after one sign may be a fraction (`1,500 juta`): there a comma is a fraction.
    """
    if _GROUPED_BY_DOT.fullmatch(written):
        plain = written.replace(".", "").replace(",", ".")
    elif _GROUPED_BY_COMMA.fullmatch(written) and not (followed_by_unit and written.count(",") == 1):
        plain = written.replace(",", "")
    elif written.count(",") + written.count(".") <= 1:
        plain = written.replace(",", ".")
    else:
        return None
    if len(plain) > _MOST_DIGITS:
        return None
    try:
        return Decimal(plain)
    except InvalidOperation:
        return None


class _Sum:
    """Adds number words from left to right: ones, then groups below a thousand, then what units multiply."""

    def __init__(self) -> None:
        self.total = Decimal(0)
        self.group = Decimal(0)
        self.waiting: Decimal | None = None
        self.smallest_unit = Decimal("Infinity")
        self.has_unit = False

    def take_waiting(self, value: Decimal) -> bool:
        """A value that a following word may still multiply; two in a row are no number."""
        if self.waiting is not None:
            return False
        self.waiting = value
        return True

    def put_in_group(self, factor: int, added: int = 0) -> bool:
        if self.waiting is None:
            return False
        self.group += self.waiting * factor + added
        self.waiting = None
        return True

    def multiply(self, factor: Decimal, whole: bool = False) -> bool:
        amount = self.group + (self.waiting or 0)
        if whole and amount:
            return False
        if not whole and not amount and self.waiting is None:
            return False
        if factor >= self.smallest_unit:
            return False
        self.total += factor if whole else amount * factor
        self.group, self.waiting = Decimal(0), None
        self.smallest_unit = factor
        self.has_unit = True
        return True

    @property
    def value(self) -> Decimal:
        return self.total + self.group + (self.waiting or 0)


def _number_at(parts: list[str], start: int) -> Number | None:
    adding = _Sum()
    end = start
    while end < len(parts) and _add(adding, parts, end):
        end += 1
    while end > start and parts[end - 1] in spoken.words("numbers", "joined"):
        end -= 1
    if end == start:
        return None
    is_clear = end == len(parts) or parts[end] not in _words_after_numbers()
    return Number(adding.value, start, end, adding.has_unit, is_clear)


def _words_after_numbers() -> frozenset[str]:
    belonging = ("teen", "tens", "hundreds")
    return frozenset(spoken.multipliers()).union(*(spoken.words("numbers", kind) for kind in belonging))


def _add(adding: _Sum, parts: list[str], place: int) -> bool:
    word = parts[place]
    following = parts[place + 1] if place + 1 < len(parts) else ""
    if word[0].isdigit():
        value = literal(word, followed_by_unit=following in spoken.multipliers())
        return value is not None and adding.group == 0 and adding.take_waiting(value)
    digits, whole = spoken.values("numbers", "digits"), spoken.values("numbers", "whole")
    if word in digits:
        return adding.take_waiting(Decimal(digits[word]))
    if word in whole:
        return _add_whole(adding, whole[word])
    if word in spoken.words("numbers", "teen"):
        return adding.put_in_group(1, added=10)
    if word in spoken.words("numbers", "tens"):
        return adding.put_in_group(10)
    if word in spoken.words("numbers", "hundreds"):
        return adding.put_in_group(100)
    if following in _words_after_numbers() and word in _before_unit():
        return adding.take_waiting(_before_unit()[word])
    if word in spoken.values("numbers", "whole_units"):
        return adding.multiply(Decimal(spoken.values("numbers", "whole_units")[word]), whole=True)
    if word in spoken.multipliers():
        return adding.multiply(Decimal(spoken.multipliers()[word]))
    return word in spoken.words("numbers", "joined") and adding.value > 0 and _starts_number(following)


def _before_unit() -> dict[str, Decimal]:
    """Words that are a number only before a unit: `a dozen`, `setengah juta`."""
    ones = dict.fromkeys(spoken.words("numbers", "one_before_unit"), Decimal(1))
    return ones | dict.fromkeys(spoken.words("numbers", "half"), Decimal("0.5"))


def _add_whole(adding: _Sum, value: int) -> bool:
    if adding.waiting is not None:
        return False
    adding.group += value
    return True


def _starts_number(word: str) -> bool:
    digits, whole = spoken.values("numbers", "digits"), spoken.values("numbers", "whole")
    return bool(word) and (word[0].isdigit() or word in digits or word in whole)

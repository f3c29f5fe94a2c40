"""Amounts of money: `Rp 5jt`, `1,5 juta`, `500rb`, `2 M`, `1.500.000`, and per year where it matters."""

from __future__ import annotations

from decimal import Decimal

from content import language, spoken
from services.errors import MoneyRefused
from services.reading.counts import upper_end
from services.reading.folding import folded, holds_words
from services.reading.number_words import Number, numbers_in, tokens

MOST_RUPIAH = 1_000_000_000_000
_MOST_CHARACTERS = 120
_SMALLEST_BARE_NUMBER = 1_000
"""Below this nobody means rupiah: `5` is five million or five hundred thousand, so it is asked again."""


def read_money(text: str) -> int:
    """Whole rupiah; of a range the upper end. Raises MoneyRefused, also when the unit is not clear."""
    if len(text) > _MOST_CHARACTERS:
        raise MoneyRefused("refused_too_long", most=_MOST_CHARACTERS)
    parts = [part for part in tokens(_without_currency(text))]
    if any(part in spoken.words("money", "other_currency") for part in parts):
        raise MoneyRefused("refused_money_currency")
    numbers = numbers_in(parts)
    number = upper_end(parts, numbers)
    if number is None or (number.start and parts[0] == "-"):
        raise MoneyRefused
    return _rupiah(_with_shared_unit(parts, numbers, number), parts)


def read_money_per_year(text: str) -> int:
    """The same for a whole year: `5 juta sebulan` is 60 million. A daily amount raises MoneyRefused: days differ."""
    said = folded(text)
    compact = text.lower().replace(" ", "")
    if _says(said, compact, "per_day"):
        raise MoneyRefused("refused_money_daily")
    amount = read_money(text)
    times = 12 if _says(said, compact, "per_month") else 52 if _says(said, compact, "per_week") else 1
    if amount * times > MOST_RUPIAH:
        raise MoneyRefused("refused_money_size")
    return amount * times


def _says(said: str, compact: str, period: str) -> bool:
    spelled = spoken.words("money", period)
    return any(word in compact if word.startswith("/") else holds_words(said, word) for word in spelled)


def _without_currency(text: str) -> str:
    lowered = text.lower()
    for currency in spoken.longest_first("money", "currency"):
        lowered = lowered.replace(currency, " ")
    return lowered.replace(",-", " ").replace(",00 ", " ")


def _with_shared_unit(parts: list[str], numbers: list[Number], number: Number) -> Number:
    """`5-10 juta` is meant as 5 juta to 10 juta; the unit stands with the last."""
    last = numbers[-1]
    return last if len(numbers) == 2 and last.has_unit and not numbers[0].has_unit else number


def _rupiah(number: Number, parts: list[str]) -> int:
    unit = parts[number.end - 1]
    if language.get() == "en" and unit in spoken.words("numbers", "unclear_in_english"):
        raise MoneyRefused("refused_money_unit")
    value = number.value
    if value and value < _SMALLEST_BARE_NUMBER:
        raise MoneyRefused("refused_money_unit")
    if value > MOST_RUPIAH:
        raise MoneyRefused("refused_money_size")
    return int(value.to_integral_value(rounding="ROUND_HALF_UP") if isinstance(value, Decimal) else value)

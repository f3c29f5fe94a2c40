"""The year in which something began: `2019`, `sejak thn 2018`, `tahun lalu`, `sudah 5 tahun`, `'19`."""

from __future__ import annotations

import re
from datetime import date

from content import spoken
from services.errors import YearRefused
from services.reading.folding import folded, holds_words
from services.reading.number_words import Number, numbers_in, tokens

EARLIEST_YEAR = 1945
_MOST_CHARACTERS = 120
_SHORT_YEAR = re.compile(r"(?:^|\s)(?:(?:tahun|thn|th)\.?\s*'?|['’`])(\d{2})(?!\d)(?!\s*(?:tahun|thn|th)\b)")


def read_year(text: str, today: date) -> int:
    """The year meant, between 1945 and this one; of two years the earlier. Raises YearRefused."""
    if len(text) > _MOST_CHARACTERS:
        raise YearRefused("refused_too_long", most=_MOST_CHARACTERS)
    year = _year_in_digits(text, today) or _year_in_words(text, today)
    if year is None:
        raise YearRefused(this_year=today.year)
    if not EARLIEST_YEAR <= year <= today.year:
        raise YearRefused("refused_year_out_of_reach", earliest=EARLIEST_YEAR, this_year=today.year)
    return year


def _year_in_digits(text: str, today: date) -> int | None:
    whole = [int(found) for found in re.findall(r"(?<![\d.,])((?:1[89]|2[01])\d{2})(?!\d|[.,]\d)", text)]
    if whole:
        return min(whole)
    short = _SHORT_YEAR.search(text.lower())
    if short:
        two = int(short.group(1))
        return 2000 + two if 2000 + two <= today.year else 1900 + two
    return None


def _year_in_words(text: str, today: date) -> int | None:
    parts, said = tokens(text), folded(text)
    numbers = numbers_in(parts)
    if numbers:
        return _counted_back(parts, numbers[-1], today)
    if _any_of(said, "last_month"):
        return _months_ago(today, 1)
    for kind, years in (("last_year", 1), ("this_year", 0)):
        if _any_of(said, kind):
            return today.year - years
    return None


def _counted_back(parts: list[str], number: Number, today: date) -> int | None:
    count = int(number.value)
    if count >= EARLIEST_YEAR:
        return count
    after = parts[number.end : number.end + 2]
    if any(part in spoken.words("years", "years") for part in after):
        return today.year - count
    if any(part in spoken.words("years", "months") for part in after):
        return _months_ago(today, count)
    return None


def _months_ago(today: date, months: int) -> int:
    return (today.year * 12 + today.month - 1 - months) // 12


def _any_of(said: str, kind: str) -> bool:
    return any(holds_words(said, phrase) for phrase in spoken.words("years", kind))

"""How many sessions somebody can hold: `3`, `tiga kali`, `2-3 sesi`, `paling banyak 5`."""

from __future__ import annotations

from services.errors import MentorRefused
from services.reading.counts import upper_end
from services.reading.number_words import numbers_in, tokens

_MOST_CHARACTERS = 80


def read_limit(text: str, least: int, most: int) -> int:
    """The one number in a text, of a range the upper end; raises MentorRefused outside of the two bounds."""
    parts = tokens(text[:_MOST_CHARACTERS])
    number = upper_end(parts, numbers_in(parts))
    if number is None or number.value != int(number.value) or not least <= number.value <= most:
        raise MentorRefused("refused_mentor_limit", least=least, most=most)
    return int(number.value)

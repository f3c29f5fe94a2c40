"""How many people: `20 org`, `dua puluh`, `sendiri`, `ber 3`, `saya dan suami`, `sekitar 10`."""

from __future__ import annotations

from content import spoken
from services.errors import CountRefused
from services.reading.folding import folded, holds_words
from services.reading.number_words import Number, numbers_in, tokens

MOST_PEOPLE = 10_000
_MOST_CHARACTERS = 120


def read_count(text: str) -> int:
    """The number of people meant; of a range (`3-5 orang`) the upper end. Raises CountRefused."""
    if len(text) > _MOST_CHARACTERS:
        raise CountRefused("refused_too_long", most=_MOST_CHARACTERS)
    parts = tokens(text)
    numbers = numbers_in(parts)
    if not numbers:
        return _without_number(folded(text))
    if any(part in spoken.words("people", "not_people") for part in parts):
        raise CountRefused
    count = _one_number(parts, numbers)
    if _counts_the_owner_apart(parts, numbers[0]):
        count += 1
    return _checked(count)


def upper_end(parts: list[str], numbers: list[Number]) -> Number | None:
    """The one number, or the larger of two with a word like `sampai` between; None when it is unclear."""
    if not all(number.is_clear for number in numbers):
        return None
    if len(numbers) == 1:
        return numbers[0]
    if len(numbers) != 2:
        return None
    middle = parts[numbers[0].end : numbers[1].start]
    if not any(part in spoken.words("ranges", "between") for part in middle):
        return None
    return max(numbers, key=lambda number: number.value)


def _one_number(parts: list[str], numbers: list[Number]) -> int:
    number = upper_end(parts, numbers)
    if number is None or number.value != int(number.value):
        raise CountRefused
    if number.start and parts[number.start - 1] == "-" and number is numbers[0] and parts[:1] == ["-"]:
        raise CountRefused
    return int(number.value)


def _checked(count: int) -> int:
    if not 0 <= count <= MOST_PEOPLE:
        raise CountRefused
    return count


def _counts_the_owner_apart(parts: list[str], number: Number) -> bool:
    """`saya dan 2 anak` are three."""
    before = parts[: number.start]
    return any(part in spoken.words("people", "self") for part in before) and any(
        part in spoken.words("people", "joining") for part in before
    )


def _without_number(said: str) -> int:
    words = said.split()
    for together, count in spoken.values("people", "together").items():
        if together in words:
            return count
    if any(holds_words(said, none) for none in spoken.words("people", "none")):
        return 0
    relatives = {word for word in words if word in spoken.words("people", "relatives")}
    has_self = any(word in spoken.words("people", "self") for word in words)
    if relatives and (has_self or len(relatives) == 1):
        if len([word for word in words if word in relatives]) > len(relatives):  # anak-anak: how many?
            raise CountRefused
        return 1 + len(relatives)
    if any(word in spoken.words("people", "alone") for word in words) or (has_self and len(words) <= 4):
        return 1
    raise CountRefused

"""From a text to its words: numbers, dates and times in digits, and what content/rules/moments.yaml knows.

The kinds are those of that file, and: `number`, `time` (hour, minute), `slashed` (day, month, year or None) for what
is written in digits; `dash`; `other` for a word that is not known, which says nothing about days and times.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

from rapidfuzz.distance import OSA

from content.rules.moments import moment_words
from services.reading.number_words import numbers_in

_TOKEN = re.compile(
    r"(?P<iso>\d{4}-\d{1,2}-\d{1,2}(?!\d))"
    r"|(?P<date>\d{1,2}(?P<sign>[-/.])\d{1,2}(?P=sign)(?:\d{4}|\d{2})(?!\d))"
    r"|(?P<slashed>\d{1,2}/\d{1,2}(?![\d/]))"
    r"|(?P<time>\d{1,2}[.:]\d{2}(?![\d]|[.:]\d))"
    r"|(?P<number>\d+)"
    r"|(?P<until>\bs/d\b)"
    r"|(?P<word>[a-z]+)"
    r"|(?P<dash>[-–—~])"
    r"|(?P<joined>[&+])"
    r"|(?P<either>(?<=[a-z\d\s])/(?=[a-z\d\s]))"
)
_INSIDE_A_WORD = re.compile(r"(?<=[a-z])['’‘`´](?=[a-z])")
_LARGEST = 9999
_SHORTEST_REPAIRED = 5
_REPAIRED = frozenset({"weekday", "month", "day"})
_SIGNS = {"until": "to", "dash": "dash", "joined": "and", "either": "or"}


@dataclass(frozen=True)
class Word:
    """One word, sign or phrase; `parts` is what stands in digits. The value of a `time` is 1 for one like `06.00`."""

    kind: str
    value: int | str = 0
    parts: tuple[int | None, ...] = ()

    @property
    def number(self) -> int:
        return self.value if isinstance(self.value, int) else 0


def words_of(text: str) -> list[Word]:
    """The words of a text, known phrases and numbers in words made one."""
    plain = unicodedata.normalize("NFKC", text).lower()
    found: list[Word] = []
    run: list[str] = []
    for token in _TOKEN.finditer(_INSIDE_A_WORD.sub("", plain)):
        if token.lastgroup == "word":
            run.append(token[0])
            continue
        found += _known(run)
        run = []
        found.append(_in_digits(token))
    return found + list(_known(run))


def _in_digits(token: re.Match[str]) -> Word:
    kind = token.lastgroup or ""
    if kind in _SIGNS:
        return Word(_SIGNS[kind])
    figures = tuple(int(digits[:20]) for digits in re.findall(r"\d+", token[0]))
    match kind:
        case "iso":
            return Word("slashed", parts=figures[::-1])
        case "date":
            day, month, year = figures
            return Word("slashed", parts=(day, month, year if year > 99 else 2000 + year))
        case "slashed":
            return Word("slashed", parts=(*figures, None))
        case "time":
            return Word("time", int(token[0].startswith("0")), figures)
    return Word("number", min(figures[0], _LARGEST))


def _known(run: list[str]) -> Iterator[Word]:
    """The meanings of a run of plain words: the longest phrase first, then numbers, then small slips of the pen."""
    numbers = {number.start: number for number in numbers_in(run)}
    at = 0
    while at < len(run):
        size, meaning = _phrase_at(run, at)
        number = numbers.get(at)
        if meaning is not None:
            yield from _meant(*meaning)
        elif number is not None and number.value == int(number.value) <= _LARGEST:
            yield Word("number", int(number.value))
            size = number.end - number.start
        else:
            yield from _meant(*_repaired(run[at]))
        at += size


def _phrase_at(run: list[str], at: int) -> tuple[int, tuple[str, int | str] | None]:
    known = moment_words()
    for size in range(min(known.longest, len(run) - at), 0, -1):
        if meaning := known.meanings.get(tuple(run[at : at + size])):
            return size, meaning
    return 1, None


def _meant(kind: str, value: int | str) -> Iterator[Word]:
    if kind == "instead":
        yield from _known(str(value).split())
    else:
        yield Word(kind, value)


def _repaired(word: str) -> tuple[str, int | str]:
    """One wrong, missing or swapped letter in a long name of a day or month, where only one name is that near."""
    near = {
        meaning
        for phrase, meaning in moment_words().meanings.items()
        if len(word) >= _SHORTEST_REPAIRED <= len(phrase[0]) and len(phrase) == 1 and meaning[0] in _REPAIRED
        if OSA.distance(word, phrase[0], score_cutoff=1) <= 1
    }
    return near.pop() if len(near) == 1 else ("other", 0)

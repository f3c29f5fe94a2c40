"""The days and times in a text about the usual week, with `senin-kamis` and `9-11` put together."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from enum import Enum, auto

from content.rules.week_words import week_words
from services.errors import HoursRefused
from services.week import PARTS, Part

_MOST_CHARACTERS = 300
_WORD = re.compile(r"\d+(?:[.:]\d{2})?|[a-z]+|-")


class Sign(Enum):
    """A word that is neither a day nor a time."""

    UNTIL = auto()
    EXCEPT = auto()
    NEVER = auto()
    ALWAYS = auto()


@dataclass(frozen=True)
class Days:
    """Days of the week, Monday 0."""

    days: frozenset[int]


@dataclass(frozen=True)
class Span:
    """Hours of a day from `start` until before `end`. A single hour that was said is `is_hour`: it may begin a span."""

    start: int
    end: int
    is_hour: bool = False


@dataclass(frozen=True)
class _Number:
    """A time as it was written, `rounded` up to the full hour."""

    hour: int
    rounded: int


Token = Sign | Days | Span
_Raw = Token | _Number | Part
_KINDS = {"until": Sign.UNTIL, "except": Sign.EXCEPT, "never": Sign.NEVER, "always": Sign.ALWAYS}
_WHOLE_DAY = Span(min(hours.start for hours in PARTS.values()), max(hours.stop for hours in PARTS.values()))


def tokens_of(said: str) -> list[Token]:
    """What a text is made of. Raises HoursRefused for words that are not known."""
    return _joined(_with_hours(_known(_words(said))))


def _words(said: str) -> list[str]:
    if len(said) > _MOST_CHARACTERS:
        raise HoursRefused
    dashed = re.sub("[‐-―−]", "-", said)
    plain = unicodedata.normalize("NFKD", dashed).encode("ascii", "ignore").decode().lower()
    return _WORD.findall(plain)


def _known(words: list[str]) -> list[_Raw]:
    """The longest phrases first; words that only fill are left out."""
    found: list[_Raw] = []
    at = 0
    while at < len(words):
        size, token = _phrase(words, at) or (1, _single(words[at]))
        found += [token] if token is not None else []
        at += size
    return found


def _phrase(words: list[str], at: int) -> tuple[int, _Raw | None] | None:
    known = week_words()
    for size in range(min(known.longest, len(words) - at), 0, -1):
        phrase = " ".join(words[at : at + size])
        if phrase in known.days:
            return size, Days(known.days[phrase])
        if phrase in known.parts:
            part = known.parts[phrase]
            return size, _WHOLE_DAY if part == "whole_day" else Part(part)
        if phrase in known.kinds:
            return size, _KINDS.get(known.kinds[phrase])
    return None


def _single(word: str) -> _Raw:
    if word == "-":
        return Sign.UNTIL
    if not word[0].isdigit():
        raise HoursRefused
    hour, _, minute = word.replace(":", ".").partition(".")
    if len(hour) > 2 or int(hour) > 24 or int(minute or 0) > 59:
        raise HoursRefused
    return _Number(int(hour), int(hour) + (int(minute or 0) > 0))


def _with_hours(raw: list[_Raw]) -> list[Token]:
    """Numbers as hours of the day: `7 malam` is 19, and in `7-9 malam` the first is of the evening too."""
    found: list[Token] = []
    for at, token in enumerate(raw):
        before, after = raw[at - 1] if at else None, raw[at + 1] if at + 1 < len(raw) else None
        if isinstance(token, Part):
            if not isinstance(before, _Number):
                found.append(Span(PARTS[token].start, PARTS[token].stop))
        elif isinstance(token, _Number):
            found.append(_hour(token, after if isinstance(after, Part) else _shared_part(raw, at)))
        else:
            found.append(token)
    return found


def _shared_part(raw: list[_Raw], at: int) -> Part | None:
    """The part behind the end of a span, for its beginning: `2-4 sore`, but not `9 sampai 3 sore`."""
    match raw[at + 1 : at + 4]:
        case [Sign.UNTIL, _Number() as end, Part() as part]:
            return part if _hour(raw[at], part).start < _hour(end, part).start else None  # type: ignore[arg-type]
    return None


def _hour(number: _Number, part: Part | None) -> Span:
    """The hour of the day; from one to six without a part it is one of the afternoon."""
    if part is Part.MORNING and number.hour > 12:
        raise HoursRefused
    is_after_noon = number.hour < 7 if part is None else part is not Part.MORNING and number.hour < _SWITCH[part]
    start = number.rounded + 12 * (is_after_noon and number.hour > 0)
    return Span(start, start + 1, is_hour=True)


_SWITCH = {Part.NOON: 11, Part.AFTERNOON: 12, Part.EVENING: 12}
"""From which hour on a part means the number as it stands: `11 siang` is 11, `12 siang` is 12, `1 siang` is 13."""


def _joined(tokens: list[Token]) -> list[Token]:
    """The same with what stands around `sampai` put together."""
    found: list[Token] = []
    for token in tokens:
        if found[-1:] == [Sign.UNTIL] and token is not Sign.UNTIL:
            found.pop()
            found.append(_span(found.pop() if found else None, token))
        else:
            found.append(token)
    return found


def _span(first: Token | None, last: Token) -> Token:
    match first, last:
        case Days(days), Days(until) if len(days) == len(until) == 1:
            (start,), (end,) = days, until
            return Days(frozenset((start + step) % 7 for step in range((end - start) % 7 + 1)))
        case Span(start=start), Span(start=end, is_hour=True) if start < end:
            return Span(start, end)
        case Span(start=start), Span(end=end) if start < end:
            return Span(start, end)
    raise HoursRefused

"""When somebody has a connection, as people type it: `jam 6 sampai 8 malam`, `pagi`, `18.00-21.00`, `kapan saja`.

Whole hours: what begins or ends within an hour leaves that hour out.
"""

from __future__ import annotations

import re

from services.errors import WindowRefused
from services.reading.folding import folded

Window = tuple[int, int]

PARTS: dict[str, Window] = {"morning": (6, 9), "noon": (11, 14), "afternoon": (15, 18), "evening": (18, 21)}
"""What is offered as a button, and what a part of the day alone means."""
_PART_WORDS = {
    "pagi": "morning", "subuh": "morning", "morning": "morning", "am": "morning",
    "siang": "noon", "noon": "noon", "tengah hari": "noon",
    "sore": "afternoon", "petang": "afternoon", "afternoon": "afternoon",
    "malam": "evening", "mlm": "evening", "evening": "evening", "night": "evening", "pm": "evening",
}  # fmt: skip
_ANYTIME = {"kapan saja", "kapan aja", "kapanpun", "selalu", "selalu ada", "bebas", "sepanjang hari", "seharian",
            "24 jam", "any time", "anytime", "always", "all day"}  # fmt: skip
_MINUTES, _DASH = re.compile(r"(\d)[.:](\d{2})\b"), re.compile(r"[-\u2013\u2014]|\bs/d\b")
_HOUR = r"(\d{1,2})(?:m(\d{2}))?(?: ?({parts}))?"
_SPAN = re.compile(
    ("(?:dari |from )?(?:jam |pukul |pkl )?" + _HOUR + r" ?(?:sampai|sampe|smp|sd|hingga|ke|to|until|till)"
     r"(?: jam| pukul| pkl)? ?" + _HOUR).replace("{parts}", "|".join(_PART_WORDS))
)  # fmt: skip
_COURTESY = re.compile(
    r"\b(biasanya|kira kira|sekitar|setiap|tiap|hari|waktu|ya|bu|pak|kak|wita|usually|around|the|in)\b"
)


def read_window(said: str) -> Window | None:
    """(from, until) in hours, None for any time; it may cross midnight. Raises WindowRefused."""
    words = folded(_DASH.sub(" sampai ", _MINUTES.sub(r"\1m\2", said)))
    if words in _ANYTIME:
        return None
    words = " ".join(_COURTESY.sub(" ", words).split())
    if words in _ANYTIME:
        return None
    if words in _PART_WORDS:
        return PARTS[_PART_WORDS[words]]
    found = _SPAN.fullmatch(words)
    if found is None:
        raise WindowRefused
    return _hours(found)


def _hours(found: re.Match[str]) -> Window:
    first, first_minute, first_part, last, last_minute, last_part = found.groups()
    begin_said, end = int(first), int(last)
    if begin_said > 24 or end > 24 or int(first_minute or 0) > 59 or int(last_minute or 0) > 59:
        raise WindowRefused
    until = _of_part(end, last_part or first_part)
    begin = _of_part(begin_said, first_part)
    if first_part is None and last_part is not None and _of_part(begin_said, last_part) < (until or 24):
        begin = _of_part(begin_said, last_part)  # `6 sampai 8 malam`
    if last_part is None and first_part is not None and until <= begin:
        until = end + 12 if begin < end + 12 < 24 else end  # `8 pagi sampai 4`
    lasts = 60 * (until - begin) + int(last_minute or 0) - int(first_minute or 0)
    start = (begin + (int(first_minute or 0) > 0)) % 24
    if lasts % (24 * 60) < 60 or start == until % 24:
        raise WindowRefused
    return start, until % 24


def _of_part(hour: int, part: str | None) -> int:
    """The hour of the day: `8 malam` is 20, `10 siang` 10, `12 malam` 0."""
    match _PART_WORDS.get(part or ""):
        case "morning":
            return 0 if hour == 12 else hour
        case "noon":
            return hour + 12 if hour < 7 else hour
        case "afternoon":
            return hour + 12 if hour < 12 else hour
        case "evening":
            return 0 if hour in (12, 24) and part != "pm" else hour + 12 if hour < 12 else hour
        case _:
            return hour

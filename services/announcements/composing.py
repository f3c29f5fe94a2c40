"""What an announcement says, before there is one: parts as they were sent, and what the platform would refuse."""

from __future__ import annotations

import html
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from durable.limits import CAPTION_UNITS, TEXT_UNITS, utf16_units
from models import PartKind
from services.errors import AnnouncementRefused
from services.reading.folding import visible as without_shapeless
from services.reading.shortening import shortened

MOST_CALLS = 5
MOST_IN_ALBUM = 10
MOST_MEGABYTES = 20
MOST_IN_TITLE = 80
_IN_ALBUMS = frozenset({PartKind.PHOTO, PartKind.VIDEO, PartKind.DOCUMENT})
_TAG = re.compile(r"<[^>]*>")
_BLANK = frozenset("\u115f\u1160\u2800\u3164\uffa0")
"""Letters that nobody sees."""


@dataclass(frozen=True)
class Part:
    """One message. Parts with the same `call` are one album. `words` are HTML: a text, or the caption of a file."""

    kind: PartKind
    words: str | None = None
    file_id: str | None = None
    latitude: float | None = None
    longitude: float | None = None
    call: int = 0

    @property
    def is_too_long(self) -> bool:
        """Whether a caption is longer than the platform takes; it can be sent as a text of its own."""
        return self.kind is not PartKind.TEXT and _units(self.words) > CAPTION_UNITS


def visible(words: str | None) -> str:
    """The words as people see them."""
    return html.unescape(_TAG.sub("", words or ""))


def is_blank(said: str) -> bool:
    """Whether there is nothing to be seen: spaces, and letters without a shape."""
    return all(sign in _BLANK or sign == " " for sign in without_shapeless(said))


def added(parts: Sequence[Part], part: Part, *, goes_on: bool = False, size: int | None = None) -> list[Part]:
    """The parts and one more, as a call of its own or (`goes_on`) in the album of the last one. `size` in bytes.

    Raises AnnouncementRefused for what can never be sent. A caption that is too long is taken: see `split`.
    """
    last = parts[-1] if parts else None
    is_same = goes_on and last is not None and {last.kind, part.kind} <= _IN_ALBUMS
    call = 0 if last is None else last.call + (not is_same)
    if part.kind is not PartKind.TEXT and is_blank(visible(part.words)):
        part = replace(part, words=None)
    whole = [*parts, replace(part, call=call)]
    if size is not None and size > MOST_MEGABYTES * 1024 * 1024:
        raise AnnouncementRefused("refused_announcement_file", most=MOST_MEGABYTES)
    return checked(whole)


def split(parts: Sequence[Part]) -> list[Part]:
    """Captions that are too long become a text after their file, or after their album. Raises AnnouncementRefused."""
    found: list[Part] = []
    for call in range(calls_in(parts)):
        same = [part for part in parts if part.call == call]
        at = found[-1].call + 1 if found else 0
        found += [replace(part, call=at, words=None if part.is_too_long else part.words) for part in same]
        texts = [part.words for part in same if part.is_too_long]
        found += [Part(PartKind.TEXT, words, call=at + after) for after, words in enumerate(texts, 1)]
    return checked(found)


def without(parts: Sequence[Part], call: int) -> list[Part]:
    """The parts without their last call, if that is this one: whoever presses twice drops one."""
    return [part for part in parts if part.call != call] if call == calls_in(parts) - 1 else list(parts)


def checked(parts: Sequence[Part]) -> list[Part]:
    """The parts, none of which the platform would refuse but for a caption's length. Raises AnnouncementRefused."""
    if calls_in(parts) > MOST_CALLS:
        raise AnnouncementRefused("refused_announcement_parts", most=MOST_CALLS)
    for part in parts:
        if part.kind is PartKind.TEXT and is_blank(visible(part.words)):
            raise AnnouncementRefused("refused_announcement_empty")
        if (units := _units(part.words)) > TEXT_UNITS:
            raise AnnouncementRefused("refused_announcement_long", units=units, most=TEXT_UNITS)
        if sum(other.call == part.call for other in parts) > MOST_IN_ALBUM:
            raise AnnouncementRefused("refused_announcement_album", most=MOST_IN_ALBUM)
    return list(parts)


def complete(parts: Sequence[Part]) -> list[Part]:
    """The same of a whole announcement, which has something to say. Raises AnnouncementRefused."""
    if not parts:
        raise AnnouncementRefused("refused_announcement_empty")
    if any(part.is_too_long for part in parts):
        raise AnnouncementRefused("refused_announcement_caption", most=CAPTION_UNITS)
    return checked(parts)


def calls_in(parts: Sequence[Part]) -> int:
    """How many calls they make."""
    return parts[-1].call + 1 if parts else 0


def title_of(parts: Sequence[Part]) -> str:
    """The first words without formatting, on one line, to stand within a sentence; empty when there are none."""
    said = next((part.words for part in parts if part.words), None)
    return shortened(visible(said), MOST_IN_TITLE).removesuffix(".")


def _units(words: str | None) -> int:
    return utf16_units(visible(words)) if words else 0

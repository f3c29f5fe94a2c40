"""An announcement as people get it: the calls of the platform that its parts make, the same in preview and sending."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import groupby
from typing import Any

import content.texts
from handlers.news.names import rows_of
from handlers.replies import Rows
from models import AnnouncementPart, PartKind
from services.announcements.composing import Part

text = content.texts.load("announcement_message")
ABOUT = "announcement"
"""What its messages are about; the id is the announcement's."""
Call = tuple[str, dict[str, Any]]
"""Method and parameters, without `chat_id`."""
_METHODS = {
    PartKind.PHOTO: "sendPhoto",
    PartKind.VIDEO: "sendVideo",
    PartKind.VOICE: "sendVoice",
    PartKind.DOCUMENT: "sendDocument",
}


def calls_of(
    parts: Iterable[AnnouncementPart | Part], announcement_id: int, asks_rsvp: bool, rows: Rows | None = None
) -> list[Call]:
    """One call for each message (an album is one), in the language that is set; the last carries the buttons.

    `rows` are those of somebody who has answered already.

    An album cannot carry buttons, so that a short text with them comes after one that is the last.
    """
    calls = [_call(list(same)) for _, same in groupby(parts, key=lambda part: part.call)]
    if calls[-1][0] == "sendMediaGroup":
        calls.append(("sendMessage", {"text": text.ask_rsvp if asks_rsvp else text.told_above, "parse_mode": "HTML"}))
    calls[-1][1]["reply_markup"] = _markup(rows or rows_of(announcement_id, asks_rsvp=asks_rsvp))
    return calls


def _call(parts: Sequence[AnnouncementPart | Part]) -> Call:
    part = parts[0]
    if len(parts) > 1:
        return "sendMediaGroup", {"media": [_file("media", each) | {"type": each.kind.value} for each in parts]}
    if part.kind is PartKind.TEXT:
        return "sendMessage", {"text": part.words, "parse_mode": "HTML", "link_preview_options": {"is_disabled": True}}
    if part.kind is PartKind.LOCATION:
        return "sendLocation", {"latitude": part.latitude, "longitude": part.longitude}
    return _METHODS[part.kind], _file(part.kind.value, part)


def _file(name: str, part: AnnouncementPart | Part) -> dict[str, Any]:
    caption = {"caption": part.words, "parse_mode": "HTML"} if part.words else {}
    return {name: part.file_id, **caption}


def _markup(rows: Rows) -> dict[str, Any]:
    return {"inline_keyboard": [[key.to_dict() for key in row] for row in rows]}

"""The words of an announcement put right in messages that are sent already."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from handlers.announcements.message import Call, calls_of
from handlers.replies import Rows
from models import AnnouncementPart

_KEPT = ("parse_mode", "link_preview_options", "reply_markup")


def edits_of(
    parts: Iterable[AnnouncementPart],
    announcement_id: int,
    asks_rsvp: bool,
    messages: Mapping[int, Sequence[int]],
    rows: Rows | None = None,
) -> list[Call]:
    """An edit for each message with words of staff; `messages` are the ids that each call became.

    Its buttons are sent with it, as they stand for who has it: an edit without them would take them away.
    """
    parts = list(parts)
    own = len({part.call for part in parts})
    edits: list[Call] = []
    for number, (method, params) in enumerate(calls_of(parts, announcement_id, asks_rsvp, rows)[:own]):
        ids = messages.get(number, ())
        if method == "sendMediaGroup":
            edits += [_edit(message, item) for message, item in zip(ids, params["media"], strict=False)]
        elif ids:
            edits.append(_edit(ids[0], params))
    return [edit for edit in edits if edit[1]]


def _edit(message_id: int, params: Mapping[str, Any]) -> Call:
    for name, method in (("text", "editMessageText"), ("caption", "editMessageCaption")):
        if name in params:
            kept = {key: params[key] for key in _KEPT if key in params}
            return method, {"message_id": message_id, name: params[name], **kept}
    return "", {}

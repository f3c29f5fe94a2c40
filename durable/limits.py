"""What the platform refuses by its length, refused already in the handler.

After the commit it would be too late: the person would get nothing. Raised here the update is undone,
tried again and, when it stays so, answered with an apology.
"""

from __future__ import annotations

import html
import re
from typing import Any

TEXT_UNITS = 4096
CAPTION_UNITS = 1024
CALLBACK_ANSWER_UNITS = 200
BUTTON_DATA_BYTES = 64

_TAG = re.compile(r"<[^>]*>")


class TooLong(ValueError):
    """A text, caption or button is longer than the platform takes; the message gives the lengths, never the words."""


class Empty(ValueError):
    """A message without a text."""


def utf16_units(text: str) -> int:
    """The length as the platform counts: most signs are one unit, an emoji two or more."""
    return len(text) + sum(sign > "\uffff" for sign in text)


def check(method: str, params: dict[str, Any]) -> None:
    """Raises TooLong or Empty for what the platform would refuse."""
    if method == "answerCallbackQuery":
        _check_length("the answer to a press", params.get("text"), None, CALLBACK_ANSWER_UNITS)
        return
    parse_mode = params.get("parse_mode")
    if "text" in params:
        if not _visible(str(params["text"]), parse_mode).strip():
            raise Empty(f"{method} without a text")
        _check_length("the text", params["text"], parse_mode, TEXT_UNITS)
    _check_length("the caption", params.get("caption"), parse_mode, CAPTION_UNITS)
    markup = params.get("reply_markup")
    if isinstance(markup, dict):
        _check_buttons(markup)


def _check_length(what: str, text: object, parse_mode: object, limit: int) -> None:
    # A sign is at most two units, so half the limit needs no counting.
    if not isinstance(text, str) or len(text) <= limit // 2:
        return
    units = utf16_units(_visible(text, parse_mode))
    if units > limit:
        raise TooLong(f"{what} has {units} UTF-16 units, {limit} are allowed: shorten it or send two messages")


def _visible(text: str, parse_mode: object) -> str:
    """What remains when the marks of the format are read; only HTML, the one we write, is."""
    return html.unescape(_TAG.sub("", text)) if parse_mode == "HTML" else text


def _check_buttons(markup: dict[str, Any]) -> None:
    for row in markup.get("inline_keyboard") or ():
        for button in row:
            size = len(str(button.get("callback_data", "")).encode())
            if size > BUTTON_DATA_BYTES:
                raise TooLong(f"a button carries {size} bytes, {BUTTON_DATA_BYTES} are allowed: put an id there")

"""The data of inline buttons: `<conversation>:<step>:<what>`, written and read in one place.

It comes back from the phone and is never trusted: it only says which button somebody claims to have pressed.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from telegram import InlineKeyboardButton, Update

from services.reading.shortening import shortened

MOST_BYTES = 64
_LONGEST_LABEL = 32
_LARGEST_ID = 2**31 - 1
"""Of the office's tables; PostgreSQL would not even look for a larger one."""


class Press(NamedTuple):
    """A press as the phone tells it."""

    conversation: str
    step: str
    what: str


def data(conversation: str, step: str, what: object = 0) -> str:
    """The data of a button; raises ValueError when Telegram would not take it."""
    written = f"{conversation}:{step}:{what}"
    if len(written.encode()) > MOST_BYTES:
        raise ValueError(f"callback data over {MOST_BYTES} bytes: {written}")
    return written


def button(label: str, conversation: str, step: str, what: object = 0) -> InlineKeyboardButton:
    """An inline button with a label that fits a phone."""
    return InlineKeyboardButton(shortened(label, _LONGEST_LABEL), callback_data=data(conversation, step, what))


def pattern(conversation: str, *steps: str) -> str:
    """A regular expression that the data of these steps fits."""
    return rf"^{re.escape(conversation)}:(?:{'|'.join(map(re.escape, steps))}):"


def press(update: Update) -> Press:
    """What was pressed; missing parts are empty."""
    query = update.callback_query
    parts = (query.data if query and query.data else "").split(":", 2)
    return Press(*parts, *[""] * (3 - len(parts)))


def number(what: str) -> int | None:
    """The id in a button's data, or None when it is none (a forged or very old button)."""
    found = int(what) if re.fullmatch(r"\d{1,10}", what) else _LARGEST_ID + 1
    return found if found <= _LARGEST_ID else None

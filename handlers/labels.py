"""Messages that count as commands or as answers: a label of the menu never becomes somebody's answer."""

from __future__ import annotations

from functools import cache

from telegram import Message
from telegram.ext import filters
from telegram.ext.filters import MessageFilter, UpdateType

import content.texts
from services.reading import folded

text = content.texts.load("menu")

MENU = ("button_register", "button_my_businesses", "button_ask", "button_mentor", "button_help", "button_language")
"""The labels of the main menu, in the order of its buttons."""
_ALWAYS = (*MENU, "button_menu", "button_cancel")


@cache
def wordings(*keys: str) -> frozenset[str]:
    """Every wording of these labels, in all languages and earlier forms, as `folded` text."""
    return frozenset(folded(wording) for key in keys for wording in text.all_wordings(key))


class Label(MessageFilter):
    """Lets through a text that is one of these labels, pressed or typed."""

    def __init__(self, *keys: str) -> None:
        super().__init__(name=f"Label({', '.join(keys)})")
        self._keys = keys

    def filter(self, message: Message) -> bool:
        """Signs and capitals do not count."""
        said = message.text or ""
        return len(said) < 60 and folded(said) in wordings(*self._keys)


def label(key: str) -> filters.BaseFilter:
    """A new message that is this label."""
    return UpdateType.MESSAGE & filters.TEXT & Label(key)


WORDS = UpdateType.MESSAGE & filters.TEXT & ~filters.COMMAND & ~Label(*_ALWAYS)
"""A text, written or passed on, that is no command."""
ANSWER = WORDS & ~filters.FORWARDED & ~filters.VIA_BOT
"""A text somebody wrote just now that may be an answer."""

"""What the platform shows about the bot before anybody writes to it."""

from __future__ import annotations

import content.texts
from content.language import language

text = content.texts.load("introduction").require("description", "short_description")


def description(spoken: str) -> str:
    """The words in an empty chat, at most 512 characters, in this language."""
    return _in(spoken, "description")


def short_description(spoken: str) -> str:
    """The words on the bot's card, at most 120 characters, in this language."""
    return _in(spoken, "short_description")


def _in(spoken: str, key: str) -> str:
    token = language.set(spoken)
    try:
        return text[key].plain().strip()
    finally:
        language.reset(token)

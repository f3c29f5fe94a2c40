"""The names of the conversation and its steps, for all who make buttons that lead to it."""

from __future__ import annotations

from enum import StrEnum

from telegram import InlineKeyboardButton

import content.texts
from content.texts import Text
from handlers.callbacks import button

NAME = "announce"
text = content.texts.load("announcing")


class Announce(StrEnum):
    """What is asked, and the look at the whole."""

    CONTENT = "content"
    TOPIC = "topic"
    EVENT = "event"
    PEOPLE = "people"
    WHEN = "when"
    SUMMARY = "summary"


STATES = frozenset(step.value for step in Announce)


def act(label: Text, step: str, what: object = 0) -> InlineKeyboardButton:
    """A button of this conversation."""
    return button(label.plain(), NAME, step, what)

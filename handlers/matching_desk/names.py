"""The name of the conversation, its words, and the buttons and names that several places use."""

from __future__ import annotations

import re

from telegram import InlineKeyboardButton

import content.texts
from handlers.callbacks import button, number
from models import Mentor, NoMatch

text = content.texts.load("matching_desk").require(*(f"told_why_{why.value}" for why in NoMatch))
NAME = "matching_desk"


def mentor_name(mentor: Mentor | None) -> str:
    """How a mentor is called."""
    return (mentor.person.name if mentor is not None else None) or text.told_nameless


def home_button() -> InlineKeyboardButton:
    """Back to the beginning."""
    return button(text.button_home.plain(), NAME, "home")


def two_numbers(what: str) -> tuple[int, int]:
    """`12.3` in a button's data; what is forged is (0, 0)."""
    found = re.fullmatch(r"(\d+)\.(\d+)", what)
    one, other = (number(part) for part in found.groups()) if found else (None, None)
    return (one, other) if one is not None and other is not None else (0, 0)

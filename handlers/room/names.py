"""What the room's buttons are called, and how its people are."""

from __future__ import annotations

from telegram import InlineKeyboardButton

import content.texts
from handlers.callbacks import button
from models import Meeting, Side

text = content.texts.load("room")
NAME = "room"


def name_of(meeting: Meeting, side: Side) -> str:
    """How the person on this side is called."""
    return meeting.name_of(side) or text[f"told_nameless_{side.value}"].plain()


def end_button(meeting: Meeting) -> InlineKeyboardButton:
    """Ends the talk, after asking once more."""
    return button(text.button_end.plain(), NAME, "end", meeting.id)


def report_button(meeting: Meeting, *, below_words: bool = False) -> InlineKeyboardButton:
    """Complains about the other side, after asking once more; below the other's words, about these."""
    return button(text.button_report.plain(), NAME, "report_words" if below_words else "report", meeting.id)

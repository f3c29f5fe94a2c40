"""What the buttons of classes are called."""

from __future__ import annotations

from telegram import InlineKeyboardButton

import content.texts
from content.texts import Text
from handlers.callbacks import button
from models import Workshop

text = content.texts.load("workshops")
NAME = "workshop"
RUN = "workshop_run"
"""The conversation in which whoever runs a class says where it is and who came."""
ABOUT = "workshop"


def act(label: Text, step: str, workshop: Workshop) -> InlineKeyboardButton:
    """A button that does this with this class."""
    return button(label.plain(), NAME, step, workshop.id)


def list_button() -> InlineKeyboardButton:
    """Back to all classes."""
    return button(text.button_list.plain(), NAME, "list")

"""The names of the conversation and its one step."""

from __future__ import annotations

from enum import StrEnum

from telegram import InlineKeyboardButton

import content.texts
from content.texts import Text
from handlers.announcing.names import NAME as ANNOUNCE
from handlers.callbacks import button
from models import Announcement

NAME = "approval"
text = content.texts.load("announcement_approval")


class Approval(StrEnum):
    """The one thing that is asked."""

    REASON = "reason"


def again(announcement: Announcement) -> InlineKeyboardButton:
    """Makes it the start of another one."""
    return button(text.button_again.plain(), ANNOUNCE, "again", announcement.id)


def act(label: Text, step: str, announcement_id: int) -> InlineKeyboardButton:
    """A button of this conversation."""
    return button(label.plain(), NAME, step, announcement_id)

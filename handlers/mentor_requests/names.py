"""The names of the conversation's buttons, and mentors as producers read of them."""

from __future__ import annotations

from telegram import InlineKeyboardButton

import content.texts
from handlers.callbacks import button
from models import HelpRequest, Mentor

text = content.texts.load("mentor_requests")
NAME = "requests"
ABOUT = "request"
"""What messages to a producer about a request are about."""


def mentor_name(mentor: Mentor) -> str:
    """How a mentor is called."""
    return mentor.person.name or text.told_nameless


def view_button(request: HelpRequest) -> InlineKeyboardButton:
    """Leads to a request of one's own."""
    return button(text.button_view.plain(), NAME, "view", request.id)

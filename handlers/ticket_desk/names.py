"""The name of the conversation and the buttons that several places make."""

from __future__ import annotations

from telegram import InlineKeyboardButton

import content.texts
from handlers.callbacks import button
from models import Ticket

text = content.texts.load("ticket_desk")
NAME = "ticket_desk"


def view_button(ticket: Ticket) -> InlineKeyboardButton:
    """Opens the question."""
    return button(text.button_number.plain(number=ticket.id), NAME, "view", ticket.id)


def list_button() -> InlineKeyboardButton:
    """Opens the list of all that waits."""
    return button(text.button_list.plain(), NAME, "list")

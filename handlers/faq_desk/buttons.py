"""The buttons of the desk that stand in more than one place, and the words of the desk."""

from __future__ import annotations

from telegram import InlineKeyboardButton

import content.texts
from handlers.callbacks import button
from models import FaqVersion, Person

text = content.texts.load("faq_desk")
NAME = "faq_desk"
REJECT = "faq_reject"


def buttons_under(topic_id: int) -> list[InlineKeyboardButton]:
    """For staff, under any answer: pull it, or correct it."""
    return [
        button(text.button_pull.plain(), NAME, "pull", topic_id),
        button(text.button_fix.plain(), NAME, "fix", topic_id),
    ]


def buttons_while_pulled(topic_id: int) -> list[InlineKeyboardButton]:
    """For staff, under an answer that is given to nobody."""
    return [
        button(text.button_fix.plain(), NAME, "fix", topic_id),
        button(text.button_back_in_use.plain(), NAME, "back", topic_id),
    ]


def buttons_of_proposal(version: FaqVersion, reader: Person) -> list[InlineKeyboardButton]:
    """To decide on what somebody else proposes, or on one's own."""
    if version.author_id == reader.id:
        return [
            button(text.button_approve_alone.plain(), NAME, "approve", version.id),
            button(text.button_withdraw.plain(), NAME, "withdraw", version.id),
        ]
    return [
        button(text.button_approve.plain(), NAME, "approve", version.id),
        button(text.button_reject.plain(), REJECT, "ask", version.id),
    ]


def button_list() -> InlineKeyboardButton:
    """Back to the list of all answers."""
    return button(text.button_list.plain(), NAME, "list")

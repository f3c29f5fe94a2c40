"""The name of the conversation, and what staff can decide in each state of a mentor."""

from __future__ import annotations

from telegram import InlineKeyboardButton

import content.texts
from handlers.callbacks import button
from models import Mentor
from services.mentors.states import MENTOR, MentorEvent

NAME = "mentor_desk"
DECISIONS = (MentorEvent.APPROVE, MentorEvent.DECLINE, MentorEvent.SUSPEND, MentorEvent.RESTORE)
text = content.texts.load("mentor_desk").require(
    *(
        f"{words}_{event.value}"
        for event in DECISIONS
        for words in ("button", "button_yes", "ask", "told", "told_mentor")
    )
)


def decision_buttons(mentor: Mentor) -> list[InlineKeyboardButton]:
    """What can be decided now; each is asked once more."""
    return [
        button(text[f"button_{event.value}"].plain(), NAME, event.value, mentor.person_id)
        for event in DECISIONS
        if MENTOR.knows(mentor.state, event)
    ]


def name_of(mentor: Mentor) -> str:
    """How the mentor is called."""
    return mentor.person.name or text.told_nameless.plain()

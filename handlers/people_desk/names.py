"""The name of the conversation, its states, and the words and buttons that several of its screens share."""

from __future__ import annotations

from enum import StrEnum

from telegram import InlineKeyboardButton

import content.texts
from content.texts import Text
from handlers.callbacks import button
from models import Person

text = content.texts.load("people_desk")
NAME = "people"
_MOST_NAME = 24


class Desk(StrEnum):
    """What is being typed."""

    WORDS = "words"
    NOTE = "note"


def name_of(person: Person) -> Text:
    """How the person is called, with the number by which two of one name are told apart."""
    return text.told_name.format(name=person.name or text.told_nameless.plain(), number=person.id)


def person_button(person: Person) -> InlineKeyboardButton:
    """Opens the card of a person."""
    name = (person.name or text.told_nameless.plain())[:_MOST_NAME]
    return button(f"{name} ({person.id})", NAME, "card", f"{person.id}.who.0")


def card_button(label: Text, person_id: int, part: str = "who", page: int = 0) -> InlineKeyboardButton:
    """Opens a part of the card of a person."""
    return button(label.plain(), NAME, "card", f"{person_id}.{part}.{page}")


def home_button() -> InlineKeyboardButton:
    """Opens the screen that asks whom to look up."""
    return button(text.button_again.plain(), NAME, "home")

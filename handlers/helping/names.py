"""The name of the conversation, and how people are called in it."""

from __future__ import annotations

import content.texts
from models import Person

NAME = "helping"
text = content.texts.load("helping")


def name_of(person: Person) -> str:
    """How somebody is called."""
    return person.name or text.told_nameless.plain()

"""The kinds of answers, by the one name that each has wherever people choose among them."""

from __future__ import annotations

import content.texts
from content.answers.document import CATEGORIES
from content.texts import Text

text = content.texts.load("categories").require(*(f"category_{name}" for name in CATEGORIES))


def told_category(category: str) -> Text:
    """How people call a kind of answers."""
    return text[f"category_{category}"]

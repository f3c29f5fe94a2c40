"""The consent: what is kept, why, how to take it back, who is responsible, and what is stored regardless."""

from __future__ import annotations

import content.texts
from content.texts import Text
from durable.context import BotContext
from handlers.callbacks import button
from handlers.replies import Rows
from handlers.who import office_contact, office_name

text = content.texts.load("register")

CONSENT_VERSION = "2026-11-21.2"
"""The day on which the words of `ask_consent` were last changed, and which change of that day it was.

A test holds the two together.
"""


def words(context: BotContext, progress: Text) -> Text:
    """The question for consent."""
    office = Text("{name}").format(name=office_name(context))
    if contact := office_contact(context):
        office = text.told_responsible.format(office=office, contact=contact)
    return text.ask_consent.format(progress=progress, office=office)


def rows() -> Rows:
    """Yes or no; there is nothing to go back to."""
    return [
        [
            button(text.button_agree.plain(), "register", "consent", "yes"),
            button(text.button_disagree.plain(), "register", "consent", "no"),
        ]
    ]

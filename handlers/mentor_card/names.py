"""The names of the card's buttons, for all who make some that lead to it."""

from __future__ import annotations

from datetime import UTC, datetime

from telegram import InlineKeyboardButton

import content.texts
from handlers.callbacks import button, number
from models import Offer
from models.meetings import QUARTER_SECONDS

text = content.texts.load("mentor_card")
NAME = "card"


def card_button() -> InlineKeyboardButton:
    """Leads to the card as it is now."""
    return button(text.button_card.plain(), NAME, "show")


def hour_button(label: str, step: str, offer: Offer, starts_at: datetime) -> InlineKeyboardButton:
    """A button that names an offer and an hour: what is pressed later can be checked against what holds then."""
    return button(label, NAME, step, f"{offer.id}.{int(starts_at.timestamp()) // QUARTER_SECONDS}")


def read_hour(what: str) -> tuple[int | None, datetime | None]:
    """The offer's id and the hour of such a button; None for what is forged."""
    offer, _, quarter = what.partition(".")
    count = number(quarter)
    hour = datetime.fromtimestamp(count * QUARTER_SECONDS, UTC) if count is not None and count < 10**7 else None
    return number(offer), hour

"""The buttons that settle a session: whether it was held, and the stars."""

from __future__ import annotations

from telegram import InlineKeyboardButton

from handlers.callbacks import button
from handlers.meetings.names import NAME, act, text
from models import Meeting, Outcome, Side
from services.mentoring.rating import STARS


def settle_rows(meeting: Meeting, side: Side) -> list[list[InlineKeyboardButton]]:
    """Held, the other did not come, or this one did not."""
    of_mentor, of_producer = Outcome.MENTOR_MISSED.value, Outcome.PRODUCER_MISSED.value
    other, own = (of_mentor, of_producer) if side is Side.PRODUCER else (of_producer, of_mentor)
    return [
        [act("held", "settle", meeting, Outcome.HELD.value)],
        [act(other, "sure", meeting, other), act("i_missed", "settle", meeting, own)],
    ]


def stars_rows(meeting: Meeting) -> list[list[InlineKeyboardButton]]:
    """One to five, three a row."""
    stars = [button(text.button_stars.plain(stars=count), NAME, "stars", f"{meeting.id}.{count}") for count in STARS]
    return [stars[:3], stars[3:]]

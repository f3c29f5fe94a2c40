"""The name of the conversation, and what can be pressed about an announcement."""

from __future__ import annotations

from telegram import InlineKeyboardButton

import content.texts
from handlers.callbacks import button
from models import Announcement, AnnouncementEvent, AnnouncementState, RecipientState
from services.announcements.states import ANNOUNCEMENT

NAME = "announcement_desk"
MOST_TITLE = 60
_OF_RECIPIENTS = (
    RecipientState.ACCEPTED, RecipientState.BLOCKED, RecipientState.FAILED, RecipientState.UNKNOWN,
    RecipientState.STOPPED, RecipientState.DROPPED, RecipientState.FETCHED, RecipientState.QUEUED,
    RecipientState.WAITING,
)  # fmt: skip
REASONS = frozenset({
    "blocked", "deactivated", "chat_not_found", "never_started", "forbidden", "refused", "no_answer", "partly",
    "too_late", "cancelled", "stopped", "left", "fault", "no_message", "not_corrected",
})  # fmt: skip
text = content.texts.load("announcement_desk").require(
    *(f"state_{state.value}" for state in AnnouncementState),
    *(f"told_{state.value}" for state in _OF_RECIPIENTS),
    *(f"reason_{reason}" for reason in REASONS),
)
SHOWN_STATES = _OF_RECIPIENTS
"""In the order in which staff read them."""


def act(key: str, step: str, announcement: Announcement, what: object = "") -> InlineKeyboardButton:
    """A button about this announcement."""
    return button(text[f"button_{key}"].plain(), NAME, step, f"{announcement.id}{what}")


def steering(announcement: Announcement) -> list[InlineKeyboardButton]:
    """What can be done now: pause, go on, end."""
    found = []
    if ANNOUNCEMENT.knows(announcement.state, AnnouncementEvent.PAUSE):
        found.append(act("pause", "pause", announcement))
    if ANNOUNCEMENT.knows(announcement.state, AnnouncementEvent.GO_ON):
        found.append(act("go_on", "go_on", announcement))
    if ANNOUNCEMENT.knows(announcement.state, AnnouncementEvent.CANCEL):
        found.append(act("call_off" if announcement.started_at is None else "stop", "stop", announcement))
    return found

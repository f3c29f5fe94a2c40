"""The button that proposes an hour; what it carries is checked anew when it is pressed."""

from __future__ import annotations

from datetime import UTC, datetime

from telegram import InlineKeyboardButton

from handlers.callbacks import button, number
from handlers.meetings.names import NAME
from models import ChangeReason, Meeting
from services.errors import FieldRefused

_LAST_MINUTE = 10**8


def hour_button(label: str, meeting: Meeting, starts_at: datetime, reason: ChangeReason) -> InlineKeyboardButton:
    """Proposes this hour for this reason."""
    return button(label, NAME, "move_to", f"{meeting.id}.{int(starts_at.timestamp()) // 60}.{reason.value}")


def read_hour(what: str) -> datetime:
    """The hour of a button; raises FieldRefused for a forged one."""
    minutes = number(what)
    if minutes is None or minutes > _LAST_MINUTE:
        raise FieldRefused
    return datetime.fromtimestamp(minutes * 60, UTC)

"""The question for the hours with a signal, put once to everybody below what tells of their first session."""

from __future__ import annotations

from content.texts import Text
from handlers.reminder_wishes.screen import signal_button, text
from handlers.telling import Notice


def with_signal_question(notice: Notice, *, is_asked: bool) -> Notice:
    """The notice, with the question and its button below it where services.reminders.wishes.is_to_be_asked said so."""
    told, rows = notice
    return (Text("\n\n").join([told, text.told_signal_line]), [*rows, [signal_button()]]) if is_asked else notice

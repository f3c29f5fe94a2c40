"""The question for the hours with a signal, put once to everybody below what tells of their first session."""

from __future__ import annotations

from content.texts import Text
from durable.context import BotContext
from handlers.reminder_wishes.screen import signal_button, text
from handlers.telling import Notice
from services.reminders.wishes import is_to_be_asked


async def with_signal_question(context: BotContext, person_id: int, notice: Notice) -> Notice:
    """The notice, with the question and its button below it if this person was never asked; that is remembered."""
    told, rows = notice
    if not await is_to_be_asked(context.session, person_id, context.now):
        return told, rows
    return Text("\n\n").join([told, text.told_signal_line]), [*rows, [signal_button()]]

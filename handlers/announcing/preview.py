"""What people will get, shown to staff: the very calls, but for buttons that do nothing yet."""

from __future__ import annotations

from collections.abc import Sequence

from telegram import Update

from durable.context import BotContext
from durable.outbox import record
from handlers.announcements.message import calls_of
from handlers.announcing.names import NAME, text
from handlers.callbacks import data
from handlers.replies import acknowledge
from models import AnnouncementPart
from services.announcements.composing import Part


def send_preview(context: BotContext, parts: Sequence[AnnouncementPart | Part], asks_rsvp: bool) -> None:
    """Into this chat."""
    calls = calls_of(parts, 0, asks_rsvp)
    for row in calls[-1][1]["reply_markup"]["inline_keyboard"]:
        for key in row:
            key["callback_data"] = data(NAME, "preview")
    for method, params in calls:
        record(context.work, method, {"chat_id": context.chat.chat_id, **params})


async def pressed(update: Update, context: BotContext) -> None:
    """A button under a preview: it works for those who get it."""
    await acknowledge(update, context, text.told_only_preview.plain())

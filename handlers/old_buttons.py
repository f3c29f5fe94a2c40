"""A press that does not fit what is asked now: an old button, or a forged one."""

from __future__ import annotations

from telegram import Update

import content.texts
from durable.context import BotContext
from handlers.replies import acknowledge
from handlers.talk import Repeat

text = content.texts.load("unexpected")


async def tell(update: Update, context: BotContext, repeat: Repeat) -> None:
    """Calls the button old; `repeat` shows what is asked now."""
    await acknowledge(update, context, text.told_old_button.plain())
    await repeat(update, context)

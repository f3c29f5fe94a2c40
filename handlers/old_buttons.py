"""A press that does not fit what is asked now: an old button, a forged one, or the twin of a double tap."""

from __future__ import annotations

from telegram import Update

import content.texts
from durable.context import BotContext
from handlers.replies import acknowledge, is_double_tap
from handlers.talk import Repeat

text = content.texts.load("unexpected")


async def tell(update: Update, context: BotContext, repeat: Repeat) -> None:
    """The twin of a double tap is answered without a word; else the button is called old and `repeat` goes on."""
    if is_double_tap(update, context):
        await acknowledge(update, context)
        return
    await acknowledge(update, context, text.told_old_button.plain())
    await repeat(update, context)

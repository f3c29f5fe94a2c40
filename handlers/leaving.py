"""Leaving a conversation: its draft is kept, and it is offered to go on or to throw the answers away."""

from __future__ import annotations

from telegram import InlineKeyboardButton, Update

import content.texts
from durable.context import BotContext
from durable.conversation import suspend
from handlers.callbacks import button
from handlers.replies import say

text = content.texts.load("menu")

CAN_GO_ON = ("register", "profile")
"""The conversations whose left drafts are offered again, by `<name>:resume:0`."""


def go_on_rows(context: BotContext, *names: str) -> list[list[InlineKeyboardButton]]:
    """For each left draft (and for the conversations named) a button to go on and one to throw it away."""
    left = {*context.left_drafts(), *names}
    return [
        [
            button(text[f"button_go_on_{name}"].plain(), name, "resume"),
            button(text.button_drop.plain(), "menu", "drop", name),
        ]
        for name in CAN_GO_ON
        if name in left
    ]


async def leave(update: Update, context: BotContext) -> None:
    """Ends what is open and keeps its draft."""
    suspend(context.chat)
    await say(context, text.told_stopped, go_on_rows(context))

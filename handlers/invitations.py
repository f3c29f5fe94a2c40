"""Following a link into the bot: an invitation to a role, to the registration, or something unknown."""

from __future__ import annotations

from telegram import Update

from durable.context import BotContext


async def follow(update: Update, context: BotContext, token: str) -> None:
    raise NotImplementedError

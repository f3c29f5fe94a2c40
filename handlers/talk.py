"""A conversation that can say its open question again: after a sticker, an old button, a refusal."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any

from telegram import Update
from telegram.ext import TypeHandler

from durable.context import BotContext
from durable.conversation import DurableConversationHandler
from handlers.leaving import say_changed
from handlers.replies import Rows

Repeat = Callable[[Update, BotContext], Awaitable[None]]
WayOut = Callable[[Update, BotContext], Awaitable[Rows]]


class Talk(DurableConversationHandler):
    """`repeat` asks the open question again; `way_out` gives its buttons and those that lead on or out.

    Whoever was left in a state that this version of the bot does not have is told so, and can go on.
    """

    def __init__(
        self, name: str, *args: Any, repeat: Repeat | None = None, way_out: WayOut | None = None, **options: Any
    ) -> None:
        options.setdefault("lost_state", TypeHandler(Update, say_changed))
        super().__init__(name, *args, **options)
        self.repeat = repeat
        self.way_out = way_out

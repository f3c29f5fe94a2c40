"""An answer that comes after its conversation was closed for silence: taken as if nothing had happened."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from telegram import Update
from telegram.ext import Application, BaseHandler

from durable.context import BotContext
from durable.conversation import Handlers
from durable.work import current
from handlers.marks import marks

_Found = tuple[BaseHandler[Update, BotContext, Any], object]


class LateAnswer(BaseHandler[Update, BotContext, Any]):
    """An entry point that fits when the conversation was closed for silence and its open question has an answer now.

    `states` are those of the conversation, given once it is made.
    """

    def __init__(self, name: str) -> None:
        super().__init__(_never_called)
        self.name = name
        self.states: Mapping[str | int, Handlers] = {}

    def check_update(self, update: object) -> _Found | None:
        """The handler of the state that was left, if it takes this update."""
        work = current()
        if work.is_synthetic or work.chat.name is not None or marks(work.chat).get("left_open") != self.name:
            return None
        for handler in self.states.get(_left_in(self.name) or "", ()):
            check = handler.check_update(update)
            if check is not None and check is not False:
                return handler, check
        return None

    async def handle_update(  # type: ignore[override]
        self,
        update: Update,
        application: Application[Any, BotContext, Any, Any, Any, Any],
        check_result: _Found,
        context: BotContext,
    ) -> object:
        """Opens the state again and hands the update to its handler."""
        handler, check = check_result
        context.chat.state = _left_in(self.name)
        marks(context.chat).pop("left_open", None)
        return await handler.handle_update(update, application, check, context)


def _left_in(name: str) -> str | None:
    state: str | None = current().chat.drafts.get(name, {}).get("state")
    return state


async def _never_called(update: Update, context: BotContext) -> None:
    raise AssertionError("the handler of the state is called, not this one")

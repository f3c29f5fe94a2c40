"""Conversations whose state is a row: any process goes on where another, or an earlier one, stopped."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import timedelta
from enum import StrEnum
from typing import Any, Final

from telegram import Update
from telegram.ext import Application, BaseHandler

from durable.context import BotContext
from durable.work import Chat, current

END: Final = -1
TIMEOUT: Final = -2

Handlers = Sequence[BaseHandler[Update, BotContext, Any]]


class WrongConversation(ValueError):
    """A conversation was put together in a way that would lose effects or state."""


class DurableConversationHandler(BaseHandler[Update, BotContext, None]):
    """The words of python-telegram-bot's ConversationHandler, with the state kept in the chat's row.

    A callback returns the next state (a member of a StrEnum: its value is stored), `END`, or None to
    stay. `states[TIMEOUT]` holds the handler called when `conversation_timeout` has passed since the
    last update. An entry point of another conversation suspends the open one: its draft is kept, and
    `resume()` goes on with it. A stored state that no longer exists is answered by `lost_state`.
    """

    def __init__(
        self,
        name: str,
        entry_points: Handlers,
        states: Mapping[StrEnum | int, Handlers],
        fallbacks: Handlers = (),
        conversation_timeout: timedelta | None = None,
        lost_state: BaseHandler[Update, BotContext, Any] | None = None,
    ) -> None:
        super().__init__(_never_called)
        self.name = name
        self.entry_points = entry_points
        self.states: dict[str | int, Handlers] = {
            key.value if isinstance(key, StrEnum) else key: handlers for key, handlers in states.items()
        }
        self.fallbacks = fallbacks
        self.conversation_timeout = conversation_timeout
        self.lost_state = lost_state
        for key in states:
            if not isinstance(key, StrEnum) and key != TIMEOUT:
                raise WrongConversation(
                    f"{name}: the state {key!r} is no StrEnum member; its value would not be stable"
                )
        if conversation_timeout is not None and not self.states.get(TIMEOUT):
            raise WrongConversation(f"{name}: a conversation_timeout needs a handler in states[TIMEOUT]")
        refuse_non_blocking(self.all_handlers())

    def all_handlers(self) -> list[BaseHandler[Update, BotContext, Any]]:
        """Every handler inside this conversation."""
        inner = [*self.entry_points, *self.fallbacks, *([self.lost_state] if self.lost_state else [])]
        for handlers in self.states.values():
            inner.extend(handlers)
        return inner

    def check_update(self, update: object) -> tuple[BaseHandler[Update, BotContext, Any], object] | None:
        """Which handler takes this update in the state the chat's row tells; None if it is not ours."""
        work = current()
        chat = work.chat
        if work.is_synthetic:
            # A new time-out means that the person has written since: the old one has lost.
            is_ours = chat.name == self.name == work.payload.get("timeout") and chat.timeout_at is None
            return self._first(self.states.get(TIMEOUT, ()), update, forced=True) if is_ours else None
        if chat.name == self.name and chat.state is not None:
            if chat.state not in self.states:
                lost = [self.lost_state] if self.lost_state else []
                return self._first(self.entry_points, update) or self._first(lost, update, forced=True)
            found = self._first(self.states[chat.state], update) or self._first(self.fallbacks, update)
            if found is not None:
                return found
        return self._first(self.entry_points, update)

    @staticmethod
    def _first(
        handlers: Handlers, update: object, forced: bool = False
    ) -> tuple[BaseHandler[Update, BotContext, Any], object] | None:
        for handler in handlers:
            check = handler.check_update(update)
            if (check is not None and check is not False) or forced:
                return handler, check
        return None

    async def handle_update(  # type: ignore[override]
        self,
        update: Update,
        application: Application[Any, BotContext, Any, Any, Any, Any],
        check_result: tuple[BaseHandler[Update, BotContext, Any], object],
        context: BotContext,
    ) -> None:
        """Runs the handler and stores the state it returns."""
        handler, check = check_result
        work = current()
        if handler in self.entry_points and work.chat.name != self.name:
            suspend(work.chat)
            begin(work.chat, self.name)
        state = await handler.handle_update(update, application, check, context)
        self._store(work.chat, state)

    def _store(self, chat: Chat, state: object) -> None:
        if chat.name != self.name:
            return  # the handler itself went on to another conversation
        if state == END:
            end(chat)
            return
        if state is not None:
            if not isinstance(state, StrEnum) or state.value not in self.states:
                raise WrongConversation(f"{self.name}: {state!r} is not one of its states")
            chat.state = state.value
        if chat.state in (None, _OPENED):
            end(chat, keep_draft=False)  # an entry point that only said something
            return
        chat.drafts.setdefault(self.name, {"state": None, "data": {}})["state"] = chat.state
        chat.timeout_at = current().now + self.conversation_timeout if self.conversation_timeout else None


_OPENED: Final = "opened"


async def _never_called(update: Update, context: BotContext) -> None:
    raise AssertionError("the inner handlers are called, not this one")


def begin(chat: Chat, name: str) -> None:
    """Opens a conversation with what is left of an earlier draft of it."""
    chat.name, chat.state = name, _OPENED
    chat.drafts.setdefault(name, {"state": None, "data": {}})


def resume(chat: Chat, name: str, state: StrEnum) -> None:
    """Opens a conversation in this state, with its kept draft."""
    suspend(chat)
    begin(chat, name)
    chat.state = state.value
    chat.drafts[name]["state"] = state.value


def suspend(chat: Chat) -> None:
    """Closes the open conversation, if any, and keeps its draft and state for later."""
    if chat.name is not None and not chat.drafts.get(chat.name, {}).get("data"):
        chat.drafts.pop(chat.name, None)
    chat.name = chat.state = None
    chat.timeout_at = None


def end(chat: Chat, keep_draft: bool = False) -> None:
    """Closes the open conversation and, unless told otherwise, throws its draft away."""
    if chat.name is not None and not keep_draft:
        chat.drafts.pop(chat.name, None)
    chat.name = chat.state = None
    chat.timeout_at = None


def refuse_non_blocking(handlers: Sequence[BaseHandler[Any, Any, Any]]) -> None:
    """Raises WrongConversation for `block=False`: such a handler would run after the commit, without effect."""
    for handler in handlers:
        if handler.block is False:
            raise WrongConversation(f"{handler!r}: block=False loses every effect of a handler")

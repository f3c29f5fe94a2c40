"""What a handler gets beside the update: the draft, the session, the time, the language."""

from __future__ import annotations

from datetime import datetime
from typing import Any, NoReturn

from sqlalchemy.ext.asyncio import AsyncSession
from telegram.ext import CallbackContext

from durable.outbox import DurableBot
from durable.work import Chat, UnitOfWork, current


class KeptInMemory(RuntimeError):
    """`user_data` and `chat_data` are lost with the process; use `context.draft`."""


class BotContext(CallbackContext[DurableBot, Any, Any, dict[str, Any]]):
    """python-telegram-bot's context, with everything durable in place of what lives in memory."""

    @property
    def work(self) -> UnitOfWork:
        """The unit of work of this update."""
        return current()

    @property
    def chat(self) -> Chat:
        """This chat's conversation row; language and reachability may be changed in place."""
        return current().chat

    @property
    def session(self) -> AsyncSession:
        """The office's tables; committed together with this update."""
        return current().session

    @property
    def now(self) -> datetime:
        """The instant of this update, the same for everything it does."""
        return current().now

    @property
    def draft(self) -> dict[str, Any]:
        """What the open conversation has gathered so far: JSON values, changed in place.

        Raises LookupError outside a conversation.
        """
        chat = current().chat
        if chat.name is None:
            raise LookupError("no conversation is open: there is no draft")
        draft: dict[str, Any] = chat.drafts.setdefault(chat.name, {"state": None, "data": {}})["data"]
        return draft

    def left_drafts(self) -> dict[str, str | None]:
        """{conversation name: state it was left in} for the drafts that wait to be taken up again."""
        chat = current().chat
        return {name: kept["state"] for name, kept in chat.drafts.items() if name != chat.name}

    @property  # type: ignore[misc]
    def user_data(self) -> NoReturn:
        raise KeptInMemory("user_data is lost with the process: use context.draft")

    @property  # type: ignore[misc]
    def chat_data(self) -> NoReturn:
        raise KeptInMemory("chat_data is lost with the process: use context.draft")

"""A message that is decided on but not sent yet.

Its id is negative and names its outbox row. It may be edited, deleted, replied to, or its id kept in a
table; the sender puts in the real id. Anything else about it is not known yet, so reading it raises.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any, NoReturn

from telegram import Bot, Chat, Message


class NotSentYet(AttributeError):
    """Only the id of a promised message can be used: it goes out after the update is committed."""


class PromisedMessage(Message):
    """A `Message` of which only `message_id`, `chat` and `date` exist."""

    __slots__ = ()

    def __getattr__(self, name: str) -> NoReturn:
        # Called only for what was never set.
        raise NotSentYet(f"`{name}` of a message that is not sent yet: it goes out after the commit")


_KNOWN_TO_BE_NONE = ("message_thread_id", "is_topic_message", "direct_messages_topic", "business_connection_id")


def promise(bot: Bot, outbox_id: int | None, chat: Chat, date: datetime) -> PromisedMessage:
    """The message that outbox row `outbox_id` will become; None: one whose number nobody will know."""
    message = PromisedMessage.__new__(PromisedMessage)
    attributes: dict[str, Any] = {"_frozen": False, "chat": chat, "date": date, "_bot": bot}
    attributes |= {"api_kwargs": {}, "_effective_attachment": None}
    if outbox_id is not None:
        attributes |= {"message_id": -outbox_id, "_id_attrs": (-outbox_id, chat)}
    for name, value in attributes.items():
        object.__setattr__(message, name, value)
    for name in _KNOWN_TO_BE_NONE:
        object.__setattr__(message, name, None)
    object.__setattr__(message, "_frozen", True)
    return message

"""Albums: several messages that are one. Whoever takes the first gets the rest only if it wants them."""

from __future__ import annotations

from telegram import Message

from durable.context import BotContext
from durable.work import Chat
from handlers.marks import marks


def remember(chat: Chat, message: Message) -> None:
    """Keeps which album came last; nobody wants the rest of a new one yet."""
    kept = marks(chat)
    if message.media_group_id is not None and message.media_group_id != kept.get("album"):
        kept["album"] = message.media_group_id
        kept.pop("album_wanted", None)


def is_rest(chat: Chat, message: Message) -> bool:
    """Whether it belongs to the album whose first message came before (asked before it is remembered)."""
    return message.media_group_id is not None and message.media_group_id == marks(chat).get("album")


def want_rest(context: BotContext, message: Message, about: tuple[str, int] | None = None) -> None:
    """From now on the other messages of this album are handed on too, as replies to what this one replied to."""
    if message.media_group_id is not None:
        marks(context.chat)["album_wanted"] = list(about or ())


def is_wanted(chat: Chat) -> bool:
    """Whether somebody wants the rest of the last album."""
    return "album_wanted" in marks(chat)


def wanted_about(chat: Chat) -> tuple[str, int] | None:
    """What the first message of the last album replied to."""
    kind, number = marks(chat).get("album_wanted") or (None, None)
    return (kind, number) if kind is not None and number is not None else None

"""Messages as parts of an announcement, with the formatting that the platform takes back."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from telegram import Message, MessageEntity
from telegram.ext import filters

from handlers.labels import WORDS
from handlers.passing_on import FILES, read_said
from models import PartKind
from services.announcements.composing import Part

CONTENT = WORDS | FILES | (filters.UpdateType.MESSAGE & filters.LOCATION)
"""What can be announced, also when it was passed on: it is looked at before it goes out."""
OTHER = filters.UpdateType.MESSAGE & ~filters.TEXT
"""Whatever else is sent in its place."""
_KEPT = frozenset({
    MessageEntity.BOLD, MessageEntity.ITALIC, MessageEntity.UNDERLINE, MessageEntity.STRIKETHROUGH,
    MessageEntity.SPOILER, MessageEntity.CODE, MessageEntity.PRE, MessageEntity.TEXT_LINK, MessageEntity.BLOCKQUOTE,
    MessageEntity.EXPANDABLE_BLOCKQUOTE,
})  # fmt: skip
"""Not kept: emoji that only paying people may send, and names that ring at somebody's phone."""


def read_part(message: Message) -> Part:
    """What a message says that fits `CONTENT`."""
    if message.location is not None:
        return Part(PartKind.LOCATION, latitude=message.location.latitude, longitude=message.location.longitude)
    said = read_said(message)
    words = _html(message, said.words, (*message.entities, *message.caption_entities)) if said.words else None
    return Part(PartKind(said.kind.value), words, said.file_id)


def size_of(message: Message) -> int | None:
    """How many bytes its file has, if it has one and the platform tells."""
    file = message.effective_attachment
    found: int | None = getattr(file[-1] if isinstance(file, Sequence) else file, "file_size", None)
    return found


def _html(message: Message, words: str, entities: Sequence[MessageEntity]) -> str:
    kept = [_with_safe_address(entity) for entity in entities if entity.type in _KEPT]
    return Message(0, message.date, message.chat, text=words, entities=kept).text_html


def _with_safe_address(entity: MessageEntity) -> MessageEntity:
    """The library puts the address of a link between quotes as it came."""
    if entity.url is None:
        return entity
    return MessageEntity(entity.type, entity.offset, entity.length, url=escape(entity.url))

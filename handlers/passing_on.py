"""Messages that are passed on between people: read into what is kept, and sent again by the platform's names."""

from __future__ import annotations

from telegram import InlineKeyboardMarkup, Message
from telegram.constants import ParseMode
from telegram.ext import filters

from content.text_faults import visible
from content.texts import Text
from durable.context import BotContext
from durable.limits import CAPTION_UNITS, TEXT_UNITS, utf16_units
from durable.work import current
from handlers.replies import Rows, say
from models import MessageKind
from services.tickets import Said

FILES = (
    filters.UpdateType.MESSAGE
    & (filters.PHOTO | filters.VOICE | filters.VIDEO | filters.Document.ALL)
    & ~filters.ANIMATION
)
"""What is passed on besides words."""
OTHER_MEDIA = filters.UpdateType.MESSAGE & (filters.AUDIO | filters.VIDEO_NOTE)
"""What people may send in its place, and we cannot pass on."""


class NothingOpen(filters.MessageFilter):
    """Lets through what comes while no conversation is open."""

    def filter(self, message: Message) -> bool:
        """In the chat's row, as it is before this update."""
        return current().chat.name is None


def read_said(message: Message) -> Said:
    """What a message says that is text or fits `FILES`; of a photo its largest size."""
    if message.photo:
        return _file(MessageKind.PHOTO, message, message.photo[-1])
    for kind, file in (
        (MessageKind.VOICE, message.voice), (MessageKind.VIDEO, message.video),
        (MessageKind.DOCUMENT, message.document),
    ):  # fmt: skip
        if file is not None:
            return _file(kind, message, file)
    return Said(MessageKind.TEXT, message.text)


def _file(kind: MessageKind, message: Message, file: object) -> Said:
    return Said(kind, message.caption, getattr(file, "file_id"), getattr(file, "file_unique_id"))  # noqa: B009


async def send_said(context: BotContext, chat_id: int, said: Said, head: Text, rows: Rows = ()) -> None:
    """Says who says it (`head`), and it: in one message where it fits, else in two."""
    words = Text("{words}").format(words=said.words) if said.words else None
    whole = head if words is None else head + "\n\n" + words
    fits = utf16_units(visible(whole)) <= (TEXT_UNITS if said.kind is MessageKind.TEXT else CAPTION_UNITS)
    if said.kind is MessageKind.TEXT:
        if not fits:
            await say(context, head, chat_id=chat_id)
        await say(context, whole if fits else words or head, rows, chat_id=chat_id)
        return
    await _send_file(context, chat_id, said, whole if fits else head, rows)
    if not fits and words is not None:
        await say(context, words, chat_id=chat_id)


async def _send_file(context: BotContext, chat_id: int, said: Said, caption: Text, rows: Rows) -> None:
    send = {
        MessageKind.PHOTO: context.bot.send_photo,
        MessageKind.VOICE: context.bot.send_voice,
        MessageKind.VIDEO: context.bot.send_video,
        MessageKind.DOCUMENT: context.bot.send_document,
    }[said.kind]
    markup = InlineKeyboardMarkup(rows) if rows else None
    await send(chat_id, said.file_id, caption=caption, parse_mode=ParseMode.HTML, reply_markup=markup)  # type: ignore[operator]

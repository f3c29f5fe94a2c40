"""Which rooms a message may be for, found before any handler looks at the update, so that a filter can tell."""

from __future__ import annotations

from typing import Any

from telegram import Message, Update
from telegram.ext.filters import MessageFilter

from durable.context import BotContext
from durable.work import current
from handlers.labels import ANSWER
from handlers.marks import marks
from handlers.passing_on import FILES
from handlers.who import writer
from models import Meeting
from services.mentoring.rooms import open_rooms

_ROOMS = "open_rooms"
_TALKING = ANSWER | FILES


async def look_up(update: Update, context: BotContext) -> None:
    """Keeps the open rooms of who writes, where nothing else asks for what is written."""
    if update.message is None or context.chat.name is not None or not _TALKING.check_update(update):
        return
    person = await writer(context)
    if person is not None:
        context.session.info[_ROOMS] = await open_rooms(context.session, person, context.now)


def rooms(context: BotContext) -> list[Meeting]:
    """The rooms found, the latest session first."""
    found: list[Meeting] = context.session.info.get(_ROOMS, [])
    return found


class InRoom(MessageFilter):
    """Lets through what is written while a room is open and no conversation is."""

    def filter(self, message: Message) -> bool:
        """The look-up was made before."""
        return current().chat.name is None and bool(current().session.info.get(_ROOMS))


def kept(context: BotContext) -> dict[str, Any]:
    """What is remembered of this chat's rooms: the one last talked in, a message that waits for its room, ..."""
    found: dict[str, Any] = marks(context.chat).setdefault("room", {})
    return found

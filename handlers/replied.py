"""What a message replies to, where that says whom it is for.

Found before any handler looks at the update, so that a filter can tell. What is none of this person's business, or
is gone, is not found: the message is then taken as if it replied to nothing.
"""

from __future__ import annotations

from telegram import Message, Update
from telegram.ext.filters import MessageFilter

from durable.context import BotContext
from durable.dispatch import what_about
from durable.work import current
from handlers import albums
from handlers.who import channel, writer
from services import tickets
from services.errors import MeetingMissing, TicketMissing
from services.mentoring.meetings import own_meeting
from services.roles import Act, allowed

TICKET = "ticket"
"""A ticket, as staff see it."""
TICKETS = "tickets"
"""Several tickets at once, as staff see them; its id says nothing."""
ASKED = "asked"
"""A ticket, as its asker sees it."""
ROOM = "room"
"""A message passed on between the two sides of a session; its id is the session's."""
_ABOUT, _IS_REST = "replied_about", "is_rest_of_album"


async def look_up(update: Update, context: BotContext) -> None:
    """Keeps for this update what its message replies to, and whether it goes on with an album."""
    message = update.message
    if message is None:
        return
    if albums.is_rest(context.chat, message):
        context.session.info[_IS_REST] = True
        about = albums.wanted_about(context.chat)
    elif message.reply_to_message is not None:
        chat = context.chat
        about = await what_about(context.work.connection, chat.bot, chat.chat_id, message.reply_to_message.message_id)
    else:
        return
    if about is not None and await _is_theirs(context, *about):
        context.session.info[_ABOUT] = about


async def _is_theirs(context: BotContext, kind: str, number: int) -> bool:
    if kind in (TICKET, TICKETS):
        return allowed(await writer(context), Act.ANSWER_TICKETS)
    if kind == ASKED:
        try:
            await tickets.own_ticket(context.session, channel(context.bot_data), context.chat.chat_id, number)
        except TicketMissing:
            return False
        return True
    if kind == ROOM:
        try:
            await own_meeting(context.session, await writer(context), number)
        except MeetingMissing:
            return False
        return True
    return False


def about(context: BotContext) -> tuple[str, int]:
    """What the message replies to, in a handler behind `RepliedTo`."""
    found: tuple[str, int] = context.session.info[_ABOUT]
    return found


def is_rest_of_album(context: BotContext) -> bool:
    """Whether the message goes on with an album whose first message was taken."""
    return bool(context.session.info.get(_IS_REST))


class RestOfAlbum(MessageFilter):
    """Lets through what goes on with an album whose first message was taken."""

    def filter(self, message: Message) -> bool:
        """The look-up was made before."""
        return message.media_group_id is not None and bool(current().session.info.get(_IS_REST))


class RepliedTo(MessageFilter):
    """Lets through a message that replies to something of these kinds."""

    def __init__(self, *kinds: str) -> None:
        super().__init__(name=f"RepliedTo({', '.join(kinds)})")
        self._kinds = kinds

    def filter(self, message: Message) -> bool:
        """The look-up was made before."""
        if message.reply_to_message is None and message.media_group_id is None:
            return False  # most messages: nothing is asked of the session
        kind, _ = current().session.info.get(_ABOUT) or (None, None)
        return kind in self._kinds

"""Telling somebody else from within an update: a notice to a person's chat, in that chat's language."""

from __future__ import annotations

from collections.abc import Callable

import content.texts
from content.texts import Text
from durable.context import BotContext
from durable.tables import Kind
from durable.work import outgoing
from handlers.chat_language import languages_of, speaking
from handlers.replies import Rows, say
from handlers.who import channel
from services.chats import Chat
from services.people import chats_of

text = content.texts.load("helping")
Notice = tuple[Text, Rows]


def addressed(told: Text, chat: int) -> Text:
    """The words; in a village helper's chat with a first line that says for whom they are."""
    if isinstance(chat, Chat) and chat.whom is not None:
        return text.told_for.format(name=chat.whom[1]) + "\n" + told
    return told


def key_in(chat: int) -> str:
    """What a unique key holds of a chat: of a helper's also for whom the words are."""
    return chat.key if isinstance(chat, Chat) else str(chat)


async def tell_person(
    context: BotContext,
    person_id: int,
    notice: Callable[[], Notice],
    *,
    about: tuple[str, int] | None = None,
    kind: Kind = Kind.NOTICE,
    unique_key: str | None = None,
) -> bool:
    """Says it to this person; False when they have no chat on this channel. `notice` is called in their language."""
    chat_id = (await chats_of(context.session, channel(context.bot_data), [person_id])).get(person_id)
    if chat_id is None:
        return False
    spoken = (await languages_of(context.work, [chat_id])).get(chat_id)
    with speaking(spoken), outgoing(kind=kind, about=about, unique_key=unique_key):
        told, rows = notice()
        await say(context, addressed(told, chat_id), rows, chat_id=chat_id)
    return True

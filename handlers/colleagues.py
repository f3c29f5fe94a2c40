"""How one member of staff's act is told to the others, and where all of them write from."""

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
from models import Person
from services import people, roles
from services.office_clock import WITA
from services.roles import Act, who_may
from services.second_person import Place

text = content.texts.load("colleagues")
Message = Callable[[Person], tuple[Text, Rows]]
"""What a colleague is told; called in the colleague's own language."""


def place(context: BotContext) -> Place:
    """Where this bot's staff write from."""
    zone = context.bot_data.get("timezone", WITA)
    return Place(context.chat.bot, channel(context.bot_data), zone)


def name_of(person: Person | None) -> str:
    """How a colleague is called."""
    return (person.name if person is not None else None) or text.told_somebody.plain()


async def tell_colleagues(context: BotContext, by: Person, act: Act, message: Message) -> None:
    """Tells everybody else who may do this, once each."""
    told = {by.id}
    for kind in sorted(who_may(act)):
        for person in await roles.holders(context.session, kind):
            if person.id not in told:
                told.add(person.id)
                await tell(context, person, message)


async def tell(context: BotContext, person: Person, message: Message) -> None:
    """Tells one colleague, in every chat of theirs here."""
    chats = [
        account.chat_id
        for account in await people.accounts_of(context.session, person)
        if account.channel == channel(context.bot_data)
    ]
    spoken = await languages_of(context.work, chats)
    for chat_id in chats:
        with speaking(spoken.get(chat_id)), outgoing(kind=Kind.NOTICE):
            said, rows = message(person)
            await say(context, said, rows, chat_id=chat_id)

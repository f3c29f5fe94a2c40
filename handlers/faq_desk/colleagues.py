"""Who is at the desk, and how one member of staff's act is told to the others."""

from __future__ import annotations

from collections.abc import Callable

from telegram import Update

from content.texts import Text
from durable.context import BotContext
from durable.tables import Kind
from durable.work import outgoing
from handlers.chat_language import languages_of, speaking
from handlers.faq_desk.buttons import text
from handlers.replies import Rows, say
from handlers.who import channel, named_writer, writer
from models import Person
from services import people, roles
from services.office_clock import WITA
from services.roles import Act, who_may
from services.second_person import Place

Message = Callable[[Person], tuple[Text, Rows]]
"""What a colleague is told; called in the colleague's own language."""


async def officer(context: BotContext, update: Update | None = None) -> Person:
    """The writer, who may change what the bot knows; raises NotAllowed otherwise."""
    person = await (named_writer(update, context) if update is not None else writer(context))
    return roles.require(person, Act.EDIT_FAQ)


def place(context: BotContext) -> Place:
    """Where this bot's staff write from."""
    zone = context.bot_data.get("timezone", WITA)
    return Place(context.chat.bot, channel(context.bot_data), zone)


def name_of(person: Person | None) -> str:
    """How a colleague is called."""
    return (person.name if person is not None else None) or text.told_somebody.plain()


async def tell_colleagues(context: BotContext, by: Person, message: Message) -> None:
    """Tells everybody else who may change what the bot knows, once each."""
    told = {by.id}
    for kind in sorted(who_may(Act.EDIT_FAQ)):
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

"""Who writes: the person behind this chat, and what the office is called."""

from __future__ import annotations

from typing import Any

from telegram import Update

import content.texts
from content.texts import Text, escaped
from durable.context import BotContext
from models import Person
from services import people
from services.reach import Line
from services.staff_names import name_staff

text = content.texts.load("menu")


def channel(bot_data: dict[str, Any]) -> str:
    """Where the chat ids come from (`bot_data["channel"]`): the ids of two places must never be mixed."""
    found: str = bot_data.get("channel", "telegram")
    return found


def line(context: BotContext) -> Line:
    """The bot that is written to, on its channel: whom it can reach is asked of it."""
    return Line(context.chat.bot, channel(context.bot_data))


async def writer(context: BotContext) -> Person | None:
    """The person who writes from this chat; None for somebody the office does not know.

    Read once in an update, however many steps ask; the session keeps what they change in step.
    """
    seen = context.session.info
    if seen.get("writer") is None:
        seen["writer"] = await people.person_of_account(
            context.session, channel(context.bot_data), context.chat.chat_id
        )
    found: Person | None = seen["writer"]
    return found


async def named_writer(update: Update, context: BotContext) -> Person | None:
    """The writer; staff whom the office knows by no name yet are called as they are called on their phone.

    So administrators from the settings, who never followed a link, get a name when they first write.
    """
    person = await writer(context)
    if person is not None and not person.name and update.effective_user is not None:
        await name_staff(context.session, person, update.effective_user.full_name)
    return person


def office_name(context: BotContext) -> str:
    """The office's name from the settings."""
    found: str = context.bot_data.get("office_name", "Disperindag Kutai Timur")
    return found


def office_contact(context: BotContext) -> str | None:
    """How to reach a human, from the settings; None when it is not set."""
    return context.bot_data.get("office_contact")


def told_contact(context: BotContext) -> Text:
    """How to reach a human, in a sentence."""
    contact = office_contact(context)
    if contact is None:
        return text.told_contact_office.format(office=office_name(context))
    return text.told_contact.format(office=office_name(context), contact=Text(escaped(contact)))

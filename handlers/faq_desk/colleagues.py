"""Who is at the desk."""

from __future__ import annotations

from telegram import Update

from durable.context import BotContext
from handlers.who import named_writer, writer
from models import Person
from services import roles
from services.roles import Act


async def officer(context: BotContext, update: Update | None = None) -> Person:
    """The writer, who may change what the bot knows; raises NotAllowed otherwise."""
    person = await (named_writer(update, context) if update is not None else writer(context))
    return roles.require(person, Act.EDIT_FAQ)

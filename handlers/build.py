"""All handlers in their order, put into an application."""

from __future__ import annotations

from telegram import Update
from telegram.ext import TypeHandler

from durable.application import BotApplication, build_application
from durable.outbox import DurableBot
from handlers import ASIDE, CONVERSATIONS
from handlers.prepare import prepare
from handlers.refusals import answering
from handlers.unexpected import Unexpected
from services.errors import OfficeError


def build(bot: DurableBot) -> BotApplication:
    """The application of the office's bot. What it needs in `bot_data` is told in docs/reference/commands.md."""
    talks = {talk.name: talk for talk in CONVERSATIONS}
    unexpected = Unexpected(talks)
    handlers = [*unexpected.before(), *ASIDE, *CONVERSATIONS, *unexpected.after()]
    application = build_application(bot, handlers, OfficeError, answering(talks))
    application.add_handler(TypeHandler(Update, prepare), group=-1)
    return application

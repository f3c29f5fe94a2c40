"""Asks for a file that is made in the background: whoever may have it finds it in this chat a little later."""

from __future__ import annotations

from collections.abc import Mapping

from telegram import Update

from content.language import language
from durable.context import BotContext
from handlers.who import named_writer
from models import JobKind
from services import office_jobs, roles
from services.office_jobs import Asked
from services.roles import Act


async def ask_for(
    update: Update, context: BotContext, act: Act, kind: JobKind, params: Mapping[str, int | str]
) -> None:
    """Raises NotAllowed, or JobConflict while the same is being made for this person."""
    person = roles.require(await named_writer(update, context), act)
    where = Asked(context.chat.bot, context.chat.chat_id, language.get())
    await office_jobs.ask(context.session, person, kind, params, where, context.now)

"""The ways into the conversation: anew, on with what was left, or with an earlier announcement as the start."""

from __future__ import annotations

from telegram import Update

import content.texts
from durable.context import BotContext
from durable.conversation import suspend
from handlers.announcing.names import NAME, act, text
from handlers.announcing.steps import author, begin_from
from handlers.callbacks import button, number, press
from handlers.replies import acknowledge, say
from models import Announcement
from services.errors import AnnouncementMissing

menu_text = content.texts.load("menu")


async def begins_anew(update: Update, context: BotContext) -> bool:
    """Whether nothing was left; otherwise it is asked whether to go on with that."""
    await author(context)
    await acknowledge(update, context)
    return not await _asks_about_left(context, "new", 0)


async def take_over(update: Update, context: BotContext, *, for_sure: bool) -> bool:
    """Puts an earlier announcement into the draft; whether that was done, or asked about first."""
    await author(context)
    earlier = await context.session.get(Announcement, number(press(update).what) or 0)
    if earlier is None:
        raise AnnouncementMissing
    await acknowledge(update, context)
    if not for_sure and await _asks_about_left(context, "again_yes", earlier.id):
        return False
    begin_from(context, earlier)
    return True


async def _asks_about_left(context: BotContext, step: str, what: int) -> bool:
    if not context.draft.get("answers"):
        return False
    go_on = button(menu_text.button_go_on_announce.plain(), NAME, "resume")
    await say(context, text.ask_go_on_or_new, [[go_on, act(text.button_start_new, step, what)]])
    suspend(context.chat)
    return True

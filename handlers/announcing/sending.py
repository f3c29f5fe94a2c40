"""The second tap: the announcement is written, and whoever must agree to it is asked."""

from __future__ import annotations

from telegram import Update

from content.texts import Text
from durable.context import BotContext
from durable.conversation import END
from handlers.announcement_approval.asking import ask_colleagues
from handlers.announcing.names import text
from handlers.announcing.reached import alone_up_to, held_until
from handlers.announcing.steps import author, plan
from handlers.form import Next
from handlers.local_time import told_full
from handlers.replies import acknowledge, say
from handlers.who import line
from models import AnnouncementState
from services.announcements.opening import Opened, open_announcement


async def send(update: Update, context: BotContext) -> Next:
    """Writes it, and says what happens now. What has become impossible since is told, and can be changed."""
    by = await author(context)
    opened = await open_announcement(
        context.session, by, plan(context), line(context), alone_up_to(context), context.now
    )
    await acknowledge(update, context)
    if opened.announcement.state is AnnouncementState.APPROVING:
        await ask_colleagues(context, opened, by)
    else:
        await say(context, _told(context, opened))
    return END


def _told(context: BotContext, opened: Opened) -> Text:
    announcement, count = opened.announcement, opened.reach.reachable
    begins = held_until(context, announcement.send_at) or announcement.send_at
    if begins <= context.now:
        return text.told_goes_out.format(title=announcement.title, count=count)
    return text.told_goes_out_at.format(title=announcement.title, count=count, time=told_full(begins))

"""`/jam`: in a demo an administrator moves the clock forward; the web phone's buttons send it. It is in no list.

Only the web phone on this computer says that it is a demo (`bot_data["may_move_clock"]`, bot/demo.py). Everywhere
else, Telegram above all, the command does nothing for anybody.
"""

from __future__ import annotations

from datetime import timedelta

from telegram import Update
from telegram.ext import CommandHandler, filters

import content.texts
from durable.context import BotContext
from durable.work import outgoing
from handlers.local_time import office_clock, told_full
from handlers.replies import say
from handlers.who import writer
from services import demo_clock
from services.errors import NotAllowed

text = content.texts.load("demo_clock")
_READ_WITHIN = timedelta(days=1)


async def move_clock(update: Update, context: BotContext) -> None:
    """Moves it and tells what time it is now. Raises NotAllowed, ClockRefused or NothingDue."""
    if not context.bot_data.get("may_move_clock"):
        raise NotAllowed
    office = office_clock(context)
    wanted = (context.args or [""])[0]
    moved = await demo_clock.move(context.session, await writer(context), wanted, context.now, office)
    # By the new clock this answer is old already: it must not count as one that comes too late.
    with outgoing(useful_until=moved + _READ_WITHIN):
        await say(context, text.told_time_now.format(now=told_full(moved, office.zone)))


demo_clock_aside = (CommandHandler("jam", move_clock, filters.UpdateType.MESSAGE),)
"""What leaves an open conversation as it is."""

"""What staff do about an announcement: pause, go on, end it, take it back (asked once more), ask for a table."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession
from telegram import Update

from content.texts import Text
from durable.context import BotContext
from handlers.announcement_desk.card import title_of
from handlers.announcement_desk.listing import pressed, show_beside, show_card
from handlers.announcement_desk.names import act, text
from handlers.asking_for_files import ask_for
from handlers.callbacks import number, press
from handlers.local_time import office_clock, told_full
from handlers.replies import acknowledge
from handlers.who import named_writer
from models import Announcement, AnnouncementEvent, JobKind, Person, RecipientState
from services import roles
from services.announcements import changing, steering
from services.announcements.report import report_of
from services.announcements.states import ANNOUNCEMENT
from services.errors import AnnouncementConflict
from services.roles import Act

Do = Callable[[AsyncSession, int | None, Person, datetime], Awaitable[Announcement]]


async def pause(update: Update, context: BotContext) -> None:
    """Nobody else gets it for now."""
    await _do(update, context, steering.pause, text.told_pause)


async def go_on(update: Update, context: BotContext) -> None:
    """It goes on where it stood."""
    await _do(update, context, steering.go_on, text.told_go_on)


async def stop(update: Update, context: BotContext) -> None:
    """Ends it."""
    await _do(update, context, steering.cancel, text.told_stop)


async def withdraw(update: Update, context: BotContext) -> None:
    """Takes it back from whoever has it."""
    await _do(update, context, changing.withdraw, text.told_withdrawn)


async def _do(update: Update, context: BotContext, do: Do, told: Text) -> None:
    """Does it and shows the card; so too where it has changed meanwhile and it cannot be done any more."""
    by = roles.require(await named_writer(update, context), Act.ANNOUNCE)
    try:
        await do(context.session, number(press(update).what), by, context.now)
    except AnnouncementConflict:
        told = text.told_changed
    found = await pressed(update, context)
    await acknowledge(update, context, told.plain())
    await show_card(update, context, found)


async def ask_stop(update: Update, context: BotContext) -> None:
    """Asks once more: it cannot be begun again."""
    found = await pressed(update, context)
    if not ANNOUNCEMENT.knows(found.state, AnnouncementEvent.CANCEL):
        await _as_it_is(update, context, found)
        return
    await acknowledge(update, context)
    if found.started_at is None:
        when = told_full(found.send_at, office_clock(context).zone)
        asked, yes = text.ask_call_off.format(title=title_of(found), when=when), "yes_call_off"
    else:
        waiting = (await report_of(context.session, found.id))[RecipientState.WAITING]
        asked, yes = text.ask_stop.format(title=title_of(found), waiting=waiting), "yes_stop"
    await show_beside(update, context, found, asked, [[act(yes, "stop_yes", found), act("back", "view", found)]])


async def ask_withdraw(update: Update, context: BotContext) -> None:
    """Asks once more: what is gone does not come back."""
    found = await pressed(update, context)
    if found.withdrawn_at is not None or found.started_at is None:
        await _as_it_is(update, context, found)
        return
    await acknowledge(update, context)
    yes = act("yes_withdraw", "withdraw_yes", found)
    asked = text.ask_withdraw.format(title=title_of(found))
    await show_beside(update, context, found, asked, [[yes], [act("back", "view", found)]])


async def _as_it_is(update: Update, context: BotContext, announcement: Announcement) -> None:
    """An old button: it has changed meanwhile."""
    await acknowledge(update, context, text.told_changed.plain())
    await show_card(update, context, announcement)


async def export(update: Update, context: BotContext) -> None:
    """A table with each of its people, made in the background."""
    found = await pressed(update, context)
    await ask_for(update, context, Act.EXPORT_PEOPLE, JobKind.RECIPIENTS, {"announcement": found.id})
    await acknowledge(update, context, text.told_export.plain())

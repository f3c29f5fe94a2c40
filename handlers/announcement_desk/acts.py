"""What staff do about an announcement: pause, go on, end it, take it back (asked once more), ask for a table."""

from __future__ import annotations

from telegram import Update

from content.language import language
from durable.context import BotContext
from handlers.announcement_desk.card import title_of
from handlers.announcement_desk.listing import pressed, show_card
from handlers.announcement_desk.names import act, text
from handlers.callbacks import number, press
from handlers.local_time import office_clock, told_full
from handlers.replies import acknowledge, show
from handlers.who import named_writer
from models import AnnouncementEvent, JobKind, Person, RecipientState
from services import office_jobs, roles
from services.announcements import changing, steering
from services.announcements.report import report_of
from services.announcements.states import ANNOUNCEMENT
from services.errors import AnnouncementConflict
from services.office_jobs import Asked
from services.roles import Act


async def pause(update: Update, context: BotContext) -> None:
    """Nobody else gets it for now."""
    found = await steering.pause(context.session, _number(update), await _by(update, context), context.now)
    await acknowledge(update, context, text.told_pause.plain())
    await show_card(update, context, found)


async def go_on(update: Update, context: BotContext) -> None:
    """It goes on where it stood."""
    found = await steering.go_on(context.session, _number(update), await _by(update, context), context.now)
    await acknowledge(update, context, text.told_go_on.plain())
    await show_card(update, context, found)


async def ask_stop(update: Update, context: BotContext) -> None:
    """Asks once more: it cannot be begun again."""
    found = await pressed(update, context)
    ANNOUNCEMENT.after(found.state, AnnouncementEvent.CANCEL)
    await acknowledge(update, context)
    if found.started_at is None:
        when = told_full(found.send_at, office_clock(context).zone)
        asked, yes = text.ask_call_off.format(title=title_of(found), when=when), "yes_call_off"
    else:
        waiting = (await report_of(context.session, found.id))[RecipientState.WAITING]
        asked, yes = text.ask_stop.format(title=title_of(found), waiting=waiting), "yes_stop"
    await show(update, context, asked, [[act(yes, "stop_yes", found), act("back", "view", found)]])


async def stop(update: Update, context: BotContext) -> None:
    """Ends it."""
    found = await steering.cancel(context.session, _number(update), await _by(update, context), context.now)
    await acknowledge(update, context)
    await show_card(update, context, found)


async def ask_withdraw(update: Update, context: BotContext) -> None:
    """Asks once more: what is gone does not come back."""
    found = await pressed(update, context)
    if found.withdrawn_at is not None or found.started_at is None:
        raise AnnouncementConflict
    await acknowledge(update, context)
    yes = act("yes_withdraw", "withdraw_yes", found)
    await show(
        update, context, text.ask_withdraw.format(title=title_of(found)), [[yes], [act("back", "view", found)]]
    )  # fmt: skip


async def withdraw(update: Update, context: BotContext) -> None:
    """Takes it back from whoever has it."""
    found = await changing.withdraw(context.session, _number(update), await _by(update, context), context.now)
    await acknowledge(update, context)
    await show_card(update, context, found)


async def export(update: Update, context: BotContext) -> None:
    """A table with each of its people, made in the background."""
    found = await pressed(update, context)
    by = roles.require(await _by(update, context), Act.EXPORT_PEOPLE)
    where = Asked(context.chat.bot, context.chat.chat_id, language.get())
    params = {"announcement": found.id}
    await office_jobs.ask(context.session, by, JobKind.RECIPIENTS, params, where, context.now)
    await acknowledge(update, context, text.told_export.plain())


async def _by(update: Update, context: BotContext) -> Person:
    return roles.require(await named_writer(update, context), Act.ANNOUNCE)


def _number(update: Update) -> int | None:
    return number(press(update).what)

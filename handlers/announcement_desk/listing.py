"""Pengumuman: for staff all of them, those that go out or wait first, page by page; and one of them."""

from __future__ import annotations

from telegram import Update

from content.texts import Text
from durable.context import BotContext
from handlers.announcement_desk.card import BELOW, card, details, is_renewed, title_of
from handlers.announcement_desk.names import NAME, text
from handlers.callbacks import button, number, press
from handlers.local_time import office_clock, told_time
from handlers.news import latest
from handlers.questions.question import text as question_text
from handlers.replies import Rows, acknowledge, say, show
from handlers.who import named_writer
from models import Announcement
from services import roles
from services.announcements import finding
from services.announcements.report import report_of
from services.roles import Act

PAGE = 5


async def open_announcements(update: Update, context: BotContext) -> None:
    """The command means something else to staff than to everybody else, who get the latest ones."""
    if roles.allowed(await named_writer(update, context), Act.ANNOUNCE):
        await list_all(update, context)
    else:
        await latest.open_latest(update, context)


async def list_all(update: Update, context: BotContext) -> None:
    """The page that the button names, or the first."""
    what = press(update).what
    page = number(what) or 0
    by = roles.require(await named_writer(update, context), Act.ANNOUNCE)
    found = await finding.listed(context.session, by, PAGE + 1, page * PAGE)
    await acknowledge(update, context)
    if not found:
        await show(update, context, text.told_none)
        return
    zone = office_clock(context).zone
    lines = [
        text.told_line.format(
            title=title_of(each), when=told_time(each.send_at, zone), state=text[f"state_{each.state.value}"]
        )
        for each in found[:PAGE]
    ]
    rows = [[button(title_of(each), NAME, "view", each.id)] for each in found[:PAGE]]
    turns = [button(question_text.button_previous.plain(), NAME, "list", page - 1)] if page else []
    turns += [button(question_text.button_next.plain(), NAME, "list", page + 1)] if len(found) > PAGE else []
    received = [button(text.button_received.plain(), "news", "latest")]
    told = text.told_list.format(lines=Text("\n").join(lines))
    await _show_or_say(update, context, told, [*rows, *([turns] if turns else []), received], below=what == BELOW)


async def view(update: Update, context: BotContext) -> None:
    """One of them, as it stands now."""
    announcement = await pressed(update, context)
    await acknowledge(update, context)
    await show_card(update, context, announcement)


async def show_card(update: Update, context: BotContext, announcement: Announcement) -> None:
    """The card, in place of the message whose button was pressed."""
    report = await report_of(context.session, announcement.id, announcement.revision)
    await show(update, context, *card(announcement, report, office_clock(context).zone))


async def show_details(update: Update, context: BotContext) -> None:
    """What became of it, with the reasons."""
    announcement = await pressed(update, context)
    await acknowledge(update, context)
    report = await report_of(context.session, announcement.id, announcement.revision)
    await show_beside(update, context, announcement, *details(announcement, report))


async def show_beside(update: Update, context: BotContext, announcement: Announcement, told: Text, rows: Rows) -> None:
    """In place of the card; below it while the clock renews the card, which would wipe a question away."""
    await _show_or_say(update, context, told, rows, below=is_renewed(announcement))


async def _show_or_say(update: Update, context: BotContext, told: Text, rows: Rows, *, below: bool) -> None:
    if below:
        await say(context, told, rows)
    else:
        await show(update, context, told, rows)


async def pressed(update: Update, context: BotContext) -> Announcement:
    """The announcement that the button names. Raises NotAllowed or AnnouncementMissing."""
    by = await named_writer(update, context)
    return await finding.of_staff(context.session, number(press(update).what.partition(".")[0]), by)

"""Lihat, Setujui, Batalkan: what is pressed under an announcement that waits."""

from __future__ import annotations

from telegram import Update

from content.texts import Text
from durable.context import BotContext
from handlers.announcement_approval.card import card, rows_for
from handlers.announcement_approval.names import act, again, text
from handlers.announcing.preview import send_preview
from handlers.announcing.reached import held_until
from handlers.announcing.steps import author as officer
from handlers.callbacks import number, press
from handlers.colleagues import name_of, place, tell
from handlers.local_time import told_full
from handlers.replies import Rows, acknowledge, say, show
from models import Announcement, Person
from services.announcements import approving
from services.errors import NotAllowed, OwnAnnouncementConflict


async def see(update: Update, context: BotContext) -> None:
    """What people would get, and below it the card."""
    person, announcement = await pressed(update, context)
    await acknowledge(update, context)
    send_preview(context, announcement.parts, announcement.asks_rsvp)
    await say(context, *await card(context, announcement, person))


async def approve(update: Update, context: BotContext) -> None:
    """Lets it go out, or tells its author from when that may be done alone."""
    person, announcement = await pressed(update, context)
    is_own = announcement.author_id == person.id
    try:
        await approving.approve(context.session, announcement.id, person, place(context), context.now)
    except OwnAnnouncementConflict:
        await acknowledge(update, context)
        alone = await approving.own_from(context.session, announcement, place(context))
        told = text.told_not_alone_yet.format(time=told_full(alone, place(context).zone))
        await say(context, told, rows_for(announcement, person))
        return
    await acknowledge(update, context)
    time = _told_begin(context, announcement)
    await show(update, context, text.told_approved.format(title=announcement.title, time=time))
    if not is_own:
        await _tell_author(context, announcement, person)


def _told_begin(context: BotContext, announcement: Announcement) -> Text:
    begins = held_until(context, announcement.send_at) or announcement.send_at
    return text.told_now if begins <= context.now else Text(told_full(begins, place(context).zone))


async def _tell_author(context: BotContext, announcement: Announcement, by: Person) -> None:
    author = await context.session.get_one(Person, announcement.author_id)

    def message(_: Person) -> tuple[Text, Rows]:
        time = _told_begin(context, announcement)
        return text.told_yours_approved.format(name=name_of(by), title=announcement.title, time=time), []

    await tell(context, author, message)


async def ask_back(update: Update, context: BotContext) -> None:
    """Asks the author once more."""
    person, announcement = await pressed(update, context)
    if announcement.author_id != person.id:
        raise NotAllowed
    await acknowledge(update, context)
    yes = act(text.button_back_yes, "back_yes", announcement.id)
    asked = text.ask_take_back.format(title=announcement.title)
    await show(update, context, asked, [[yes, act(text.button_back_no, "stay", announcement.id)]])


async def take_back(update: Update, context: BotContext) -> None:
    """The author wants it no more; it can be the start of another one."""
    person, announcement = await pressed(update, context)
    await approving.take_back(context.session, announcement.id, person, context.now)
    await acknowledge(update, context)
    await show(update, context, text.told_taken_back.format(title=announcement.title), [[again(announcement)]])


async def stay(update: Update, context: BotContext) -> None:
    """It goes on waiting; the card again."""
    person, announcement = await pressed(update, context)
    await acknowledge(update, context)
    await show(update, context, *await card(context, announcement, person))


async def pressed(update: Update, context: BotContext) -> tuple[Person, Announcement]:
    """Who presses, and the announcement that the button names, if it waits still."""
    person = await officer(context)
    return person, await approving.waiting(context.session, number(press(update).what) or 0, person)

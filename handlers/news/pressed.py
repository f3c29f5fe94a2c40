"""Sudah baca, Ikut and Tidak ikut: pressed under an announcement, whose words stay as they are."""

from __future__ import annotations

from telegram import InlineKeyboardMarkup, Update

from content.texts import Text
from durable.context import BotContext
from handlers.callbacks import number, press
from handlers.news.names import rows_of, text
from handlers.replies import Rows, acknowledge, say
from handlers.telling import tell_person
from handlers.who import writer
from models import Rsvp
from services.news import coming, received
from services.news.coming import Coming


async def read(update: Update, context: BotContext) -> None:
    """Thanks, and the button goes."""
    announcement = await received.read(context.session, await writer(context), number(press(update).what), context.now)
    await acknowledge(update, context, text.told_thanks.plain())
    await _turn_buttons(update, rows_of(announcement.id, asks_rsvp=announcement.asks_rsvp, is_read=True))


async def go(update: Update, context: BotContext) -> None:
    """Comes, or waits for a seat."""
    now = await coming.go(context.session, await writer(context), number(press(update).what), context.now)
    await acknowledge(update, context)
    await _turn_buttons(update, rows_of(now.announcement.id, asks_rsvp=True, rsvp=now.rsvp))
    await say(context, _told(now))


async def stay_away(update: Update, context: BotContext) -> None:
    """Does not come; whoever gets the freed seat is told."""
    now, following = await coming.stay_away(
        context.session, await writer(context), number(press(update).what), context.now
    )
    await acknowledge(update, context)
    await _turn_buttons(update, rows_of(now.announcement.id, asks_rsvp=True, rsvp=now.rsvp))
    await say(context, _told(now))
    if following is not None:
        title = now.announcement.title
        about = ("announcement", now.announcement.id)
        await tell_person(context, following, lambda: (text.told_seat.format(title=title), ()), about=about)


def _told(now: Coming) -> Text:
    title = now.announcement.title
    if now.rsvp is Rsvp.WAITLISTED:
        return text.told_waitlisted.format(title=title, place=now.place)
    return (text.told_going if now.rsvp is Rsvp.GOING else text.told_not_going).format(title=title)


async def _turn_buttons(update: Update, rows: Rows) -> None:
    if update.callback_query is not None and update.callback_query.message is not None:
        await update.callback_query.edit_message_reply_markup(InlineKeyboardMarkup(rows))

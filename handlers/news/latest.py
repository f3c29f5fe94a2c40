"""The latest announcements: for who lost one, and for who came after it was sent."""

from __future__ import annotations

from telegram import Update

from durable.context import BotContext
from durable.outbox import record
from durable.work import outgoing
from handlers.announcements.message import ABOUT, calls_of
from handlers.callbacks import button, number, press
from handlers.local_time import office_clock, told_day_briefly
from handlers.news.names import NAME, text
from handlers.replies import acknowledge, say
from handlers.who import line, writer
from models import Person
from services.errors import AnnouncementMissing
from services.news import latest


async def open_latest(update: Update, context: BotContext) -> None:
    """A button for each, with the day on which it was sent."""
    await acknowledge(update, context)
    person = await writer(context)
    found = await latest.latest(context.session, person, line(context), context.now) if person else []
    if not found:
        await say(context, text.told_nobody if _is_nobody(person) else text.told_none)
        return
    zone = office_clock(context).zone
    rows = [[button(f"{told_day_briefly(each.send_at, zone)}: {each.title}", NAME, "view", each.id)] for each in found]
    await say(context, text.told_latest, rows)


async def view(update: Update, context: BotContext) -> None:
    """The announcement itself, with its buttons."""
    person, chat_id = await writer(context), context.chat.chat_id
    if person is None:
        raise AnnouncementMissing
    announcement = await latest.fetch(
        context.session, person, number(press(update).what), line(context), chat_id, context.now
    )
    await acknowledge(update, context)
    with outgoing(about=(ABOUT, announcement.id)):
        for method, params in calls_of(announcement.parts, announcement.id, announcement.asks_rsvp):
            record(context.work, method, {"chat_id": chat_id, **params})


def _is_nobody(person: Person | None) -> bool:
    return person is None or (person.consent is None and not person.role_kinds)

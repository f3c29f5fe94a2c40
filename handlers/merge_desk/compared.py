"""Two people side by side: what staff need to see whether they are one."""

from __future__ import annotations

import content.texts
from content.texts import Text
from durable.context import BotContext
from handlers.local_time import office_clock, told_date
from handlers.people_desk.names import name_of
from handlers.told_business import told_business
from handlers.who import channel
from models import Person
from services.businesses import businesses_of
from services.directory import history
from services.reach import Line

text = content.texts.load("merge_desk")
_MOST_BUSINESSES = 3


async def told_pair(context: BotContext, kept: Person, merged: Person) -> Text:
    """Both, with businesses, numbers and when they last wrote."""
    return text.told_pair.format(kept=await _told(context, kept), merged=await _told(context, merged))


async def _told(context: BotContext, person: Person) -> Text:
    contact = await history.contact(context.session, person, Line(context.chat.bot, channel(context.bot_data)))
    zone = office_clock(context).zone
    owned = [told_business(each) for each in await businesses_of(context.session, person)][:_MOST_BUSINESSES]
    lines = [
        *(owned or [text.told_no_business]),
        text.told_phones.format(phones=", ".join(contact.phones)) if contact.phones else text.told_no_phone,
        text.told_heard.format(day=told_date(contact.heard_at.astimezone(zone).date()))
        if contact.heard_at is not None
        else text.told_never_heard,
    ]
    return text.told_one.format(name=name_of(person), lines=Text("\n").join(lines))

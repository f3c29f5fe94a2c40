"""Whom an announcement reaches from here, when it may go out, and who must agree."""

from __future__ import annotations

from datetime import datetime

from durable.context import BotContext
from handlers.local_time import office_clock
from handlers.who import line
from models import Announcement
from services.announcements.audience import Reach, from_json, reach_of
from services.reminders.allowed import allowed_time

USUALLY_ALONE_UP_TO = 50


def alone_up_to(context: BotContext) -> int:
    """To so many people one member of staff may announce alone."""
    found: int = context.bot_data.get("announce_alone_up_to", USUALLY_ALONE_UP_TO)
    return found


async def reach(context: BotContext, announcement: Announcement) -> Reach:
    """Whom it would reach now."""
    wanted = from_json(announcement.audience)
    return await reach_of(context.session, wanted, announcement.topic, line(context), context.now)


def held_until(context: BotContext, instant: datetime) -> datetime | None:
    """When the quiet hours end in which it would begin; None outside of them."""
    office = office_clock(context)
    found = allowed_time(office.zone, office.quiet_hours).first_from(instant)
    return None if found == instant else found

"""Telling the other side of a session what was changed, and saying honestly whether they can be reached."""

from __future__ import annotations

from collections.abc import Callable

from content.texts import Text
from durable.context import BotContext
from handlers.meetings.calendar import tell_with_calendar
from handlers.meetings.names import ABOUT, text
from handlers.room.names import name_of
from handlers.telling import Notice, tell_person
from handlers.who import line
from models import Meeting, Side
from services import reach


async def tell_other(
    context: BotContext, meeting: Meeting, side: Side, notice: Callable[[], Notice], *, with_calendar: bool = False
) -> Text:
    """Tells the side across from this one, if wanted with the calendar's file. Gives what is said of that."""
    other = meeting.person_of(side.other)
    if with_calendar:
        await tell_with_calendar(context, meeting, side.other, notice)
    else:
        await tell_person(context, other, notice, about=(ABOUT, meeting.id))
    is_reached = other in await reach.chats(context.session, line(context), [other])
    return (text.told_told if is_reached else text.told_not_told).format(name=name_of(meeting, side.other))

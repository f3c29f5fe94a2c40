"""A typed hour: read, completed by a tap where it names no time, and said back in full before it is proposed."""

from __future__ import annotations

from durable.context import BotContext
from handlers.local_time import office_clock, told_clock, told_hour, told_weekday
from handlers.meetings.names import act, text
from handlers.meetings.proposing import hour_button
from handlers.questions.question import in_columns
from handlers.replies import say
from models import ChangeReason, Meeting
from models.meetings import QUARTER_SECONDS
from services.errors import MomentRefused
from services.mentoring import moving
from services.reading.moments import read_moment


async def say_hour_back(context: BotContext, meeting: Meeting, reason: ChangeReason, said: str) -> None:
    """Asks whether this is the hour that was meant, or at what time of the day. Raises MomentRefused."""
    office = office_clock(context)
    moment = read_moment(said, context.now, office.zone)
    back = [act("back", "view", meeting)]
    instant = moment.instant(office.zone)
    if instant is not None:
        if instant.timestamp() % QUARTER_SECONDS:
            raise MomentRefused("refused_not_a_quarter")
        yes = hour_button(text.button_propose.plain(), meeting, instant, reason)
        await say(context, text.ask_hour_right.format(when=told_hour(instant, office.zone)), [[yes], back])
        return
    hours = await moving.free_hours_of(context.session, meeting, moment.day, moment.part, context.now, office)
    buttons = [hour_button(told_clock(hour, office.zone), meeting, hour, reason) for hour in hours]
    asked = text.ask_clock.format(day=told_weekday(hours[0], office.zone))
    await say(context, asked, [*in_columns(buttons, 3), back])

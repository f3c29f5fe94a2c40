"""A typed hour: read, completed by a tap where it names no time, and said back in full before it is proposed."""

from __future__ import annotations

from datetime import datetime, time

from durable.context import BotContext
from handlers.local_time import office_clock, told_clock, told_hour, told_weekday
from handlers.meetings.names import act, text
from handlers.meetings.proposing import hour_button
from handlers.questions.question import in_columns
from handlers.replies import say
from models import ChangeReason, Meeting
from services.office_clock import OfficeClock
from services.reading.moments import Moment, read_moment
from services.week import PARTS

_USUAL_HOURS = (8, 10, 13, 15, 17, 19)


async def say_hour_back(context: BotContext, meeting: Meeting, reason: ChangeReason, said: str) -> None:
    """Asks whether this is the hour that was meant, or at what time of the day. Raises MomentRefused."""
    office = office_clock(context)
    moment = read_moment(said, context.now, office.zone)
    back = [act("back", "view", meeting)]
    instant = moment.instant(office.zone)
    if instant is not None:
        yes = hour_button(text.button_propose.plain(), meeting, instant, reason)
        await say(context, text.ask_hour_right.format(when=told_hour(instant, office.zone)), [[yes], back])
        return
    hours = [hour for hour in _hours_of(moment, office) if hour > context.now]
    buttons = [hour_button(told_clock(hour, office.zone), meeting, hour, reason) for hour in hours]
    day = datetime.combine(moment.day, time(12), office.zone)
    await say(context, text.ask_clock.format(day=told_weekday(day, office.zone)), [*in_columns(buttons, 3), back])


def _hours_of(moment: Moment, office: OfficeClock) -> list[datetime]:
    hours = PARTS[moment.part] if moment.part is not None else _USUAL_HOURS
    return [datetime.combine(moment.day, time(hour), office.zone) for hour in hours]

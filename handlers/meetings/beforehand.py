"""What leaves a session as it is: looking at it, saying that one will come, taking it into the calendar."""

from __future__ import annotations

from telegram import Update

from durable.context import BotContext
from handlers.local_time import office_clock
from handlers.meetings.calendar import send_calendar
from handlers.meetings.names import act, text, values_of
from handlers.meetings.pressed import pressed, stop_typing
from handlers.meetings.screen import show_session
from handlers.replies import acknowledge, show
from models import MeetingState
from services.errors import MeetingConflict


async def view(update: Update, context: BotContext) -> None:
    """The session in full."""
    meeting, side, _ = await pressed(update, context)
    stop_typing(context)
    await acknowledge(update, context)
    await show_session(update, context, meeting, side)


async def come(update: Update, context: BotContext) -> None:
    """`Bisa`, also below an old reminder: said back with the hour that holds now."""
    meeting, side, _ = await pressed(update, context)
    stop_typing(context)
    await acknowledge(update, context)
    if meeting.state is not MeetingState.SCHEDULED or context.now >= meeting.starts_at:
        await show_session(update, context, meeting, side)
        return
    values = values_of(meeting, side, office_clock(context))
    told = text.told_ok.format(when=values["when"], name=values["name"])
    await show(update, context, told, [[act("session", "view", meeting), act("calendar", "ics", meeting)]])


async def take_calendar(update: Update, context: BotContext) -> None:
    """The file for the calendar."""
    meeting, side, _ = await pressed(update, context)
    if meeting.state is not MeetingState.SCHEDULED or context.now >= meeting.ends_at:
        raise MeetingConflict
    await acknowledge(update, context)
    await send_calendar(context, meeting, side, text.told_calendar)

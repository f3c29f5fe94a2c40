"""Batal: a reason, asked once more; the other side is told at once, with what happens next."""

from __future__ import annotations

from telegram import Update

from durable.context import BotContext
from handlers.local_time import office_clock
from handlers.meetings import notices
from handlers.meetings.names import act, read_reason, text, values_of
from handlers.meetings.pressed import pressed, stop_typing
from handlers.meetings.reasons import reason_rows, to_cancel
from handlers.meetings.telling import tell_other
from handlers.replies import acknowledge, show
from services.errors import FieldRefused
from services.mentoring import meetings
from services.mentoring.meetings import after_ahead
from services.mentoring.states import MeetingEvent


async def ask_reason(update: Update, context: BotContext) -> None:
    """Why; the other side reads it."""
    meeting, side, _ = await pressed(update, context)
    stop_typing(context)
    after_ahead(meeting, MeetingEvent.CANCEL, context.now)
    await acknowledge(update, context)
    values = values_of(meeting, side, office_clock(context))
    told = text.ask_cancel_reason.format(when=values["when"], name=values["name"])
    await show(update, context, told, reason_rows(meeting, "cancel_why", to_cancel(side)))


async def ask_sure(update: Update, context: BotContext) -> None:
    """Once more."""
    asked = await pressed(update, context)
    stop_typing(context)
    reason = read_reason(asked.part(0))
    after_ahead(asked.meeting, MeetingEvent.CANCEL, context.now)
    await acknowledge(update, context)
    values = values_of(asked.meeting, asked.side, office_clock(context))
    told = text.ask_cancel_sure.format(when=values["when"], name=values["name"], reason=text[f"reason_{reason.value}"])
    yes = act("yes_cancel", "cancel_yes", asked.meeting, reason.value)
    await show(update, context, told, [[yes, act("back", "view", asked.meeting)]])


async def cancel(update: Update, context: BotContext) -> None:
    """Called off: for a mentor the search goes on with the next one, for a producer it ends."""
    asked = await pressed(update, context)
    stop_typing(context)
    meeting, side, reason, office = asked.meeting, asked.side, read_reason(asked.part(0)), office_clock(context)
    if reason not in to_cancel(side):
        raise FieldRefused
    await meetings.cancel(context.session, meeting, side, reason, context.now)
    await acknowledge(update, context)
    values = values_of(meeting, side, office)
    told = text.told_cancelled.format(when=values["when"], name=values["name"])
    told += " " + await tell_other(
        context, meeting, side, lambda: notices.cancelled(meeting, side.other, office), with_calendar=True
    )
    meeting.mentor_told_at = meeting.mentor_told_at or context.now  # of what is off the card need not tell
    await show(update, context, told)

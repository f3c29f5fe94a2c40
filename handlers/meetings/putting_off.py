"""Tunda: a reason and another hour, each in one tap; the other side is asked, the old hour holds meanwhile."""

from __future__ import annotations

from telegram import Update

from durable.context import BotContext
from handlers.local_time import office_clock, told_hour_briefly
from handlers.meetings import notices
from handlers.meetings.names import act, read_reason, text, values_of
from handlers.meetings.pressed import pressed, stop_typing
from handlers.meetings.proposing import hour_button, read_hour
from handlers.meetings.reasons import TO_MOVE, reason_rows
from handlers.meetings.screen import show_session
from handlers.meetings.telling import tell_other
from handlers.questions.question import in_columns
from handlers.replies import acknowledge, show
from services.mentoring import moving
from services.mentoring.meetings import after_ahead
from services.mentoring.states import MeetingEvent


async def ask_reason(update: Update, context: BotContext) -> None:
    """Why; the other side reads it."""
    meeting, side, _ = await pressed(update, context)
    stop_typing(context)
    after_ahead(meeting, MeetingEvent.PROPOSE_MOVE, context.now)
    await acknowledge(update, context)
    values = values_of(meeting, side, office_clock(context))
    told = text.ask_move_reason.format(when=values["when"], name=values["name"])
    await show(update, context, told, reason_rows(meeting, "move_why", TO_MOVE))


async def ask_hour(update: Update, context: BotContext) -> None:
    """Hours that are free for both, and a way to type another."""
    asked = await pressed(update, context)
    stop_typing(context)
    meeting, reason, office = asked.meeting, read_reason(asked.part(0)), office_clock(context)
    free = await moving.free_hours(context.session, meeting, context.now, office)
    await acknowledge(update, context)
    hours = [hour_button(told_hour_briefly(hour, office.zone), meeting, hour, reason) for hour in free]
    last = [act("type_hour", "move_type", meeting, reason.value), act("back", "view", meeting)]
    await show(update, context, text.ask_hour if free else text.ask_hour_free, [*in_columns(hours, 1), last])


async def propose(update: Update, context: BotContext) -> None:
    """Asks the other side. The twin of a double tap finds it asked and says so once more."""
    asked = await pressed(update, context)
    stop_typing(context)
    meeting, side, office = asked.meeting, asked.side, office_clock(context)
    starts_at, reason = read_hour(asked.part(0)), read_reason(asked.part(1))
    told = text.told_proposed
    if (meeting.moved_by, meeting.moved_to) != (side, starts_at):
        await moving.propose_move(context.session, meeting, side, starts_at, reason, context.now)
        told += " " + await tell_other(
            context, meeting, side, lambda: notices.asked_to_move(meeting, side.other, office)
        )
    await acknowledge(update, context)
    await show_session(update, context, meeting, side, told)


async def agree(update: Update, context: BotContext) -> None:
    """The new hour holds; the other side gets a file that moves it in the calendar."""
    meeting, side, _ = await pressed(update, context)
    stop_typing(context)
    office = office_clock(context)
    await moving.agree_move(context.session, meeting, side, context.now, office)
    await acknowledge(update, context)
    values = values_of(meeting, side, office)
    told = text.told_moved.format(name=values["name"], when=values["when"])
    told += " " + await tell_other(
        context, meeting, side, lambda: notices.moved(meeting, side.other, office), with_calendar=True
    )
    await show_session(update, context, meeting, side, told)


async def refuse(update: Update, context: BotContext) -> None:
    """The old hour holds: the other side says no, or who proposed takes it back."""
    meeting, side, _ = await pressed(update, context)
    stop_typing(context)
    was_own, office = meeting.moved_by is side, office_clock(context)
    await moving.refuse_move(context.session, meeting)
    await acknowledge(update, context)
    told = text.told_kept.format(when=values_of(meeting, side, office)["when"])
    told += " " + await tell_other(context, meeting, side, lambda: notices.kept(meeting, side.other, office, was_own))
    await show_session(update, context, meeting, side, told)

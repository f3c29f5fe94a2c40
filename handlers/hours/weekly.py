"""The answers to the weekly question, one tap each."""

from __future__ import annotations

from datetime import date

from telegram import Update

from content.texts import Text
from durable.context import BotContext
from handlers.callbacks import press
from handlers.hours.asked import SIX_DAYS
from handlers.hours.names import back_to_work, read_day, text, today
from handlers.local_time import told_day
from handlers.mentor_card.showing import show_next
from handlers.mentor_who_writes import own
from handlers.replies import acknowledge, show
from models import Mentor, MentorState, Pace
from services.errors import FieldRefused
from services.mentors import weeks
from services.mentors.limits import most_in_week
from services.mentors.weeks import WeekAnswer


async def answer(update: Update, context: BotContext) -> None:
    """Keeps the answer, says what it means, and goes on with the card."""
    mentor = await own(context)
    ordinal, _, said = press(update).what.partition("-")
    if said not in set(WeekAnswer):
        raise FieldRefused
    monday = read_day(ordinal)
    pace = await weeks.answer(context.session, mentor, monday, WeekAnswer(said), context.now, today(context))
    await acknowledge(update, context)
    told = _told_pace(mentor, monday, pace)
    if mentor.state is MentorState.RESTING:
        await show(update, context, told + "\n\n" + text.told_resting, [[back_to_work()]])
    else:
        await show_next(update, context, told)


def _told_pace(mentor: Mentor, monday: date, pace: Pace) -> Text:
    days = {"first": told_day(monday), "last": told_day(monday + SIX_DAYS)}
    if pace is Pace.NONE:
        return text.told_week_none.format(**days)
    return text.told_week.format(count=most_in_week(mentor.most_per_week, pace), **days)

"""`Minggu ini bisa?`: the question as it stands on the mentor's card, and its answers, one tap each."""

from __future__ import annotations

from datetime import date, timedelta

from telegram import InlineKeyboardButton, Update

from content.texts import Text
from durable.context import BotContext
from handlers.callbacks import button, press
from handlers.hours.names import NAME, back_to_work, own, read_day, text, today, told_day
from handlers.mentor_card.showing import show_next
from handlers.replies import Rows, acknowledge, show
from models import Mentor, MentorState, Pace
from services.errors import FieldRefused
from services.mentors import weeks
from services.mentors.limits import most_in_week
from services.mentors.weeks import WeekAnswer

_SUNDAY = timedelta(days=6)
_LABELS = {
    WeekAnswer.SAME: "button_same",
    WeekAnswer.FULL: "button_full",
    WeekAnswer.LESS: "button_less",
    WeekAnswer.NONE: "button_none",
}
text.require(*_LABELS.values())


def question(mentor: Mentor, monday: date, former: Pace) -> tuple[Text, Rows]:
    """The week from when to when, what "as last week" means, and the answers."""
    most = most_in_week(mentor.most_per_week, weeks.carried_on(former))
    told = text.ask_this_week.format(first=told_day(monday), last=told_day(monday + _SUNDAY), count=most)
    answers = [WeekAnswer.SAME, WeekAnswer.LESS, WeekAnswer.NONE]
    if former is Pace.LESS:
        answers[1] = WeekAnswer.FULL  # as last week is less already
    return told, [[_button(monday, said)] for said in answers]


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
    days = {"first": told_day(monday), "last": told_day(monday + _SUNDAY)}
    if pace is Pace.NONE:
        return text.told_week_none.format(**days)
    return text.told_week.format(count=most_in_week(mentor.most_per_week, pace), **days)


def _button(monday: date, said: WeekAnswer) -> InlineKeyboardButton:
    return button(text[_LABELS[said]].plain(), NAME, "pace", f"{monday.toordinal()}-{said.value}")

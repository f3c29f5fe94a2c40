"""The weekly question in words, with a button for each answer."""

from __future__ import annotations

from datetime import date, timedelta

from telegram import InlineKeyboardButton

from content.texts import Text
from handlers.callbacks import button
from handlers.hours.names import NAME, text
from handlers.local_time import told_day
from handlers.replies import Rows
from models import Mentor, Pace
from services.mentors import weeks
from services.mentors.limits import most_in_week
from services.mentors.weeks import WeekAnswer

SIX_DAYS = timedelta(days=6)
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
    told = text.ask_this_week.format(first=told_day(monday), last=told_day(monday + SIX_DAYS), count=most)
    answers = [WeekAnswer.SAME, WeekAnswer.LESS, WeekAnswer.NONE]
    if former is Pace.LESS:
        answers[1] = WeekAnswer.FULL  # as last week is less already
    return told, [[_button(monday, said)] for said in answers]


def _button(monday: date, said: WeekAnswer) -> InlineKeyboardButton:
    return button(text[_LABELS[said]].plain(), NAME, "pace", f"{monday.toordinal()}-{said.value}")

"""What holds now, with a button for each thing that can be changed; and the question for the hours with a signal."""

from __future__ import annotations

from datetime import datetime

from telegram import InlineKeyboardButton

import content.texts
from content.texts import Text
from durable.context import BotContext
from handlers.callbacks import button
from handlers.local_time import office_clock
from handlers.replies import Rows
from models import Person, ReminderWishes
from services.office_clock import OfficeClock
from services.reading.signal_windows import PARTS
from services.reminders.recipients import recipients, window_of

text = content.texts.load("reminder_wishes").require(*(f"button_window_{part}" for part in (*PARTS, "any")))
NAME = "reminder_wishes"


async def told_wishes(context: BotContext, person: Person, wishes: ReminderWishes) -> Text:
    """All of it, and the hours in which nobody is reminded."""
    office = office_clock(context)
    far = "_remote" if (await recipients(context.session, (person.id,)))[person.id].is_remote else ""
    told = text.told_wishes.format(
        day=text[f"told_day{far}"],
        hour=text[f"told_hour{far}"],
        wants_day=_on(wishes.wants_day_before),
        wants_hour=_on(wishes.wants_hour_before),
        signal=_signal(wishes, office, context.now),
    )
    start, end = office.quiet_hours
    if start == end:
        return told
    return told + "\n\n" + text.told_quiet.format(start=f"{start:%H.%M}", end=f"{end:%H.%M}")


def wishes_rows(wishes: ReminderWishes) -> Rows:
    """A press names what shall be, so that a second one changes nothing."""
    day, hour = ("off" if wanted else "on" for wanted in (wishes.wants_day_before, wishes.wants_hour_before))
    return [
        [
            button(text[f"button_day_{day}"].plain(), NAME, "day", day),
            button(text[f"button_hour_{hour}"].plain(), NAME, "hour", hour),
        ],
        [signal_button()],
    ]


def signal_button() -> InlineKeyboardButton:
    """Leads to the question for the hours with a signal; may stand under any message."""
    return button(text.button_signal.plain(), NAME, "signal")


def window_rows() -> Rows:
    """The parts of a day, any time, and the way out."""
    morning, noon, afternoon, evening = (
        button(text[f"button_window_{part}"].plain(), NAME, "window", part) for part in PARTS
    )
    anytime = button(text.button_window_any.plain(), NAME, "window", "any")
    return [[morning, noon], [afternoon, evening], [anytime, button(text.button_cancel.plain(), NAME, "show")]]


def _on(is_wanted: bool) -> Text:
    return text.told_on if is_wanted else text.told_off


def _signal(wishes: ReminderWishes, office: OfficeClock, now: datetime) -> Text:
    window = window_of(wishes)
    if window is None:
        return text.told_anytime
    start, end = (f"{hour:02}.00" for hour in window)
    return text.told_window.format(start=start, end=end, zone=now.astimezone(office.zone).tzname())

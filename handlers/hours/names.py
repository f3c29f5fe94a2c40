"""What the parts of this conversation share: its name, its states, whose hours they are, and small buttons."""

from __future__ import annotations

from datetime import date
from enum import StrEnum

from telegram import InlineKeyboardButton

import content.texts
from content.texts import Text
from durable.context import BotContext
from handlers.callbacks import button, number
from handlers.local_time import office_clock, told_day
from services.errors import FieldRefused

text = content.texts.load("hours")
NAME = "hours"


class Hours(StrEnum):
    """What a typed text is about."""

    WEEK = "week"
    OFF = "off"
    REST = "rest"


def today(context: BotContext) -> date:
    """Today where the office is."""
    return context.now.astimezone(office_clock(context).zone).date()


def told_days(first_on: date, last_on: date) -> Text:
    """From the first to the last day, both in full; one day alone."""
    if first_on == last_on:
        return text.told_one_day.format(day=told_day(first_on))
    return text.told_span.format(first=told_day(first_on), last=told_day(last_on))


def read_day(what: str) -> date:
    """The day that a button names by its number. Raises FieldRefused."""
    ordinal = number(what)
    if ordinal is None or not 1 <= ordinal <= date.max.toordinal():
        raise FieldRefused
    return date.fromordinal(ordinal)


def to_week() -> InlineKeyboardButton:
    """Leads to the grid of the usual week."""
    return button(text.button_week.plain(), NAME, "week")


def to_off() -> InlineKeyboardButton:
    """Leads to the days off."""
    return button(text.button_off.plain(), NAME, "off")


def to_rest() -> InlineKeyboardButton:
    """Leads to the choice of a rest."""
    return button(text.button_rest.plain(), NAME, "rest")


def back_to_work() -> InlineKeyboardButton:
    """Ends a rest."""
    return button(text.button_work.plain(), NAME, "work")


def finish() -> InlineKeyboardButton:
    """Says what holds, and closes."""
    return button(text.button_finish.plain(), NAME, "done")

"""The command and its buttons: a number of days, and the part that is shown."""

from __future__ import annotations

import re

from telegram import InlineKeyboardButton, Update
from telegram.ext import CallbackQueryHandler, CommandHandler, filters

import content.texts
from durable.context import BotContext
from handlers.callbacks import button, pattern, press
from handlers.local_time import office_time
from handlers.questions.question import in_columns
from handlers.replies import Rows, acknowledge, show
from handlers.statistics.views import told_mentoring, told_summary, told_topics, told_words
from handlers.talk import Talk
from handlers.who import named_writer
from services import roles
from services.errors import FieldRefused
from services.roles import Act
from services.statistics import statistics

text = content.texts.load("statistics")
NAME = "statistics"
DAYS = (7, 30, 90)
SECTIONS = (
    ("button_summary", told_summary),
    ("button_topics", told_topics),
    ("button_words", told_words),
    ("button_mentoring", told_mentoring),
)
"""The parts, each short enough for one look; the place of one stands in its button's data."""


async def open_statistics(update: Update, context: BotContext) -> None:
    """The summary of the last month."""
    await _show(update, context, days=30, section=0)


async def turn(update: Update, context: BotContext) -> None:
    """Another number of days, or another part, in place of what is shown."""
    pressed = re.fullmatch(r"(\d{1,3})-(\d)", press(update).what)
    days, section = map(int, pressed.groups()) if pressed else (0, 0)
    if days not in DAYS or section >= len(SECTIONS):
        raise FieldRefused
    await _show(update, context, days, section)


async def _show(update: Update, context: BotContext, days: int, section: int) -> None:
    roles.require(await named_writer(update, context), Act.SEE_STATISTICS)
    await acknowledge(update, context)
    figures = await statistics(context.session, days, context.now, **office_time(context))
    _, told = SECTIONS[section]
    await show(update, context, await told(context, figures), _buttons(days, section))


def _buttons(days: int, section: int) -> Rows:
    periods = [
        _choice(text.button_days.plain(days=other), f"{other}-{section}", is_chosen=other == days) for other in DAYS
    ]
    parts = [
        _choice(text[key].plain(), f"{days}-{at}", is_chosen=at == section) for at, (key, _) in enumerate(SECTIONS)
    ]
    return [periods, *in_columns(parts, 3)]


def _choice(label: str, what: str, *, is_chosen: bool) -> InlineKeyboardButton:
    return button(text.button_chosen.plain(label=label) if is_chosen else label, NAME, "show", what)


statistics_talk = Talk(
    name=NAME,
    entry_points=[
        CommandHandler("statistik", open_statistics, filters.UpdateType.MESSAGE),
        CallbackQueryHandler(turn, pattern(NAME, "show")),
    ],
    states={},
)

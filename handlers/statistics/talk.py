"""The command and its buttons: a period, and the part that is shown; and the pictures that can be made of it."""

from __future__ import annotations

import re

from telegram import InlineKeyboardButton, Update
from telegram.ext import CallbackQueryHandler, CommandHandler, filters

import content.texts
from durable.context import BotContext
from handlers.asking_for_files import ask_for
from handlers.callbacks import button, pattern, press
from handlers.local_time import office_time
from handlers.questions.question import in_columns
from handlers.replies import Rows, acknowledge, show
from handlers.statistics.views import told_mentoring, told_period, told_summary, told_topics, told_words
from handlers.talk import Talk
from handlers.who import named_writer
from models import JobKind
from services import roles
from services.errors import FieldRefused
from services.roles import Act
from services.statistics import statistics
from services.statistics.periods import DAYS, LastDays, Period, period_of, quarter_of

text = content.texts.load("statistics")
NAME = "statistics"
SECTIONS = (
    ("button_summary", told_summary),
    ("button_topics", told_topics),
    ("button_words", told_words),
    ("button_mentoring", told_mentoring),
)
"""The parts, each short enough for one look; the place of one stands in its button's data."""
PICTURES = ("districts", "clusters", "asked", "waiting", "mentors", "permits", "announcements", "all")


async def open_statistics(update: Update, context: BotContext) -> None:
    """The summary of the last month."""
    await _show(update, context, LastDays(30, context.now), section=0)


async def turn(update: Update, context: BotContext) -> None:
    """Another period, or another part, in place of what is shown."""
    period, what = _pressed(update, context)
    if not what.isdecimal() or int(what) >= len(SECTIONS):
        raise FieldRefused
    await _show(update, context, period, int(what))


async def offer_pictures(update: Update, context: BotContext) -> None:
    """Which pictures there are, in place of the words."""
    period, _ = _pressed(update, context)
    roles.require(await named_writer(update, context), Act.MAKE_REPORT)
    await acknowledge(update, context)
    pictures = [button(text[f"button_{name}"].plain(), NAME, "picture", f"{period.key}-{name}") for name in PICTURES]
    back = button(text.button_words_again.plain(), NAME, "show", f"{period.key}-0")
    rows = [*_periods(context, period, "pictures", "0"), *in_columns(pictures, 2), [back]]
    await show(update, context, text.ask_picture.format(period=told_period(period)), rows)


async def ask_picture(update: Update, context: BotContext) -> None:
    """Has one picture made, or all; the screen stays, so that the next can be asked for."""
    period, name = _pressed(update, context)
    if name not in PICTURES:
        raise FieldRefused
    await ask_for(update, context, Act.MAKE_REPORT, JobKind.FIGURES, {"period": period.key, "picture": name})
    await acknowledge(update, context, text.told_being_made.plain())


def _pressed(update: Update, context: BotContext) -> tuple[Period, str]:
    pressed = re.fullmatch(r"(\w{1,6})-(\w{1,20})", press(update).what)
    period = period_of(pressed[1], context.now, office_time(context)["zone"]) if pressed else None
    if pressed is None or period is None:
        raise FieldRefused
    return period, pressed[2]


async def _show(update: Update, context: BotContext, period: Period, section: int) -> None:
    person = roles.require(await named_writer(update, context), Act.SEE_STATISTICS)
    await acknowledge(update, context)
    figures = await statistics(context.session, period, **office_time(context))
    _, told = SECTIONS[section]
    parts = [
        _choice(text[key].plain(), "show", f"{period.key}-{at}", is_chosen=at == section)
        for at, (key, _) in enumerate(SECTIONS)
    ]
    if roles.allowed(person, Act.MAKE_REPORT):
        parts.append(button(text.button_pictures.plain(), NAME, "pictures", f"{period.key}-0"))
    rows = [*_periods(context, period, "show", str(section)), *in_columns(parts, 3)]
    await show(update, context, await told(context, figures), rows)


def _periods(context: BotContext, chosen: Period, step: str, what: str) -> Rows:
    days = [
        _choice(text.button_days.plain(days=each), step, f"{each}-{what}", is_chosen=chosen.key == str(each))
        for each in DAYS
    ]
    this = quarter_of(context.now, office_time(context)["zone"]).key
    return [days, [_choice(text.button_quarter.plain(), step, f"{this}-{what}", is_chosen=chosen.key == this)]]


def _choice(label: str, step: str, what: str, *, is_chosen: bool) -> InlineKeyboardButton:
    return button(text.button_chosen.plain(label=label) if is_chosen else label, NAME, step, what)


statistics_talk = Talk(
    name=NAME,
    entry_points=[
        CommandHandler("statistik", open_statistics, filters.UpdateType.MESSAGE),
        CallbackQueryHandler(turn, pattern(NAME, "show")),
        CallbackQueryHandler(offer_pictures, pattern(NAME, "pictures")),
        CallbackQueryHandler(ask_picture, pattern(NAME, "picture")),
    ],
    states={},
)

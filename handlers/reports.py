"""Laporan: what can be made of the office's figures and lists, of which time, and then it is made in the background."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from telegram import InlineKeyboardButton, Update
from telegram.ext import CallbackQueryHandler, CommandHandler, filters

import content.texts
from durable.context import BotContext
from handlers.asking_for_files import ask_for
from handlers.callbacks import button, pattern, press
from handlers.local_time import office_time
from handlers.questions.question import in_columns
from handlers.replies import Rows, acknowledge, show
from handlers.talk import Talk
from handlers.who import named_writer
from models import JobKind, Person
from services import roles
from services.errors import FieldRefused
from services.roles import Act
from services.statistics.periods import LastDays, Period, Quarter, period_of, quarters

text = content.texts.load("reports")
NAME = "reports"
MOST_QUARTERS = 5
_DAYS = (30, 90)


@dataclass(frozen=True)
class Offered:
    """One thing to be made: who may have it, and of which times it can be."""

    act: Act
    has_period: bool = True
    has_days: bool = True


OFFERED: Mapping[JobKind, Offered] = {
    JobKind.QUARTER: Offered(Act.MAKE_REPORT, has_days=False),
    JobKind.QUESTIONS: Offered(Act.MAKE_REPORT),
    JobKind.ANNOUNCEMENTS: Offered(Act.MAKE_REPORT),
    JobKind.BUSINESSES: Offered(Act.EXPORT_PEOPLE, has_period=False),
    JobKind.MEETINGS: Offered(Act.EXPORT_PEOPLE),
    JobKind.REFERRALS: Offered(Act.EXPORT_PEOPLE, has_period=False),
}
"""In the order of the buttons. What belongs to one announcement, or to the audit, is asked for there."""


async def open_reports(update: Update, context: BotContext) -> None:
    """What there is for this person."""
    person = roles.require(await named_writer(update, context), Act.MAKE_REPORT)
    await acknowledge(update, context)
    found = [kind for kind, offered in OFFERED.items() if roles.allowed(person, offered.act)]
    kinds = [button(text[f"button_{kind.value}"].plain(), NAME, "what", kind.value) for kind in found]
    told = text.ask_report if roles.allowed(person, Act.EXPORT_PEOPLE) else text.ask_report_without_names
    await show(update, context, told, in_columns(kinds, 2))


async def choose_report(update: Update, context: BotContext) -> None:
    """Asks of which time; what has none is made at once."""
    kind, offered, _ = await _chosen(update, context, press(update).what)
    if not offered.has_period:
        await _make(update, context, kind, offered, {})
        return
    await acknowledge(update, context)
    await show(update, context, text.ask_period.format(what=text[f"button_{kind.value}"]), _periods(context, kind))


async def choose_period(update: Update, context: BotContext) -> None:
    """Has it made."""
    what, _, key = press(update).what.partition("-")
    kind, offered, _ = await _chosen(update, context, what)
    period = period_of(key, context.now, office_time(context)["zone"])
    is_offered = isinstance(period, Quarter) or (isinstance(period, LastDays) and offered.has_days)
    if period is None or not offered.has_period or not is_offered:
        raise FieldRefused
    await _make(update, context, kind, offered, {"period": period.key})


async def _chosen(update: Update, context: BotContext, what: str) -> tuple[JobKind, Offered, Person]:
    person = roles.require(await named_writer(update, context), Act.MAKE_REPORT)
    if what not in OFFERED:
        raise FieldRefused
    kind = JobKind(what)
    return kind, OFFERED[kind], roles.require(person, OFFERED[kind].act)


async def _make(
    update: Update, context: BotContext, kind: JobKind, offered: Offered, params: Mapping[str, int | str]
) -> None:
    await ask_for(update, context, offered.act, kind, params)
    await acknowledge(update, context)
    await show(update, context, text.told_being_made.format(what=text[f"button_{kind.value}"]), [[_back()]])


def _periods(context: BotContext, kind: JobKind) -> Rows:
    found: list[Period] = [*quarters(context.now, office_time(context)["zone"], MOST_QUARTERS)]
    if OFFERED[kind].has_days:
        found += [LastDays(days, context.now) for days in _DAYS]
    buttons = [button(_named(period), NAME, "make", f"{kind.value}-{period.key}") for period in found]
    return [*in_columns(buttons, 2), [_back()]]


def _named(period: Period) -> str:
    key, values = period.named
    return text[f"brief_{key}"].plain(**values)


def _back() -> InlineKeyboardButton:
    return button(text.button_back.plain(), NAME, "list")


reports_talk = Talk(
    name=NAME,
    entry_points=[
        CommandHandler("laporan", open_reports, filters.UpdateType.MESSAGE),
        CallbackQueryHandler(open_reports, pattern(NAME, "list")),
        CallbackQueryHandler(choose_report, pattern(NAME, "what")),
        CallbackQueryHandler(choose_period, pattern(NAME, "make")),
    ],
    states={},
)

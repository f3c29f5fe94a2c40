"""Instants at the edge: what day it is for the people, and how times are written for them."""

from __future__ import annotations

from datetime import date, datetime, tzinfo
from zoneinfo import ZoneInfo

from babel.dates import format_date, format_datetime

from content.language import language
from durable.context import BotContext

WITA = ZoneInfo("Asia/Makassar")


def local_date(context: BotContext) -> date:
    """Today where the office is (`bot_data["timezone"]`, else WITA)."""
    return context.now.astimezone(context.bot_data.get("timezone", WITA)).date()


def told_time(instant: datetime, zone: tzinfo = WITA) -> str:
    """Day and time as people write them, in the current language: `Senin, 23 November 14.05`."""
    return format_datetime(instant.astimezone(zone), "EEEE, d MMMM HH.mm", locale=language.get())


def told_date(day: date) -> str:
    """A day as people write it: `21 November 2026`."""
    return format_date(day, "d MMMM yyyy", locale=language.get())

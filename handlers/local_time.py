"""Instants at the edge: what day it is for the people, and how times are written for them."""

from __future__ import annotations

from datetime import date, datetime, timedelta, tzinfo
from typing import TypedDict
from zoneinfo import ZoneInfo

from babel.dates import format_date, format_datetime, format_timedelta

from content.language import language
from durable.context import BotContext
from services.office_clock import WITA, OfficeClock
from services.working_time import USUAL_HOURS, OfficeHours


class OfficeTime(TypedDict):
    """When the office works, as services ask for it: `add_working_time(start, days=1, **office_time(context))`."""

    hours: OfficeHours
    zone: ZoneInfo


def office_time(context: BotContext) -> OfficeTime:
    """From the settings (`bot_data["office_hours"]`, `bot_data["timezone"]`), else the usual hours and WITA."""
    data = context.bot_data
    return OfficeTime(hours=data.get("office_hours", USUAL_HOURS), zone=data.get("timezone", WITA))


def office_clock(context: BotContext) -> OfficeClock:
    """The office's times, kept in `bot_data["office_clock"]` from the settings."""
    found: OfficeClock = context.bot_data.get("office_clock", OfficeClock())
    return found


def local_date(context: BotContext) -> date:
    """Today where the office is (`bot_data["timezone"]`, else WITA)."""
    return context.now.astimezone(office_time(context)["zone"]).date()


def told_time(instant: datetime, zone: tzinfo = WITA) -> str:
    """Day and time as people write them, in the current language: `Senin, 23 November 14.05`."""
    return format_datetime(instant.astimezone(zone), "EEEE, d MMMM HH.mm", locale=language.get())


def told_date(day: date) -> str:
    """A day as people write it: `21 November 2026`."""
    return format_date(day, "d MMMM yyyy", locale=language.get())


def told_day(day: date) -> str:
    """A day in full: `Selasa, 5 Desember 2026`."""
    return format_date(day, "EEEE, d MMMM yyyy", locale=language.get())


def told_full(instant: datetime, zone: tzinfo = WITA) -> str:
    """An instant in full, for one tap that says yes: `Sabtu, 5 Desember 2026, 10.00 WITA`."""
    local = instant.astimezone(zone)
    return f"{told_day(local.date())}, {told_clock(instant, zone)} {local.tzname()}"


def told_weekday(instant: datetime, zone: tzinfo = WITA) -> str:
    """The day of an instant with its weekday: `Rabu, 25 November`."""
    return format_datetime(instant.astimezone(zone), "EEEE, d MMMM", locale=language.get())


def told_clock(instant: datetime, zone: tzinfo = WITA) -> str:
    """The time of day of an instant: `10.00`."""
    return format_datetime(instant.astimezone(zone), "HH.mm", locale=language.get())


def told_hour(instant: datetime, zone: tzinfo = WITA) -> str:
    """An appointed hour in full: `Selasa, 1 Desember, 10.00 WITA`."""
    return f"{told_weekday(instant, zone)}, {told_clock(instant, zone)} {instant.astimezone(zone).tzname()}"


def told_hour_briefly(instant: datetime, zone: tzinfo = WITA) -> str:
    """The same on a button: `Sel 1 Des, 10.00`."""
    return format_datetime(instant.astimezone(zone), "EEE d MMM, HH.mm", locale=language.get())


def told_day_briefly(instant: datetime, zone: tzinfo = WITA) -> str:
    """The day alone on a button: `1 Des`."""
    return format_datetime(instant.astimezone(zone), "d MMM", locale=language.get())


def told_span(span: timedelta) -> str:
    """How long something took, in its largest unit: `2 jam`."""
    return format_timedelta(max(span, timedelta(minutes=1)), threshold=1, locale=language.get())

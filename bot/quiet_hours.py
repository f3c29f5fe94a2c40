"""The hours in which nobody is disturbed, in the office's time."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo


def quiet_until(hours: tuple[time, time], zone: ZoneInfo) -> Callable[[datetime], datetime | None]:
    """A function that gives the end of the quiet hours an instant lies in, or None.

    `hours` = (from, until) in local time; they may cross midnight; equal ends mean no quiet hours.
    """
    start, end = hours

    def look(now: datetime) -> datetime | None:
        local = now.astimezone(zone)
        today_end = local.replace(hour=end.hour, minute=end.minute, second=0, microsecond=0)
        of_day = local.time().replace(tzinfo=None)
        if start < end:
            return today_end if start <= of_day < end else None
        if start == end:
            return None
        if of_day >= start:
            return today_end + timedelta(days=1)
        return today_end if of_day < end else None

    return look

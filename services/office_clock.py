"""The office's times, as settings tell them: one value that services ask for beside `now`."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import time
from zoneinfo import ZoneInfo

from services.working_time import USUAL_HOURS, OfficeHours

WITA = ZoneInfo("Asia/Makassar")


@dataclass(frozen=True)
class OfficeClock:
    """The zone of all local times, when the office works, when nobody is disturbed, and how long a mentor may take.

    `quiet_hours` = (from, until) in local time; they may cross midnight; equal ends mean none. `answer_hours` is the
    time to answer an offer before the reminder, and again after it: 24 hours are one working day.
    """

    zone: ZoneInfo = WITA
    hours: OfficeHours = USUAL_HOURS
    quiet_hours: tuple[time, time] = (time(21), time(6))
    answer_hours: int = 24

"""An hour of the day by itself: `jam 7 malam`, `07.00`, `sore`, `19`."""

from __future__ import annotations

import re
from datetime import datetime
from zoneinfo import ZoneInfo

from services.errors import MentorRefused, MomentRefused
from services.reading.moments import read_moment
from services.week import PARTS

_BARE = re.compile(r"\s*(\d{1,2})\s*")


def read_hour(text: str, now: datetime, zone: ZoneInfo) -> int:
    """The hour that a text names, or with which the part of the day begins that it names; raises MentorRefused.

    A number alone is an hour of the clock: `6` is six in the morning.
    """
    if bare := _BARE.fullmatch(text):
        return _checked(int(bare[1]))
    try:
        moment = read_moment(text, now, zone)
    except MomentRefused as refusal:
        raise MentorRefused("refused_mentor_hour") from refusal
    if moment.time is not None:
        return moment.time.hour
    if moment.part is not None:
        return PARTS[moment.part].start
    raise MentorRefused("refused_mentor_hour")


def _checked(hour: int) -> int:
    if hour > 23:
        raise MentorRefused("refused_mentor_hour")
    return hour

"""Days and times as a promise names them."""

from __future__ import annotations

from datetime import datetime, tzinfo

import content.texts
from content.texts import Text
from handlers.local_time import told_clock, told_weekday

text = content.texts.load("ask_staff")


def told_moment(instant: datetime, zone: tzinfo) -> Text:
    """`Rabu, 25 November, jam 10.00`."""
    return text.told_moment.format(day=told_weekday(instant, zone), time=told_clock(instant, zone))

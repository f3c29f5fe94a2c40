"""What the clock says about a room."""

from __future__ import annotations

from handlers.local_time import told_hour
from handlers.room.names import end_button, name_of, report_button, text
from handlers.telling import Notice
from models import Meeting, Side
from services.office_clock import OfficeClock


def opened(meeting: Meeting, side: Side, office: OfficeClock) -> Notice:
    """That the room is open, for the person on this side."""
    hour = told_hour(meeting.starts_at, office.zone)
    told = text.told_opened.format(name=name_of(meeting, side.other), when=hour)
    return told, [[end_button(meeting), report_button(meeting)]]

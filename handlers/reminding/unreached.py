"""That somebody was not reached by a reminder: for the other side of a session at once, for staff joined."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import content.texts
from content.texts import Text
from handlers.local_time import told_hour
from handlers.room.names import name_of
from models import Meeting, Reminder, Side
from services.office_clock import OfficeClock

text = content.texts.load("reminders")
_MOST_LINES = 4
Known = Mapping[int, tuple[str | None, str | None]]
"""{person: (name, phone number)}"""


def told_other_side(meeting: Meeting, side: Side, office: OfficeClock) -> Text:
    """That who is on this side was not reached, with their contact only where they show it."""
    name, when = name_of(meeting, side), told_hour(meeting.starts_at, office.zone)
    contact = meeting.contact_of(side)
    if contact:
        return text.told_unreached_contact.format(name=name, when=when, contact=contact)
    return text.told_unreached.format(name=name, when=when)


def told_staff(reminders: Sequence[Reminder], known: Known, office: OfficeClock) -> Text:
    """Everybody who was not reached in the last hour."""
    cases = list({(each.person_id, each.starts_at): each for each in reminders}.values())
    lines = [_line(each, known, office) for each in cases[:_MOST_LINES]]
    if len(cases) > _MOST_LINES:
        lines.append(text.told_staff_more.format(count=len(cases) - _MOST_LINES))
    return text.told_staff_unreached.format(count=len(cases), lines=Text("\n").join(lines))


def _line(reminder: Reminder, known: Known, office: OfficeClock) -> Text:
    name, phone = known.get(reminder.person_id, (None, None))
    shown, when = name or text.told_staff_nameless, told_hour(reminder.starts_at, office.zone)
    if phone is None:
        return text.told_staff_line.format(name=shown, when=when)
    return text.told_staff_line_phone.format(name=shown, phone=phone, when=when)

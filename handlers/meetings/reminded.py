"""What a reminder of a session says, and the buttons below it: everything can be done in one tap from here."""

from __future__ import annotations

from content.texts import Text
from handlers.local_time import told_hour
from handlers.meetings.names import act, acts_beforehand, text, values_of
from handlers.meetings.screen import move_rows, told_actions
from handlers.meetings.settling import settle_rows
from handlers.meetings.tried import tried_rows
from handlers.replies import Rows
from handlers.telling import Notice
from models import Meeting, Occasion, Side
from services.office_clock import OfficeClock

_DAYS = {Occasion.TRIED_7: 7, Occasion.TRIED_30: 30}


def notice(occasion: Occasion, meeting: Meeting, side: Side, office: OfficeClock, *, is_late: bool) -> Notice:
    """The message for the person on this side, in the language that is set; honest about coming late."""
    told, rows = _said(occasion, meeting, side, office)
    return (text.told_late + "\n\n" + told if is_late else told), rows


def _said(occasion: Occasion, meeting: Meeting, side: Side, office: OfficeClock) -> tuple[Text, Rows]:
    values = values_of(meeting, side, office)
    match occasion:
        case Occasion.DAY_BEFORE | Occasion.HOUR_BEFORE:
            lines = [text[f"told_reminder_{occasion.value}"].format(**values), *_where(meeting, side)]
            if meeting.moved_to is not None:
                lines.append(text.told_reminder_move.format(when=told_hour(meeting.moved_to, office.zone)))
            last = [[act("session", "view", meeting), act("calendar", "ics", meeting)]]
            return Text("\n").join(lines), [*move_rows(meeting, side), *acts_beforehand(meeting), *last]
        case Occasion.RATE:
            return text.ask_held.format(when=values["when"], name=values["name"]), settle_rows(meeting, side)
        case Occasion.TRIED_7 | Occasion.TRIED_30:
            asked = text.ask_tried.format(name=values["name"], actions=told_actions(meeting))
            return asked, tried_rows(meeting, _DAYS[occasion])


def _where(meeting: Meeting, side: Side) -> list[Text]:
    lines = []
    if meeting.place:
        lines.append(text.told_place.format(place=meeting.place))
    if contact := meeting.contact_of(side.other):
        lines.append(text.told_contact.format(contact=contact))
    return lines

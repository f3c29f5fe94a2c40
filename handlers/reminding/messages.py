"""All that is due for one person, as few messages: alone in its own words, several as a list with numbered buttons."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby

from telegram import InlineKeyboardButton

from content.texts import Text
from handlers.reminding.lines import Told, text
from handlers.replies import Rows
from models import Meeting
from services.office_clock import OfficeClock
from services.reminders.due import Due
from services.reminders.rules import BEFORE
from services.reminders.subjects import Subjects

_MOST_IN_ONE = 4
_LEAST_BUTTONS = 3
_ORDER = {occasion: place for place, occasion in enumerate(BEFORE)}


@dataclass(frozen=True)
class Message:
    """One message, and the reminders that it is."""

    words: Text
    rows: Rows
    dues: tuple[Due, ...]
    useful_until: datetime
    about: tuple[str, int] | None


def messages(dues: Sequence[Due], subjects: Subjects, now: datetime, office: OfficeClock) -> Iterator[Message]:
    """Of one person, in the current language. All of `dues` are to be told, in the order of what they are about."""
    things = _things(dues, subjects, now)
    for start in range(0, len(things), _MOST_IN_ONE):
        some = things[start : start + _MOST_IN_ONE]
        yield _alone(some[0], office) if len(some) == 1 else _joined(some, office)


def _things(dues: Sequence[Due], subjects: Subjects, now: datetime) -> list[Told]:
    """What there is to tell: a day and an hour before the same session are one thing."""

    def thing(due: Due) -> tuple[datetime, int, int, bool]:
        return due.starts_at, due.meeting_id or 0, due.workshop_id or 0, due.occasion in BEFORE

    found = []
    for _, same in groupby(sorted(dues, key=thing), thing):
        one = sorted(same, key=lambda due: (_ORDER.get(due.occasion, 0), due.id))
        about = subjects.meeting(one[0]) or subjects.workshop(one[0])
        assert about is not None  # else it was dropped
        found.append(Told(tuple(one), about, now))
    return found


def _alone(told: Told, office: OfficeClock) -> Message:
    words, rows = told.notice(office)
    kind = "meeting" if isinstance(told.about, Meeting) else "workshop"
    return Message(words, rows, told.dues, told.useful_until, (kind, told.about.id))


def _joined(some: Sequence[Told], office: OfficeClock) -> Message:
    """A reply to it would not tell which of them is meant, so it is about none."""
    heading = text.told_several_late if any(told.is_late for told in some) else text.told_several
    lines = [told.line(number, office) for number, told in enumerate(some, 1)]
    rows = [row for number, told in enumerate(some, 1) for row in _numbered(number, told, office)]
    dues = tuple(due for told in some for due in told.dues)
    words = heading.format(count=len(some), lines=Text("\n").join(lines))
    return Message(words, rows, dues, max(told.useful_until for told in some), None)


def _numbered(number: int, told: Told, office: OfficeClock) -> list[list[InlineKeyboardButton]]:
    """The first rows of its own message, until three buttons are there: those that matter most come first."""
    rows: list[list[InlineKeyboardButton]] = []
    for row in told.notice(office)[1]:
        if sum(map(len, rows)) < _LEAST_BUTTONS:
            rows.append([_with_number(number, each) for each in row])
    return rows


def _with_number(number: int, plain: InlineKeyboardButton) -> InlineKeyboardButton:
    label = text.button_numbered.plain(number=number, label=plain.text)
    return InlineKeyboardButton(label, callback_data=plain.callback_data)

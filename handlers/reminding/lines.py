"""One reminder as the words and buttons of its own message, and as one line among several."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

import content.texts
from content.texts import Text
from handlers.local_time import told_date, told_hour
from handlers.meetings import reminded as meetings
from handlers.replies import Rows
from handlers.room.names import name_of
from handlers.workshops import reminded as workshops
from models import Meeting, Occasion, Side, Workshop
from services.office_clock import OfficeClock
from services.reminders.due import Due
from services.reminders.rules import BEFORE

text = content.texts.load("reminders")
_LATE_AFTER = timedelta(minutes=10)


@dataclass(frozen=True)
class Told:
    """What is told at once about one session or class: the latest occasion speaks for those due with it."""

    dues: tuple[Due, ...]
    about: Meeting | Workshop
    now: datetime

    @property
    def due(self) -> Due:
        """The one that speaks."""
        return self.dues[-1]

    @property
    def is_late(self) -> bool:
        """Whether that is to be said: its moment was missed by more than a little."""
        return self.now - self.due.due_at > _LATE_AFTER

    @property
    def useful_until(self) -> datetime:
        """Until when the message may still go out."""
        return max(due.useful_until for due in self.dues)

    def notice(self, office: OfficeClock) -> tuple[Text, Rows]:
        """Its own message."""
        person, occasion = self.due.person_id, self.due.occasion
        if occasion is Occasion.HOUR_BEFORE and not self._is_today(office):
            occasion = Occasion.DAY_BEFORE  # "soon" is not true in the evening before, where that is the last signal
        if isinstance(self.about, Workshop):
            is_mentor = person == self.about.mentor_id
            return workshops.notice(occasion, self.about, is_mentor, office, is_late=self.is_late)
        return meetings.notice(occasion, self.about, side_of(self.about, person), office, is_late=self.is_late)

    def _is_today(self, office: OfficeClock) -> bool:
        starts_at = self.about.starts_at
        return starts_at.astimezone(office.zone).date() == self.now.astimezone(office.zone).date()

    def line(self, number: int, office: OfficeClock) -> Text:
        """Its line among several."""
        starts_at = self.about.starts_at
        if isinstance(self.about, Workshop):
            when = told_hour(starts_at, office.zone)
            return text.told_line_class.format(number=number, when=when, title=self.about.title)
        name = name_of(self.about, side_of(self.about, self.due.person_id).other)
        if self.due.occasion in BEFORE:
            return text.told_line_session.format(number=number, when=told_hour(starts_at, office.zone), name=name)
        asked = text.told_line_rate if self.due.occasion is Occasion.RATE else text.told_line_tried
        return asked.format(number=number, day=told_date(starts_at.astimezone(office.zone).date()), name=name)


def side_of(meeting: Meeting, person_id: int) -> Side:
    """On which side of the session this person is."""
    return Side.MENTOR if person_id == meeting.mentor_id else Side.PRODUCER

"""What the buttons of a session are called, and the words that many of its messages share."""

from __future__ import annotations

from typing import TypedDict

from telegram import InlineKeyboardButton

import content.texts
from content.texts import Text
from handlers.callbacks import button
from handlers.local_time import told_hour
from handlers.mentoring_words import told_choice
from handlers.replies import Rows
from handlers.room.names import name_of
from models import ChangeReason, Meeting, Side
from services.errors import FieldRefused
from services.office_clock import OfficeClock

text = content.texts.load("meetings").require(*(f"reason_{reason.value}" for reason in ChangeReason))
NAME = "meeting"
ABOUT = "meeting"
"""What messages of a session are about."""


class Values(TypedDict):
    """With whom, when, on what and how: what fills most texts."""

    name: str
    when: str
    topic: Text
    way: Text


def values_of(meeting: Meeting, side: Side, office: OfficeClock) -> Values:
    """The same as the person on this side reads it."""
    return Values(
        name=name_of(meeting, side.other),
        when=told_hour(meeting.starts_at, office.zone),
        topic=told_choice(meeting.topic),
        way=told_choice(meeting.way),
    )


def told_reason(meeting: Meeting) -> Text:
    """Why it is put off or called off, within a sentence."""
    return text[f"reason_{(meeting.changed_reason or ChangeReason.OTHER).value}"]


def act(key: str, step: str, meeting: Meeting, *more: object) -> InlineKeyboardButton:
    """The button of this label for an act on a session: `meeting:<step>:<id>.<more>`."""
    return button(text[f"button_{key}"].plain(), NAME, step, ".".join(map(str, (meeting.id, *more))))


def acts_beforehand(meeting: Meeting) -> Rows:
    """What can be done about a session that lies ahead, in one tap."""
    return [[act("ok", "ok", meeting), act("move", "move", meeting), act("cancel", "cancel", meeting)]]


def read_reason(what: str) -> ChangeReason:
    """The reason of a button; raises FieldRefused for one that nobody can choose."""
    if what not in set(ChangeReason) - {ChangeReason.SUSPENDED}:
        raise FieldRefused
    return ChangeReason(what)

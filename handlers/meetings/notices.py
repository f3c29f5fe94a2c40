"""What one side is told when the other changed something, made in the language of who reads it."""

from __future__ import annotations

from content.texts import Text
from handlers.local_time import told_hour
from handlers.meetings.names import ABOUT, act, acts_beforehand, text, told_reason, values_of
from handlers.meetings.screen import move_rows
from handlers.room.names import name_of
from handlers.telling import Notice
from models import Meeting, Side
from services.office_clock import OfficeClock


def about(meeting: Meeting) -> tuple[str, int]:
    """What a reply to the notice would be about."""
    return ABOUT, meeting.id


def asked_to_move(meeting: Meeting, side: Side, office: OfficeClock) -> Notice:
    """The other side proposes another hour."""
    assert meeting.moved_to is not None
    assert meeting.move_ends_at is not None
    told = text.told_asked_to_move.format(
        name=name_of(meeting, side.other),
        reason=told_reason(meeting),
        old=told_hour(meeting.starts_at, office.zone),
        when=told_hour(meeting.moved_to, office.zone),
        until=told_hour(meeting.move_ends_at, office.zone),
    )
    return told, [*move_rows(meeting, side), [act("cancel", "cancel", meeting), act("session", "view", meeting)]]


def moved(meeting: Meeting, side: Side, office: OfficeClock) -> Notice:
    """The other side agreed."""
    return _plainly(text.told_moved_theirs, meeting, side, office)


def kept(meeting: Meeting, side: Side, office: OfficeClock, was_taken_back: bool) -> Notice:
    """The other side said no, or took its proposal back."""
    return _plainly(text.told_taken_back if was_taken_back else text.told_kept_theirs, meeting, side, office)


def lapsed(meeting: Meeting, side: Side, office: OfficeClock) -> Notice:
    """Nobody answered a proposal in time."""
    return _plainly(text.told_lapsed, meeting, side, office)


def placed(meeting: Meeting, side: Side, office: OfficeClock) -> Notice:
    """The other side said where."""
    values = values_of(meeting, side, office)
    told = text.told_place_theirs.format(when=values["when"], name=values["name"], place=meeting.place)
    return told, [[act("session", "view", meeting)]]


def cancelled(meeting: Meeting, side: Side, office: OfficeClock) -> Notice:
    """The other side called it off, and what happens next."""
    values = values_of(meeting, side, office)
    next_words = text.told_next_search if side is Side.PRODUCER else text.told_next_nothing
    told = text.told_cancelled_theirs.format(
        when=values["when"], name=values["name"], reason=told_reason(meeting), next=next_words
    )
    return told, ()


def could_not(meeting: Meeting, office: OfficeClock) -> Notice:
    """For the producer: the mentor could not come, and what happens next."""
    values = values_of(meeting, Side.PRODUCER, office)
    told = text.told_mentor_could_not.format(when=values["when"], name=values["name"], next=text.told_next_search)
    return told, ()


def _plainly(words: Text, meeting: Meeting, side: Side, office: OfficeClock) -> Notice:
    values = values_of(meeting, side, office)
    return words.format(name=values["name"], when=values["when"]), acts_beforehand(meeting)

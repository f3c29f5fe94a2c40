"""What people are told of a class without asking, each in the language that is set; handlers and the clock send it."""

from __future__ import annotations

from datetime import tzinfo

from handlers.local_time import told_hour
from handlers.telling import Notice
from handlers.workshops.lines import told_class, told_decided, told_when
from handlers.workshops.names import act, text
from models import ChangeReason, Workshop, WorkshopSeat


def invitation(workshop: Workshop, zone: tzinfo) -> Notice:
    """Would you like to come?"""
    yes, no = act(text.button_join, "take", workshop), act(text.button_not, "leave", workshop)
    return text.told_invited.format(what=told_class(workshop, zone)), [[yes, no]]


def offered(workshop: Workshop, seat: WorkshopSeat, zone: tzinfo) -> Notice:
    """A seat is kept for somebody who waited, until a moment said in full."""
    assert seat.offer_ends_at is not None
    words = text.told_offered.format(what=told_class(workshop, zone), until=told_hour(seat.offer_ends_at, zone))
    return words, [[act(text.button_take, "take", workshop), act(text.button_not, "leave", workshop)]]


def expired(workshop: Workshop) -> Notice:
    """The seat is not kept any more."""
    return text.told_expired.format(title=workshop.title), [[act(text.button_join_again, "take", workshop)]]


def confirmed(workshop: Workshop, zone: tzinfo) -> Notice:
    """For those with a seat: it will be held."""
    return text.told_confirmed.format(what=told_class(workshop, zone)), [[act(text.button_leave, "leave", workshop)]]


def confirmed_to_mentor(workshop: Workshop, taken: int, zone: tzinfo) -> Notice:
    """For the mentor: it will be held."""
    words = text.told_confirmed_mentor.format(what=told_class(workshop, zone), taken=taken)
    return words, [[act(text.button_see, "view", workshop)]]


def not_held(workshop: Workshop, zone: tzinfo) -> Notice:
    """For everybody concerned: it will not be held, and nobody is to blame."""
    told = text.told_too_few if workshop.mentor_agreed_at is not None else text.told_no_mentor
    return told.format(title=workshop.title, when=told_when(workshop, zone)), ()


def not_held_to_mentor(workshop: Workshop, zone: tzinfo) -> Notice:
    """The same for its mentor."""
    told = text.told_too_few if workshop.mentor_agreed_at is not None else text.told_no_answer_mentor
    return told.format(title=workshop.title, when=told_when(workshop, zone)), ()


def called_off(workshop: Workshop, zone: tzinfo) -> Notice:
    """Somebody who runs it called it off."""
    reason = text[f"told_reason_{(workshop.cancel_reason or ChangeReason.OTHER).value}"]
    when = told_when(workshop, zone)
    return text.told_called_off.format(title=workshop.title, when=when, reason=reason), ()


def place_changed(workshop: Workshop, zone: tzinfo) -> Notice:
    """It is somewhere else now."""
    return text.told_place_changed.format(what=told_class(workshop, zone)), [[act(text.button_see, "view", workshop)]]


def ask_mentor(workshop: Workshop, zone: tzinfo) -> Notice:
    """For the mentor of a class that staff opened: can you?"""
    words = text.ask_mentor_yes.format(
        what=told_class(workshop, zone), seats=workshop.seats, least=workshop.least,
        decided=told_decided(workshop, zone),
    )  # fmt: skip
    return words, [[act(text.button_agree, "agree", workshop), act(text.button_cannot, "off", workshop)]]

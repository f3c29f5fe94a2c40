"""What a producer is told while mentors are asked: each step in plain words, and what comes next.

Texts are made in the language that is set; the clock and the handlers send them.
"""

from __future__ import annotations

from collections.abc import Sequence

from telegram import InlineKeyboardButton

from content.texts import Text
from handlers.callbacks import button
from handlers.local_time import told_hour, told_weekday
from handlers.mentor_requests.lines import told_until
from handlers.mentor_requests.names import NAME, mentor_name, text, view_button
from handlers.mentoring_words import told_choice
from handlers.telling import Notice
from models import Offer, OfferState, RequestState
from services.mentoring.offers import Step
from services.office_clock import OfficeClock

_WHY = {
    OfferState.DECLINED: "told_could_not",
    OfferState.EXPIRED: "told_was_silent",
    OfferState.WITHDRAWN: "told_went_away",
    OfferState.ACCEPTED: "told_fell_through",
}
_MOST_NAMES = 8
text.require(*_WHY.values())


def moved_on(step: Step, former: Offer | None, office: OfficeClock) -> Notice:
    """What became of the last mentor, and who is asked now, or where the request waits."""
    why = _WHY.get(former.state) if former is not None else None
    parts = [text[why].format(name=mentor_name(former.mentor))] if former is not None and why else []
    return Text(" ").join([*parts, told_step(step, office)]), [[view_button(step.request)]]


def told_step(step: Step, office: OfficeClock) -> Text:
    """Who is asked now, or where the request waits, and what comes next."""
    topic = told_choice(step.request.topic)
    if step.offer is not None:
        name, hour = mentor_name(step.offer.mentor), told_hour(step.offer.starts_at, office.zone)
        return text.told_asked.format(name=name, hour=hour, topic=topic)
    waits = text.told_with_staff if step.request.state is RequestState.STAFF else text.told_on_list
    return waits.format(topic=topic)


def nudged(offer: Offer, office: OfficeClock) -> Notice:
    """That a silent mentor was reminded, and until when we wait."""
    until = told_weekday(offer.expires_at or offer.offered_at, office.zone)
    return text.told_nudged.format(name=mentor_name(offer.mentor), until=until), [[view_button(offer.request)]]


def countered(offer: Offer, office: OfficeClock) -> Notice:
    """The mentor's other hour, to be taken or not."""
    return _counter(text.ask_counter, offer, office)


def countered_again(offer: Offer, office: OfficeClock) -> Notice:
    """The same for a producer who has not answered, with the last day."""
    return _counter(text.ask_counter_again, offer, office)


def _counter(asked: Text, offer: Offer, office: OfficeClock) -> Notice:
    told = asked.format(
        name=mentor_name(offer.mentor),
        hour=told_hour(offer.starts_at, office.zone),
        until=told_until(offer, office),
        way=told_choice(offer.request.way),
    )
    return told, [counter_row(offer)]


def counter_row(offer: Offer) -> list[InlineKeyboardButton]:
    """Yes and no to the mentor's hour."""
    return [
        button(text.button_suits.plain(), NAME, "suits", offer.id),
        button(text.button_does_not_suit.plain(), NAME, "suits_not", offer.id),
    ]


def for_staff() -> Notice:
    """For staff: that a request could not be placed."""
    return text.told_staff_waiting, ()


def lost_mentors(names: Sequence[str]) -> Notice:
    """For staff: which mentors cannot be reached."""
    told = ", ".join(names[:_MOST_NAMES]) + (" …" if len(names) > _MOST_NAMES else "")
    return text.told_staff_lost.format(names=told), ()

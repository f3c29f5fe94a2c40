"""One request in a few lines for its producer: what it is about, where it stands, and what comes next."""

from __future__ import annotations

from content.texts import Text
from handlers.local_time import told_hour, told_weekday
from handlers.mentor_requests.names import mentor_name, text
from handlers.mentoring_words import told_choice
from models import HelpRequest, Meeting, Offer, OfferState, RequestState
from services.mentoring.requests import HISTORY
from services.office_clock import OfficeClock
from services.reading.shortening import shortened

_MOST_CHARACTERS = 60


def told_request(request: HelpRequest, offer: Offer | None, meeting: Meeting | None, office: OfficeClock) -> Text:
    """The whole line."""
    told = text.told_line.format(
        topic=told_choice(request.topic), business=request.business.name if request.business else "-",
        state=told_state(request, offer, meeting, office),
    )  # fmt: skip
    if request.words:
        told += Text("\n") + text.told_words.format(words=shortened(request.words, _MOST_CHARACTERS))
    return told


def told_state(request: HelpRequest, offer: Offer | None, meeting: Meeting | None, office: OfficeClock) -> Text:
    """Where it stands and what the next step is, with its day."""
    if request.state is RequestState.AGREED and meeting is not None:
        return text.told_state_booked.format(
            hour=told_hour(meeting.starts_at, office.zone), name=meeting.mentor_person.name or text.told_nameless
        )
    if request.state is RequestState.AGREED:
        return text.told_state_class
    if request.state is RequestState.OFFERED and offer is not None:
        return _told_offer(offer, office)
    if request.state is RequestState.STAFF:
        return text.told_state_staff
    if request.state in HISTORY:
        return text[f"told_state_{request.state.value}"]
    return text.told_state_waiting


def _told_offer(offer: Offer, office: OfficeClock) -> Text:
    name = mentor_name(offer.mentor)
    if offer.told_at is None or offer.expires_at is None:
        return text.told_state_card.format(name=name)
    until = told_until(offer, office)
    if offer.state is OfferState.COUNTERED:
        return text.told_state_countered.format(name=name, hour=told_hour(offer.starts_at, office.zone), until=until)
    if offer.nudged_at is not None:
        return text.told_state_nudged.format(name=name, until=until)
    return text.told_state_asked.format(name=name, until=until)


def told_until(offer: Offer, office: OfficeClock) -> str:
    """Until when we wait; to a mentor's other hour a yes counts only before that hour."""
    until = offer.expires_at or offer.offered_at
    if offer.state is OfferState.COUNTERED and offer.starts_at <= until:
        return told_hour(offer.starts_at, office.zone)
    return told_weekday(until, office.zone)


text.require(*(f"told_state_{state.value}" for state in HISTORY))

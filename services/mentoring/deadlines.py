"""How long somebody has to answer an offer, and what the clock does about silence."""

from __future__ import annotations

from datetime import datetime, timedelta

from models import Offer, OfferState
from services.mentoring.states import OFFER, OfferEvent
from services.office_clock import OfficeClock
from services.working_time import add_working_time

HOURS_OF_A_WORKING_DAY = 24


def answer_by(told_at: datetime, office: OfficeClock) -> datetime:
    """When an answer is due to what was told at this time.

    The time runs from the full hour: who is told at nine each day is reminded at nine, not at the day after's nine.
    """
    days, hours = divmod(office.answer_hours, HOURS_OF_A_WORKING_DAY)
    start = told_at.replace(minute=0, second=0, microsecond=0)
    due = add_working_time(start, office.hours, days=days, time=timedelta(hours=hours), zone=office.zone)
    return max(due, told_at)


def mark_told(offer: Offer, now: datetime, office: OfficeClock) -> None:
    """Who is to answer knows of it from now; told again, nothing changes."""
    if offer.told_at is None:
        start_waiting(offer, now, office)


def start_waiting(offer: Offer, now: datetime, office: OfficeClock) -> None:
    """The time to answer begins now, with a reminder in the middle of it."""
    offer.told_at, offer.nudged_at = now, None
    offer.nudge_at = answer_by(now, office)
    offer.expires_at = _after(offer.nudge_at, office)


def nudge(offer: Offer, now: datetime, office: OfficeClock) -> None:
    """Who is to answer was reminded now, and has the same time once more from now on."""
    if offer.nudged_at is None and offer.nudge_at is not None:
        offer.nudged_at = now
        offer.expires_at = _after(max(now, offer.nudge_at), office)


def expire(offer: Offer, now: datetime) -> None:
    """Nobody answered. Raises OfferConflict when somebody did."""
    offer.state, offer.answered_at = OFFER.after(offer.state, OfferEvent.EXPIRE), now


def is_over(offer: Offer, now: datetime) -> bool:
    """Whether no answer came in time; to the mentor's hour nobody can say yes any more when it has come."""
    if offer.state is OfferState.COUNTERED and offer.starts_at <= now:
        return True
    return offer.nudged_at is not None and offer.expires_at is not None and offer.expires_at <= now


def waits_for_mentor(offer: Offer) -> bool:
    """Whether it is the mentor who is to answer."""
    return offer.state is OfferState.WAITING


def _after(start: datetime, office: OfficeClock) -> datetime:
    return max(answer_by(start, office), start + timedelta(hours=1))


def is_to_be_nudged(offer: Offer, now: datetime) -> bool:
    """Whether who is to answer was told long enough ago, and has not been reminded."""
    return offer.nudge_at is not None and offer.nudge_at <= now and offer.nudged_at is None

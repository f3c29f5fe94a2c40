"""Answers to an offer: the mentor's yes, other hour or no, and the producer's word on the other hour.

Each act holds the request first, so that two answers at once come one after the other. A yes books the session; when
the hour was taken meanwhile, BookedConflict undoes all of it and the offer can still be answered with another hour.
"""

from __future__ import annotations

from datetime import date, datetime
from zoneinfo import ZoneInfo

from sqlalchemy.ext.asyncio import AsyncSession

from models import DeclineReason, Meeting, Offer, OfferState, Person
from services import roles
from services.errors import BookedConflict, MomentRefused, OfferMissing
from services.mentoring import hours, meetings, requests
from services.mentoring.deadlines import start_waiting
from services.mentoring.states import OFFER, OfferEvent
from services.office_clock import OfficeClock
from services.roles import Act
from services.week import Part


async def own_offer(session: AsyncSession, person: Person | None, offer_id: int | None) -> Offer:
    """The offer, for the mentor who is asked; raises OfferMissing for everybody else."""
    offer = await session.get(Offer, offer_id) if offer_id is not None else None
    if offer is None or person is None or offer.mentor_id != person.id:
        raise OfferMissing
    if not roles.allowed(person, Act.ANSWER_OFFER, offer):
        raise OfferMissing
    return offer


async def offer_to_own_request(session: AsyncSession, person: Person | None, offer_id: int | None) -> Offer:
    """The offer, for the producer whose request it is about; raises OfferMissing for everybody else."""
    offer = await session.get(Offer, offer_id) if offer_id is not None else None
    if offer is None or person is None or offer.request.producer_id != person.id:
        raise OfferMissing
    if not roles.allowed(person, Act.ASK_FOR_MENTOR, offer.request):
        raise OfferMissing
    return offer


async def accept(session: AsyncSession, offer: Offer, now: datetime, office: OfficeClock) -> Meeting:
    """The mentor says yes to the hour. Raises OfferConflict, MomentRefused or BookedConflict."""
    meeting = await _book(session, offer, OfferEvent.ACCEPT, now, office)
    meeting.mentor_told_at = now
    return meeting


async def agree(session: AsyncSession, offer: Offer, now: datetime, office: OfficeClock) -> Meeting:
    """The producer takes the mentor's hour; the mentor hears of it on the next card. Raises as `accept` does."""
    return await _book(session, offer, OfferEvent.AGREE, now, office)


async def counter(session: AsyncSession, offer: Offer, starts_at: datetime, now: datetime, office: OfficeClock) -> None:
    """The mentor proposes another hour, and the producer is to answer. Raises as `accept` does."""
    after = await _after(session, offer, OfferEvent.COUNTER)
    await check_hour(session, offer, starts_at, now)
    offer.state, offer.starts_at = after, starts_at
    start_waiting(offer, now, office)
    await session.flush()


async def decline(session: AsyncSession, offer: Offer, reason: DeclineReason, now: datetime) -> None:
    """The mentor cannot. Raises OfferConflict. The caller goes on with `offers.offer_next`."""
    offer.state = await _after(session, offer, OfferEvent.DECLINE)
    offer.decline_reason, offer.answered_at = reason, now
    await session.flush()


async def refuse(session: AsyncSession, offer: Offer, now: datetime) -> None:
    """The mentor's hour does not suit the producer. Raises OfferConflict. The caller goes on with `offer_next`."""
    offer.state = await _after(session, offer, OfferEvent.REFUSE)
    offer.decline_reason, offer.answered_at = DeclineReason.HOUR, now
    await session.flush()


async def check_hour(session: AsyncSession, offer: Offer, starts_at: datetime, now: datetime) -> None:
    """Raises MomentRefused for an hour that has passed or is far off, BookedConflict for one that is taken."""
    if not now < starts_at <= now + hours.FARTHEST:
        raise MomentRefused
    if not await hours.are_free(session, (offer.mentor_id, offer.request.producer_id), starts_at, now):
        raise BookedConflict


async def free_hours_of(
    session: AsyncSession, offer: Offer, day: date, part: Part | None, now: datetime, zone: ZoneInfo
) -> list[datetime]:
    """The hours of this day (or part of it) that lie ahead and at which neither of the two is booked."""
    return await hours.free_of_day(session, (offer.mentor_id, offer.request.producer_id), day, part, now, zone)


async def _book(session: AsyncSession, offer: Offer, event: OfferEvent, now: datetime, office: OfficeClock) -> Meeting:
    after = await _after(session, offer, event)
    if offer.starts_at <= now:
        raise MomentRefused("refused_hour_passed")
    offer.state, offer.answered_at = after, now
    return await meetings.schedule(session, offer.request, offer.mentor_id, offer.starts_at, now, office)


async def _after(session: AsyncSession, offer: Offer, event: OfferEvent) -> OfferState:
    """Where the event leads, asked while nobody else can answer."""
    await requests.lock(session, offer.request)
    await session.refresh(offer, ["state", "starts_at", "told_at", "nudge_at", "nudged_at", "expires_at"])
    return OFFER.after(offer.state, event)

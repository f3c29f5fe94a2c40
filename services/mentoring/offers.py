"""The answer chain: a request is offered to one mentor after the other until one says yes, or staff take over."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncSession

from models import HelpRequest, Mentor, MentorState, Offer, OfferState, RequestState
from services import matching
from services.errors import MentorMissing, MomentRefused, OfferConflict, RequestConflict
from services.mentoring import hours, requests
from services.mentoring.states import OFFER, REQUEST, OfferEvent, RequestEvent
from services.mentors.locking import held_state
from services.office_clock import OfficeClock

MOST_OFFERS = 3
LOOKED_AT_AGAIN = timedelta(days=1)
"""How long a request lies on the waiting list until the search is tried again."""
_COULD_NOT = (OfferState.DECLINED, OfferState.EXPIRED)


@dataclass(frozen=True)
class Step:
    """What became of a request: a new offer, or (None) where it waits now; `request.state` says which."""

    request: HelpRequest
    offer: Offer | None


async def offer_next(session: AsyncSession, request: HelpRequest, now: datetime, office: OfficeClock) -> Step:
    """Offers a waiting request to the best mentor not asked before; else puts it on the waiting list or before staff.

    Whom the producer chose comes first. After MOST_OFFERS mentors who could not it goes to staff. Called after each no,
    each silence, and when a booked session falls through because of its mentor. A request that does not wait for a
    mentor (any more), or is with one right now, stays as it is.
    """
    await requests.lock(session, request)
    pending = await requests.open_offer(session, request.id)
    if pending is not None or request.state not in requests.OPEN:
        return Step(request, pending)
    if await _could_not(session, request.id) >= MOST_OFFERS:
        return _wait(request, RequestEvent.ESCALATE, None)
    found = await _next_mentor(session, request, now, office)
    if found is None:
        return _wait(request, RequestEvent.QUEUE, now + LOOKED_AT_AGAIN)
    mentor_id, starts_at = found
    return Step(request, await offer_to(session, request, mentor_id, starts_at, now))


async def offer_to(
    session: AsyncSession, request: HelpRequest, mentor_id: int, starts_at: datetime, now: datetime
) -> Offer:
    """Offers a request to this mentor at this hour. Raises RequestConflict, or OfferConflict when asked before.

    MentorMissing for who is no active mentor, MomentRefused for an hour that has passed.
    """
    await requests.lock(session, request)
    after = REQUEST.after(request.state, RequestEvent.OFFER)
    if await requests.open_offer(session, request.id) is not None:
        raise RequestConflict("refused_request_with_mentor")
    if await held_state(session, mentor_id) is not MentorState.ACTIVE or mentor_id == request.producer_id:
        raise MentorMissing
    mentor = await session.get_one(Mentor, mentor_id)
    if mentor_id in await _asked(session, request.id):
        raise OfferConflict
    if starts_at <= now:
        raise MomentRefused
    offer = Offer(request=request, mentor=mentor, state=OFFER.start, starts_at=starts_at, offered_at=now)
    session.add(offer)
    request.state, request.step_due_at = after, None
    await session.flush()
    return offer


async def withdraw_offers_of(session: AsyncSession, mentor_id: int, now: datetime) -> list[HelpRequest]:
    """Takes back every open offer of a mentor who went away; gives the requests, which are to be offered anew."""
    given = select(Offer.request_id).where(Offer.mentor_id == mentor_id, Offer.state.in_(requests.OPEN_OFFERS))
    query = select(HelpRequest).where(HelpRequest.id.in_(given)).order_by(HelpRequest.id)
    withdrawn = []
    for request in list(await session.scalars(query)):
        await requests.lock(session, request)
        offer = await requests.open_offer(session, request.id)
        if offer is not None and offer.mentor_id == mentor_id:
            offer.state, offer.answered_at = OFFER.after(offer.state, OfferEvent.WITHDRAW), now
            withdrawn.append(request)
    await session.flush()
    return withdrawn


def _wait(request: HelpRequest, event: RequestEvent, until: datetime | None) -> Step:
    if request.state is not RequestState.STAFF:  # where staff look for a way already, they go on
        request.state, request.step_due_at = REQUEST.after(request.state, event), until
    return Step(request, None)


async def _next_mentor(
    session: AsyncSession, request: HelpRequest, now: datetime, office: OfficeClock
) -> tuple[int, datetime] | None:
    asked = await _asked(session, request.id)
    chosen = request.chosen_mentor_id
    if chosen is not None and chosen not in asked:
        starts_at = await hours.first_hour(session, request, chosen, now, office)
        if starts_at is not None:
            return chosen, starts_at
    found = await matching.suggest(session, requests.wanted(request), now, office.zone, without=asked, most=1)
    return (found[0].mentor_id, found[0].starts_at) if found else None


async def _asked(session: AsyncSession, request_id: int) -> set[int]:
    """Everybody who was asked before: nobody is asked twice."""
    return set(await session.scalars(select(Offer.mentor_id).where(Offer.request_id == request_id)))


async def _could_not(session: AsyncSession, request_id: int) -> int:
    """How many mentors said no or nothing; who went away was not asked in earnest."""
    query = select(func.count()).where(Offer.request_id == request_id, Offer.state.in_(_COULD_NOT))
    return await session.scalar(query) or 0

"""What the clock has to do about requests: which are to be searched on, which answers are late, whom to remind.

The rows are the truth: a request that is with no mentor although it should be is searched on, whoever left it so.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import and_, or_, select
from sqlalchemy.ext.asyncio import AsyncSession

from models import HelpRequest, Offer, OfferState, RequestState
from services import reach
from services.mentoring import deadlines, requests
from services.mentoring.lost_mentors import requests_with_lost_mentors
from services.mentoring.offers import Step, offer_next
from services.mentoring.states import OFFER, OfferEvent
from services.office_clock import OfficeClock
from services.reach import Line

MOST = 50
TOLD_WITHIN = timedelta(hours=1)


async def to_move_on(session: AsyncSession, line: Line, now: datetime) -> list[int]:
    """The requests whose next mentor is to be looked for now."""
    r, o = HelpRequest, Offer
    with_mentor = select(o.id).where(o.request_id == r.id, o.state.in_(requests.OPEN_OFFERS)).exists()
    waits = and_(r.state == RequestState.WAITING, or_(r.step_due_at.is_(None), r.step_due_at <= now))
    left = select(r.id).where(or_(waits, and_(r.state == RequestState.OFFERED, ~with_mentor)))
    late = select(o.request_id).where(o.state.in_(requests.OPEN_OFFERS), o.expires_at <= now, o.nudged_at.is_not(None))
    gone = select(o.request_id).where(o.state == OfferState.COUNTERED, o.starts_at <= now)
    found = list(await session.scalars(left.order_by(r.opened_at, r.id).limit(MOST)))
    found += await session.scalars(late.order_by(o.expires_at).limit(MOST))
    found += await session.scalars(gone.order_by(o.starts_at).limit(MOST))
    found += await requests_with_lost_mentors(session, line, MOST)
    return list(dict.fromkeys(found))


async def move_on(
    session: AsyncSession, request_id: int, line: Line, now: datetime, office: OfficeClock
) -> tuple[Step, Offer | None] | None:
    """Ends what is late or lost and asks the next mentor; gives what became of it and which offer has just ended.

    None where nothing is to be told: somebody else sees to it, or it stays on the list where it was.
    """
    request = await _locked(session, request_id)
    if request is None:
        return None
    was_on_list = request.state is RequestState.WAITING and request.step_due_at is not None
    offer = await requests.open_offer(session, request.id)
    if offer is not None and not await _has_ended(session, offer, line, now):
        return None
    former = None if was_on_list else await requests.last_closed_offer(session, request.id)
    step = await offer_next(session, request, now, office)
    while step.offer is not None and not await reach.chats(session, line, [step.offer.mentor_id]):
        step.offer.state, step.offer.answered_at = OFFER.after(step.offer.state, OfferEvent.WITHDRAW), now
        await session.flush()
        step = await offer_next(session, request, now, office)
    is_news = step.offer is not None or not was_on_list
    return (step, former) if is_news else None


async def counters_to_nudge(session: AsyncSession, now: datetime) -> list[int]:
    """The requests whose producer is to be reminded of a mentor's hour."""
    query = select(Offer.request_id).where(
        Offer.state == OfferState.COUNTERED, Offer.nudged_at.is_(None), Offer.nudge_at <= now
    )
    return list(await session.scalars(query.order_by(Offer.nudge_at).limit(MOST)))


async def nudge_producer(session: AsyncSession, request_id: int, now: datetime, office: OfficeClock) -> Offer | None:
    """Marks that the producer is reminded now; gives the offer, or None when that is done already."""
    request = await _locked(session, request_id)
    offer = await requests.open_offer(session, request.id) if request is not None else None
    if offer is None or offer.state is not OfferState.COUNTERED or not deadlines.is_to_be_nudged(offer, now):
        return None
    deadlines.nudge(offer, now, office)
    return offer


async def nudged_mentors(session: AsyncSession, now: datetime) -> list[tuple[int, int]]:
    """(offer, producer) of those whose mentor was reminded just now, of which the producer may not have heard."""
    query = select(Offer.id, HelpRequest.producer_id).join(HelpRequest, HelpRequest.id == Offer.request_id)
    query = query.where(Offer.state == OfferState.WAITING, Offer.nudged_at > now - TOLD_WITHIN)
    return [(row.id, row.producer_id) for row in await session.execute(query.order_by(Offer.id))]


async def _has_ended(session: AsyncSession, offer: Offer, line: Line, now: datetime) -> bool:
    """Closes the offer if nobody answered in time, or the mentor cannot be reached."""
    if deadlines.is_over(offer, now):
        deadlines.expire(offer, now)
    elif deadlines.waits_for_mentor(offer) and not await reach.chats(session, line, [offer.mentor_id]):
        offer.state, offer.answered_at = OFFER.after(offer.state, OfferEvent.WITHDRAW), now
    else:
        return False
    await session.flush()
    return True


async def _locked(session: AsyncSession, request_id: int) -> HelpRequest | None:
    """The request as it is now, held; None when somebody else holds it."""
    query = select(HelpRequest).where(HelpRequest.id == request_id)
    locked = query.with_for_update(skip_locked=True, key_share=True).execution_options(populate_existing=True)
    found: HelpRequest | None = await session.scalar(locked)
    return found

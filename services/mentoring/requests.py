"""A producer's requests for a mentor: asking, finding one's own, and taking one back."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncSession

from models import (
    Business,
    Cluster,
    Expertise,
    HelpRequest,
    Meeting,
    MeetingState,
    Offer,
    OfferState,
    Person,
    Product,
    RequestHour,
    RequestState,
    Spoken,
    Way,
)  # fmt: skip
from services import roles
from services.errors import QuestionRefused, RequestConflict, RequestMissing
from services.matching import Wanted
from services.mentoring.states import OFFER, REQUEST, OfferEvent, RequestEvent
from services.roles import Act
from services.tickets.said import Said

MOST_OPEN = 3
MOST_CHARACTERS = 1000
OPEN = (RequestState.OFFERED, RequestState.WAITING, RequestState.STAFF)
"""The states in which a producer waits for a mentor."""
HISTORY = (RequestState.CLOSED, RequestState.CANCELLED)
OPEN_OFFERS = (OfferState.WAITING, OfferState.COUNTERED)


async def ask(
    session: AsyncSession,
    by: Person,
    business: Business,
    *,
    topic: Expertise,
    trouble: Said,
    way: Way,
    hours: Collection[int] = (),
    language: Spoken | None = None,
    chosen_mentor_id: int | None = None,
    now: datetime,
) -> HelpRequest:
    """Keeps a new request of the business's owner on the waiting list; `offers.offer_next` begins the search.

    Raises NotAllowed, QuestionRefused, or RequestConflict when MOST_OPEN wait already.
    """
    roles.require(by, Act.ASK_FOR_MENTOR, business)
    check_trouble(trouble)
    producer = await session.get_one(Person, business.owner_id)
    await _lock_person(session, producer.id)
    if await open_count(session, producer.id) >= MOST_OPEN:
        raise RequestConflict("refused_requests_many", most=MOST_OPEN)
    has_file = trouble.file_id is not None
    request = HelpRequest(
        producer=producer,
        business=business,
        district=business.district,
        cluster=await cluster_of(session, business),
        topic=topic,
        words=(trouble.words or "").strip() or None,
        file_kind=trouble.kind if has_file else None,
        file_id=trouble.file_id,
        unique_id=trouble.unique_id,
        way=way,
        language=language,
        chosen_mentor_id=None if chosen_mentor_id == producer.id else chosen_mentor_id,
        hours=[RequestHour(hour_of_week=hour) for hour in sorted(set(hours))],
        state=REQUEST.start,
        opened_at=now,
    )
    session.add(request)
    await session.flush()
    return request


def check_trouble(trouble: Said) -> None:
    """Raises QuestionRefused for what says nothing, or more than one message should."""
    if trouble.file_id is None and not (trouble.words or "").strip():
        raise QuestionRefused
    if len(trouble.words or "") > MOST_CHARACTERS:
        raise QuestionRefused("refused_too_long", most=MOST_CHARACTERS)


async def own_request(session: AsyncSession, person: Person | None, request_id: int | None) -> HelpRequest:
    """The request, for who may go on with it; raises RequestMissing for everybody else."""
    request = await session.get(HelpRequest, request_id) if request_id is not None else None
    if request is None or not roles.allowed(person, Act.ASK_FOR_MENTOR, request):
        raise RequestMissing
    return request


async def requests_of(session: AsyncSession, producers: Collection[int], *, most: int = 10) -> list[HelpRequest]:
    """The requests of these producers that wait or have a session booked, newest first."""
    query = select(HelpRequest).where(
        HelpRequest.producer_id.in_(producers), HelpRequest.state.in_((*OPEN, RequestState.AGREED))
    )
    return list(await session.scalars(query.order_by(HelpRequest.opened_at.desc(), HelpRequest.id.desc()).limit(most)))


async def open_count(session: AsyncSession, producer_id: int) -> int:
    """How many requests of a producer wait for a mentor."""
    query = select(func.count()).where(HelpRequest.producer_id == producer_id, HelpRequest.state.in_(OPEN))
    return await session.scalar(query) or 0


async def open_offer(session: AsyncSession, request_id: int) -> Offer | None:
    """The offer of a request that waits for an answer, if any."""
    query = select(Offer).where(Offer.request_id == request_id, Offer.state.in_(OPEN_OFFERS))
    return await session.scalar(query)


async def booked_meeting(session: AsyncSession, request_id: int) -> Meeting | None:
    """The session that is booked for a request, if any."""
    query = select(Meeting).where(Meeting.request_id == request_id, Meeting.state == MeetingState.SCHEDULED)
    return await session.scalar(query)


async def last_closed_offer(session: AsyncSession, request_id: int) -> Offer | None:
    """The latest offer of a request that is answered or over."""
    query = select(Offer).where(Offer.request_id == request_id, Offer.state.not_in(OPEN_OFFERS))
    return await session.scalar(query.order_by(Offer.answered_at.desc(), Offer.id.desc()).limit(1))


async def cancel_request(session: AsyncSession, request: HelpRequest, now: datetime) -> None:
    """The producer does not need it any more: who was asked is asked no longer.

    Raises RequestConflict when it is over, or when a session is booked, which is to be cancelled itself.
    """
    await lock(session, request)
    if request.state is RequestState.AGREED:
        raise RequestConflict("refused_request_booked")
    after = REQUEST.after(request.state, RequestEvent.CANCEL)
    offer = await open_offer(session, request.id)
    if offer is not None:
        offer.state, offer.answered_at = OFFER.after(offer.state, OfferEvent.WITHDRAW), now
    request.state, request.closed_at, request.step_due_at = after, now, None
    await session.flush()


async def lock(session: AsyncSession, request: HelpRequest) -> None:
    """Holds the request and all its offers until the end of the transaction, and reads its state as it is now."""
    await session.refresh(request, ["state", "closed_at", "step_due_at"], with_for_update={"key_share": True})


def wanted(request: HelpRequest) -> Wanted:
    """What a request looks for, as matching asks for it."""
    return Wanted(
        producer_id=request.producer_id,
        topic=request.topic,
        cluster=request.cluster,
        district_id=request.district_id,
        way=request.way,
        hours=hours_wanted(request),
        language=request.language,
        waiting_since=request.opened_at,
    )


def hours_wanted(request: HelpRequest) -> frozenset[int]:
    """The producer's hours of the week; none at all means any."""
    return frozenset(row.hour_of_week for row in request.hours)


async def cluster_of(session: AsyncSession, business: Business) -> Cluster | None:
    """The cluster of most of a business's products; of two with as many, that of the product named first."""
    numbers = [row.product_id for row in business.products if row.product_id is not None]
    query = select(Product.id, Product.cluster).where(Product.id.in_(numbers))
    clusters = {number: cluster for number, cluster in await session.execute(query)}
    counted = Counter(clusters[number] for number in numbers if number in clusters)
    return next((Cluster(name) for name, _ in counted.most_common() if name in set(Cluster)), None)


async def _lock_person(session: AsyncSession, person_id: int) -> None:
    """Two requests of one person from two chats at once are counted one after the other."""
    await session.scalar(select(Person.id).where(Person.id == person_id).with_for_update(key_share=True))

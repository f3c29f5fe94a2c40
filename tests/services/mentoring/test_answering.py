"""Each state of an offer and each thing that can happen to it: what comes of it, or that it is refused."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta
from typing import Any

import pytest
from sqlalchemy.ext.asyncio import AsyncSession

from models import DeclineReason, Offer, OfferState, RequestState, RoleKind
from services.errors import BookedConflict, MomentRefused, OfferConflict, OfferMissing
from services.mentoring import answering, deadlines, offers, requests
from services.mentoring.states import OFFER, OfferEvent
from tests.services.conftest import NOW
from tests.services.mentoring.asked import TUESDAY, NewBusiness, a_request_of, an_offer
from tests.services.mentoring.booked import OFFICE, NewPerson

LATER = TUESDAY + timedelta(hours=3)
Act = Callable[[AsyncSession, Offer], Awaitable[Any]]


async def _expire(session: AsyncSession, offer: Offer) -> None:
    deadlines.expire(offer, NOW)


ACTS: dict[OfferEvent, Act] = {
    OfferEvent.ACCEPT: lambda session, offer: answering.accept(session, offer, NOW, OFFICE),
    OfferEvent.COUNTER: lambda session, offer: answering.counter(session, offer, LATER, NOW, OFFICE),
    OfferEvent.DECLINE: lambda session, offer: answering.decline(session, offer, DeclineReason.FAR, NOW),
    OfferEvent.AGREE: lambda session, offer: answering.agree(session, offer, NOW, OFFICE),
    OfferEvent.REFUSE: lambda session, offer: answering.refuse(session, offer, NOW),
    OfferEvent.EXPIRE: _expire,
}


@pytest.mark.parametrize("event", ACTS)
@pytest.mark.parametrize("state", OfferState)
async def test_each_act_in_each_state(
    session: AsyncSession, new_person: NewPerson, new_business: NewBusiness, state: OfferState, event: OfferEvent
) -> None:
    offer = await an_offer(session, new_person, new_business, state)
    request_was = offer.request.state
    if OFFER.knows(state, event):
        await ACTS[event](session, offer)
        assert offer.state is OFFER.after(state, event)
        books = offer.state is OfferState.ACCEPTED
        assert offer.request.state is (RequestState.AGREED if books else RequestState.OFFERED)
    else:
        with pytest.raises(OfferConflict):
            await ACTS[event](session, offer)
        assert (offer.state, offer.request.state) == (state, request_was)


async def test_yes_of_the_mentor_books_and_is_known_to_the_mentor(
    session: AsyncSession, new_person: NewPerson, new_business: NewBusiness
) -> None:
    offer = await an_offer(session, new_person, new_business)
    meeting = await answering.accept(session, offer, NOW, OFFICE)
    assert (meeting.starts_at, meeting.mentor_told_at, meeting.mentor_id) == (TUESDAY, NOW, offer.mentor_id)


async def test_yes_of_the_producer_books_the_other_hour_and_waits_for_the_card(
    session: AsyncSession, new_person: NewPerson, new_business: NewBusiness
) -> None:
    offer = await an_offer(session, new_person, new_business, OfferState.COUNTERED)
    meeting = await answering.agree(session, offer, NOW, OFFICE)
    assert (meeting.starts_at, meeting.mentor_told_at) == (TUESDAY + timedelta(hours=1), None)


async def test_of_two_requests_for_one_hour_the_second_can_take_another(
    session: AsyncSession, new_person: NewPerson, new_business: NewBusiness
) -> None:
    first = await an_offer(session, new_person, new_business)
    request = await a_request_of(session, new_person, new_business)
    second = await offers.offer_to(session, request, first.mentor_id, TUESDAY, NOW)
    await answering.accept(session, first, NOW, OFFICE)
    with pytest.raises(BookedConflict):
        async with session.begin_nested():
            await answering.accept(session, second, NOW, OFFICE)
    await session.refresh(second)
    await session.refresh(request)
    assert (second.state, request.state) == (OfferState.WAITING, RequestState.OFFERED)
    with pytest.raises(BookedConflict):
        await answering.counter(session, second, TUESDAY + timedelta(minutes=30), NOW, OFFICE)
    await answering.counter(session, second, LATER, NOW, OFFICE)
    assert (await answering.agree(session, second, NOW, OFFICE)).starts_at == LATER


@pytest.mark.parametrize("starts_at", [NOW, NOW - timedelta(days=1), NOW + timedelta(days=61)])
async def test_hour_gone_by_or_far_off_is_refused(
    session: AsyncSession, new_person: NewPerson, new_business: NewBusiness, starts_at: datetime
) -> None:
    offer = await an_offer(session, new_person, new_business)
    with pytest.raises(MomentRefused):
        await answering.counter(session, offer, starts_at, NOW, OFFICE)
    assert (offer.state, offer.starts_at) == (OfferState.WAITING, TUESDAY)


async def test_yes_to_an_hour_gone_by_is_refused(
    session: AsyncSession, new_person: NewPerson, new_business: NewBusiness
) -> None:
    offer = await an_offer(session, new_person, new_business)
    with pytest.raises(MomentRefused):
        await answering.accept(session, offer, TUESDAY, OFFICE)


async def test_offer_is_seen_by_its_mentor_and_the_producer_alone(
    session: AsyncSession, new_person: NewPerson, new_business: NewBusiness
) -> None:
    offer = await an_offer(session, new_person, new_business)
    mentor, producer = offer.mentor.person, offer.request.producer
    other, stranger = await new_person(RoleKind.MENTOR), await new_person(RoleKind.PETUGAS)
    assert await answering.own_offer(session, mentor, offer.id) is offer
    assert await answering.offer_to_own_request(session, producer, offer.id) is offer
    for look, people in (
        (answering.own_offer, (producer, other, stranger, None)),
        (answering.offer_to_own_request, (mentor, other, stranger, None)),
    ):
        for person in people:
            with pytest.raises(OfferMissing):
                await look(session, person, offer.id)


async def test_withdrawn_offers_leave_their_requests_to_be_searched_on(
    session: AsyncSession, new_person: NewPerson, new_business: NewBusiness
) -> None:
    offer = await an_offer(session, new_person, new_business)
    assert await offers.withdraw_offers_of(session, offer.mentor_id, NOW) == [offer.request]
    assert await offers.withdraw_offers_of(session, offer.mentor_id, NOW) == []
    assert await requests.open_offer(session, offer.request_id) is None

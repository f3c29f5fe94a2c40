"""Asking for a mentor, finding one's own requests, and taking one back."""

from __future__ import annotations

import pytest
from sqlalchemy.ext.asyncio import AsyncSession

from models import Cluster, MessageKind, OfferState, RequestState
from services.errors import NotAllowed, QuestionRefused, RequestConflict, RequestMissing
from services.mentoring import answering, offers, requests
from services.tickets import Said
from tests.services.conftest import NOW
from tests.services.mentoring.asked import TUESDAY, NewBusiness, a_free_mentor, a_request_of, an_offer, ask
from tests.services.mentoring.booked import OFFICE, NewPerson


async def test_request_remembers_district_and_cluster_of_the_business(
    session: AsyncSession, new_person: NewPerson, new_business: NewBusiness
) -> None:
    request = await a_request_of(session, new_person, new_business, hours=[9, 10, 9])
    assert (request.state, request.district_id, request.cluster) == (RequestState.WAITING, 640806, Cluster.PISANG)
    assert requests.hours_wanted(request) == {9, 10}
    assert requests.wanted(request).producer_id == request.producer_id


async def test_request_for_a_strangers_business_is_refused(
    session: AsyncSession, new_person: NewPerson, new_business: NewBusiness
) -> None:
    owner, stranger = await new_person(), await new_person()
    with pytest.raises(NotAllowed):
        await ask(session, await new_business(owner), stranger)


@pytest.mark.parametrize("words", [None, "", "   ", "x" * 1001])
async def test_request_without_words_or_with_a_book_of_them_is_refused(
    session: AsyncSession, new_person: NewPerson, new_business: NewBusiness, words: str | None
) -> None:
    with pytest.raises(QuestionRefused):
        await a_request_of(session, new_person, new_business, trouble=Said(MessageKind.TEXT, words))


async def test_voice_note_alone_is_a_request(
    session: AsyncSession, new_person: NewPerson, new_business: NewBusiness
) -> None:
    voice = Said(MessageKind.VOICE, None, "voice-1", "v1")
    request = await a_request_of(session, new_person, new_business, trouble=voice)
    assert (request.words, request.file_kind, request.file_id) == (None, MessageKind.VOICE, "voice-1")


async def test_fourth_open_request_is_refused(
    session: AsyncSession, new_person: NewPerson, new_business: NewBusiness
) -> None:
    owner = await new_person()
    business = await new_business(owner)
    first, *_ = [await ask(session, business, owner) for _ in range(3)]
    with pytest.raises(RequestConflict) as refused:
        await ask(session, business, owner)
    assert (refused.value.reason, refused.value.values) == ("refused_requests_many", {"most": 3})
    await requests.cancel_request(session, first, NOW)
    await ask(session, business, owner)


async def test_request_of_somebody_else_is_not_there(
    session: AsyncSession, new_person: NewPerson, new_business: NewBusiness
) -> None:
    request = await a_request_of(session, new_person, new_business)
    assert await requests.own_request(session, request.producer, request.id) is request
    for person, number in ((await new_person(), request.id), (None, request.id), (request.producer, 999)):
        with pytest.raises(RequestMissing):
            await requests.own_request(session, person, number)


async def test_cancelled_request_asks_nobody_any_more(
    session: AsyncSession, new_person: NewPerson, new_business: NewBusiness
) -> None:
    offer = await an_offer(session, new_person, new_business)
    await requests.cancel_request(session, offer.request, NOW)
    assert (offer.request.state, offer.state) == (RequestState.CANCELLED, OfferState.WITHDRAWN)
    assert offer.request.closed_at == NOW
    with pytest.raises(RequestConflict):
        await requests.cancel_request(session, offer.request, NOW)
    step = await offers.offer_next(session, offer.request, NOW, OFFICE)
    assert (step.offer, step.request.state) == (None, RequestState.CANCELLED)


async def test_booked_request_is_cancelled_through_its_session(
    session: AsyncSession, new_person: NewPerson, new_business: NewBusiness
) -> None:
    offer = await an_offer(session, new_person, new_business)
    meeting = await answering.accept(session, offer, NOW, OFFICE)
    with pytest.raises(RequestConflict) as refused:
        await requests.cancel_request(session, offer.request, NOW)
    assert refused.value.reason == "refused_request_booked"
    assert await requests.booked_meeting(session, offer.request_id) is meeting


async def test_mentor_who_asks_is_never_chosen_by_oneself(
    session: AsyncSession, new_person: NewPerson, new_business: NewBusiness
) -> None:
    mentor = await a_free_mentor(session, new_person)
    owner = await new_person()
    request = await ask(session, await new_business(owner), owner, chosen_mentor_id=owner.id)
    assert request.chosen_mentor_id is None
    assert (await offers.offer_to(session, request, mentor.person_id, TUESDAY, NOW)).mentor is mentor

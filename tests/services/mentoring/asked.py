"""A request that a producer has made, and offers of it in every state: what tests of the answer chain begin with."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy.ext.asyncio import AsyncSession

from models import (
    Business,
    DeclineReason,
    Expertise,
    HelpRequest,
    Mentor,
    MentorHour,
    MessageKind,
    Offer,
    OfferState,
    Person,
    Way,
)
from services.mentoring import answering, deadlines, offers, requests
from services.tickets import Said
from tests.services.conftest import NOW
from tests.services.mentoring.booked import OFFICE, NewPerson, a_mentor

NewBusiness = Callable[..., Awaitable[Business]]
TUESDAY = datetime(2026, 11, 24, 10, tzinfo=OFFICE.zone).astimezone(UTC)
"""NOW is a Saturday, noon, in the office's zone: more than two days ahead."""
TROUBLE = Said(MessageKind.TEXT, "Keripik saya cepat melempem")


async def ask(session: AsyncSession, business: Business, owner: Person, **different: Any) -> HelpRequest:
    """A request for a talk about packaging on the phone, or whatever is different."""
    told: dict[str, Any] = {"topic": Expertise.PACKAGING, "trouble": TROUBLE, "way": Way.PHONE, "now": NOW}
    return await requests.ask(session, owner, business, **(told | different))


async def a_request_of(
    session: AsyncSession, new_person: NewPerson, new_business: NewBusiness, **different: Any
) -> HelpRequest:
    """The same by a new producer."""
    owner = await new_person()
    return await ask(session, await new_business(owner), owner, **different)


async def a_free_mentor(session: AsyncSession, new_person: NewPerson, name: str = "Bu Dewi") -> Mentor:
    """A mentor who can on every day from nine to twelve and on the phone."""
    mentor = await a_mentor(session, new_person, name)
    session.add_all(
        MentorHour(mentor_id=mentor.person_id, hour_of_week=day * 24 + hour) for day in range(7) for hour in (9, 10, 11)
    )
    await session.flush()
    return mentor


async def an_offer(
    session: AsyncSession, new_person: NewPerson, new_business: NewBusiness, state: OfferState = OfferState.WAITING
) -> Offer:
    """An offer of Tuesday at ten that has come into this state."""
    request = await a_request_of(session, new_person, new_business)
    mentor = await a_free_mentor(session, new_person)
    offer = await offers.offer_to(session, request, mentor.person_id, TUESDAY, NOW)
    deadlines.mark_told(offer, NOW, OFFICE)
    match state:
        case OfferState.COUNTERED:
            await answering.counter(session, offer, TUESDAY + timedelta(hours=1), NOW, OFFICE)
        case OfferState.ACCEPTED:
            await answering.accept(session, offer, NOW, OFFICE)
        case OfferState.DECLINED:
            await answering.decline(session, offer, DeclineReason.BUSY, NOW)
        case OfferState.EXPIRED:
            deadlines.expire(offer, NOW)
        case OfferState.WITHDRAWN:
            await offers.withdraw_offers_of(session, mentor.person_id, NOW)
    await session.flush()
    return offer

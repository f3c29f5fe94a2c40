"""The answer chain: a request is offered to one mentor after the other until one says yes, or staff take over."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from models import HelpRequest, Offer
from services.office_clock import OfficeClock

MOST_OFFERS = 3


@dataclass(frozen=True)
class Step:
    """What became of a request: a new offer, or (None) where it waits now; `request.state` says which."""

    request: HelpRequest
    offer: Offer | None


async def offer_next(session: AsyncSession, request: HelpRequest, now: datetime, office: OfficeClock) -> Step:
    """Offers a waiting request to the best mentor not asked before; else puts it on the waiting list or before staff.

    After MOST_OFFERS mentors who could not it goes to staff. Called after each no, each silence, and when a booked
    session falls through because of its mentor.
    """
    raise NotImplementedError


async def offer_to(
    session: AsyncSession, request: HelpRequest, mentor_id: int, starts_at: datetime, now: datetime
) -> Offer:
    """Offers a request to this mentor at this hour. Raises RequestConflict, or OfferConflict when asked before."""
    raise NotImplementedError


async def withdraw_offers_of(session: AsyncSession, mentor_id: int, now: datetime) -> list[HelpRequest]:
    """Takes back every open offer of a mentor who went away; gives the requests, which are to be offered anew."""
    raise NotImplementedError

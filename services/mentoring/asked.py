"""What waits for a mentor, and what a mentor is still to hear of: on the next card, or at once where it is too late."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import Select, and_, or_, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import lazyload

from models import HelpRequest, Meeting, MeetingState, Mentor, MentorCard, Offer, OfferState, Side
from services.mentoring import cards
from services.office_clock import OfficeClock

BEFORE_SESSION = timedelta(hours=2)
"""A card that goes out so shortly before a session is too late to tell of it."""
_NEXT_CARD_WITHIN = timedelta(hours=36)
"""From a card on Saturday morning to that of Sunday evening."""
_is_news = and_(
    Meeting.mentor_told_at.is_(None),
    or_(
        Meeting.state == MeetingState.SCHEDULED,
        and_(Meeting.state == MeetingState.CANCELLED, Meeting.cancelled_by == Side.PRODUCER),
    ),
)


async def waiting_for(session: AsyncSession, mentor_id: int) -> list[Offer]:
    """The offers that wait for this mentor's answer, oldest first."""
    return list(await session.scalars(_waiting_for(mentor_id)))


async def hold_waiting(session: AsyncSession, mentor_id: int) -> list[Offer]:
    """The same as they are now, held with their requests: nobody answers or ends them while a card is made of them."""
    waiting = select(Offer.request_id).where(Offer.mentor_id == mentor_id, Offer.state == OfferState.WAITING)
    held = select(HelpRequest.id).where(HelpRequest.id.in_(waiting)).order_by(HelpRequest.id)
    await session.execute(held.with_for_update(key_share=True))
    query = _waiting_for(mentor_id).execution_options(populate_existing=True)
    return list(await session.scalars(query))


async def news_for(session: AsyncSession, mentor_id: int, now: datetime) -> list[Meeting]:
    """The coming sessions that a producer's word has booked, or that are off because the producer had all data deleted,
    and of which the mentor does not know yet; soonest first.
    """
    query = select(Meeting).where(Meeting.mentor_id == mentor_id, _is_news, Meeting.starts_at > now)
    return list(await session.scalars(query.order_by(Meeting.starts_at, Meeting.id)))


async def told_too_late_by_card(session: AsyncSession, now: datetime, office: OfficeClock) -> list[int]:
    """The sessions that a mentor is still to hear of, booked or off, and that begin before a card could tell it."""
    today = now.astimezone(office.zone).date()
    had_today = select(MentorCard.mentor_id).where(
        MentorCard.mentor_id == Mentor.person_id, MentorCard.sent_on == today
    )
    query = (
        select(Meeting.id, Meeting.starts_at, Mentor, had_today.exists())
        .join(Mentor, Mentor.person_id == Meeting.mentor_id)
        .where(_is_news, Meeting.starts_at > now, Meeting.starts_at <= now + _NEXT_CARD_WITHIN + BEFORE_SESSION)
    )
    rows = await session.execute(query.order_by(Meeting.starts_at, Meeting.id).options(lazyload("*")))
    return [
        meeting_id
        for meeting_id, starts_at, mentor, had in rows
        if starts_at < cards.next_at(mentor, now, office, had_today=had) + BEFORE_SESSION
    ]


async def take_news(session: AsyncSession, meeting_id: int, now: datetime) -> Meeting | None:
    """Marks that the mentor hears of it now; None when that was done already, or another clock is at it."""
    query = select(Meeting).where(Meeting.id == meeting_id, _is_news)
    locked = query.with_for_update(skip_locked=True, key_share=True, of=Meeting)
    meeting: Meeting | None = await session.scalar(locked.execution_options(populate_existing=True))
    if meeting is not None:
        meeting.mentor_told_at = now
    return meeting


def _waiting_for(mentor_id: int) -> Select[Offer]:
    query = select(Offer).where(Offer.mentor_id == mentor_id, Offer.state == OfferState.WAITING)
    return query.order_by(Offer.offered_at, Offer.id)

"""What comes next: the earliest moment at which a clock of the office has something to do about mentors and sessions.

The clocks do not need this, they look for what is due now; it is for a demo, in which somebody moves the clock there.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import Column, ColumnElement, func, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import InstrumentedAttribute

from durable.outbox import outbox
from durable.tables import OutboxState
from models import (
    HelpRequest,
    Meeting,
    MeetingState,
    Mentor,
    MentorCard,
    MentorHour,
    MentorState,
    Offer,
    OfferState,
    Reminder,
    ReminderState,
    RequestState,
    SeatState,
    Workshop,
    WorkshopSeat,
    WorkshopState,
)
from services.mentoring import cards
from services.mentoring.requests import OPEN_OFFERS
from services.mentoring.rooms import OPENS_BEFORE
from services.mentors.weeks import SUNDAY
from services.office_clock import OfficeClock

Instants = InstrumentedAttribute[datetime] | InstrumentedAttribute[datetime | None] | Column[datetime]


async def next_due(session: AsyncSession, now: datetime, office: OfficeClock) -> datetime | None:
    """The earliest coming moment at which somebody is told something by the clock; None while nothing waits."""
    found = [
        await _first(session, now, Reminder.due_at, Reminder.state == ReminderState.PENDING),
        await _next_room(session, now),
        await _first(session, now, Meeting.move_ends_at, Meeting.moved_by.is_not(None)),
        await _first(session, now, Offer.nudge_at, Offer.state == OfferState.COUNTERED, Offer.nudged_at.is_(None)),
        await _first(session, now, Offer.expires_at, Offer.state.in_(OPEN_OFFERS), Offer.nudged_at.is_not(None)),
        await _first(session, now, Offer.starts_at, Offer.state == OfferState.COUNTERED),
        await _first(session, now, HelpRequest.step_due_at, HelpRequest.state == RequestState.WAITING),
        await _first(session, now, Workshop.decides_at, Workshop.state == WorkshopState.INVITING),
        await _first(session, now, WorkshopSeat.offer_ends_at, WorkshopSeat.state == SeatState.OFFERED),
        # What waits for the end of the quiet hours.
        await _first(session, now, outbox.c.due_at, outbox.c.state == OutboxState.PENDING),
        await _next_card(session, now, office),
    ]
    return min((moment for moment in found if moment is not None), default=None)


async def _first(
    session: AsyncSession, now: datetime, moment: Instants, *which: ColumnElement[bool]
) -> datetime | None:
    found: datetime | None = await session.scalar(select(func.min(moment)).where(moment > now, *which))
    return found


async def _next_room(session: AsyncSession, now: datetime) -> datetime | None:
    is_coming = (Meeting.state == MeetingState.SCHEDULED, Meeting.room_opened_at.is_(None))
    starts_at = await _first(session, now + OPENS_BEFORE, Meeting.starts_at, *is_coming)
    return starts_at - OPENS_BEFORE if starts_at is not None else None


async def _next_card(session: AsyncSession, now: datetime, office: OfficeClock) -> datetime | None:
    """When the first mentor who is to hear something gets the card of the day; on Sundays all are asked."""
    earliest = await _to_be_told(session, now)
    told = await session.scalars(select(Mentor).where(Mentor.person_id.in_(earliest)))
    moments = [await _card_at(session, each, earliest[each.person_id], now, office) for each in told]
    has_hours = select(MentorHour.mentor_id).where(MentorHour.mentor_id == Mentor.person_id).exists()
    asked = await session.scalars(select(Mentor).where(Mentor.state == MentorState.ACTIVE, has_hours))
    moments += [_sunday_card(each, now, office) for each in asked]
    return min(moments, default=None)


async def _to_be_told(session: AsyncSession, now: datetime) -> dict[int, datetime]:
    """{mentor: from when on the card has something new}."""
    waiting = Offer.state == OfferState.WAITING
    untold = select(Offer.mentor_id).where(waiting, Offer.told_at.is_(None))
    booked = select(Meeting.mentor_id).where(Meeting.state == MeetingState.SCHEDULED, Meeting.mentor_told_at.is_(None))
    invited = select(Workshop.mentor_id).where(
        Workshop.state == WorkshopState.INVITING, Workshop.mentor_told_at.is_(None)
    )
    nudges = select(Offer.mentor_id, Offer.nudge_at).where(waiting, Offer.nudge_at > now, Offer.nudged_at.is_(None))
    later = await session.execute(nudges.order_by(Offer.nudge_at.desc()))
    found: dict[int, datetime] = {row.mentor_id: row.nudge_at for row in later}
    for query in (untold, booked, invited):
        found |= dict.fromkeys(await session.scalars(query), now)
    return found


def _sunday_card(mentor: Mentor, now: datetime, office: OfficeClock) -> datetime:
    today = now.astimezone(office.zone).date()
    sunday = today + timedelta(days=(SUNDAY - today.weekday()) % 7)
    at = cards.at(mentor, sunday, office)
    return at if at > now else cards.at(mentor, sunday + timedelta(days=7), office)


async def _card_at(
    session: AsyncSession, mentor: Mentor, earliest: datetime, now: datetime, office: OfficeClock
) -> datetime:
    """The first hour of a card from then on, on a day that had none; what is late waits for the next."""
    sent = set(await session.scalars(select(MentorCard.sent_on).where(MentorCard.mentor_id == mentor.person_id)))
    day = max(earliest, now).astimezone(office.zone).date()
    while True:
        at = cards.at(mentor, day, office)
        if at > now and at >= earliest and day not in sent:
            return at
        day += timedelta(days=1)

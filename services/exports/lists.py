"""The lists. Who may have them is asked by who makes the table."""

from __future__ import annotations

from collections.abc import AsyncIterator
from typing import Any

from sqlalchemy import Select, func, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import aliased, joinedload, lazyload

from models import (
    AnnouncementRecipient,
    Business,
    District,
    FaqTopic,
    HelpRequest,
    Meeting,
    MeetingRating,
    Person,
    Side,
    Ticket,
    TicketMessage,
)
from services.exports.pages import rows_of
from services.statistics.periods import Period


async def businesses(session: AsyncSession) -> AsyncIterator[Business]:
    """Every business, with its owner, as they were registered."""
    owner = joinedload(Business.owner)
    not_needed = (owner.lazyload(Person.roles), owner.lazyload(Person.consents), lazyload(Business.activities))
    query = select(Business).options(owner, *not_needed)
    async for (business,) in rows_of(session, query, Business.__table__.c.id):
        yield business


def meetings(session: AsyncSession, period: Period) -> AsyncIterator[Any]:
    """The sessions whose hour was in the period: (meeting, mentor's name, producer's name, district, stars)."""
    return rows_of(session, meetings_query(period), Meeting.__table__.c.id)


def tickets(session: AsyncSession, period: Period) -> AsyncIterator[Any]:
    """The questions that came to staff in the period, without their words and without who asked."""
    return rows_of(session, tickets_query(period), Ticket.__table__.c.id)


def recipients(session: AsyncSession, announcement_id: int) -> AsyncIterator[Any]:
    """What became of one announcement, person by person: (person's id, name, the row)."""
    return rows_of(session, recipients_query(announcement_id), AnnouncementRecipient.__table__.c.person_id)


def meetings_query(period: Period) -> Select[*tuple[Any, ...]]:
    """By their hour; stars are those of the producer."""
    mentor, producer = aliased(Person), aliased(Person)
    m = Meeting
    columns = (m.id, m.starts_at, m.ends_at, m.topic, m.way, m.state, m.mentor_missed, m.producer_missed)
    stars = (MeetingRating.meeting_id == m.id) & (MeetingRating.side == Side.PRODUCER)
    return (
        select(*columns, mentor.name.label("mentor"), producer.name.label("producer"), District.name.label("district"),
               MeetingRating.stars)
        .join(mentor, mentor.id == m.mentor_id)
        .join(producer, producer.id == m.producer_id)
        .join(HelpRequest, HelpRequest.id == m.request_id)
        .join(District, District.id == HelpRequest.district_id)
        .outerjoin(MeetingRating, stars)
        .where(m.starts_at > period.start, m.starts_at <= period.end)
    )  # fmt: skip


def tickets_query(period: Period) -> Select[*tuple[Any, ...]]:
    """By when they were opened; `told_at` is the first answer."""
    told_at = (
        select(func.min(TicketMessage.sent_at))
        .where(TicketMessage.ticket_id == Ticket.id, TicketMessage.author_id.is_not(None))
        .scalar_subquery()
    )
    columns = (Ticket.id, Ticket.opened_at, Ticket.state, Ticket.is_urgent, Ticket.helped, Ticket.times_reopened)
    return (
        select(*columns, FaqTopic.key.label("topic"), District.name.label("district"), told_at.label("told_at"))
        .outerjoin(FaqTopic, FaqTopic.id == Ticket.topic_id)
        .outerjoin(District, District.id == Ticket.district_id)
        .where(Ticket.opened_at > period.start, Ticket.opened_at <= period.end)
    )


def recipients_query(announcement_id: int) -> Select[*tuple[Any, ...]]:
    """By the primary key of the recipients."""
    r = AnnouncementRecipient
    columns = (r.person_id, Person.name, r.state, r.reason, r.closed_at, r.read_at, r.rsvp, r.rsvp_at)
    query = select(*columns).join(Person, Person.id == r.person_id)
    return query.where(r.announcement_id == announcement_id)

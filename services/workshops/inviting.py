"""Who is invited to a class. A seat that nobody has said anything about is an invitation; the clock sends it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Select, Table, and_, exists, func, literal, or_, select
from sqlalchemy.ext.asyncio import AsyncSession

from durable.inbox import insert_ignoring
from models import (
    BookedQuarter,
    Business,
    BusinessProduct,
    Consent,
    HelpRequest,
    Product,
    RequestState,
    SeatState,
    Workshop,
    WorkshopDistrict,
    WorkshopSeat,
)
from services.chats import is_helped
from services.mentoring.booking import quarters
from services.workshops.finding import IS_OPEN

MOST_INVITED = 300
"""So many are asked to one class; whoever else fits finds it in the list."""
WAITS = (RequestState.WAITING, RequestState.STAFF)
"""The states of a request that a class can answer."""

_table: Table = WorkshopSeat.__table__  # type: ignore[assignment]


async def note_requests(session: AsyncSession, workshop: Workshop, now: datetime) -> None:
    """Invites everybody who waits for a mentor with this topic and cluster, longest waiting first."""
    r = HelpRequest
    fits = [r.topic == workshop.topic, r.state.in_(WAITS), r.producer_id != workshop.mentor_id]
    if workshop.cluster is not None:
        fits.append(r.cluster == workshop.cluster)
    query = select(r.producer_id, r.id).where(*fits, _can_come(workshop, r.producer_id))
    first: dict[int, int] = {}
    for producer_id, request_id in await session.execute(query.order_by(r.opened_at, r.id)):
        first.setdefault(producer_id, request_id)
    await _note(session, workshop, list(first.items())[:MOST_INVITED], now)


async def note_fitting(session: AsyncSession, workshop: Workshop, now: datetime) -> None:
    """Invites producers of its districts and cluster who agreed to be known and are not booked then.

    Those who wait for a mentor with this topic come first, then those who registered first.
    """
    room = MOST_INVITED - await count(session, workshop)
    b, r = Business, HelpRequest
    waits = (
        select(func.min(r.id))
        .where(r.producer_id == b.owner_id, r.topic == workshop.topic, r.state.in_(WAITS))
        .scalar_subquery()
    )
    query = _fitting(workshop, select(b.owner_id, waits)).where(_can_come(workshop, b.owner_id))
    query = query.group_by(b.owner_id).order_by(waits.is_(None), waits, func.min(b.registered_at), b.owner_id)
    rows = (await session.execute(query.limit(room))).all()
    await _note(session, workshop, [(owner, request) for owner, request in rows], now)


async def count(session: AsyncSession, workshop: Workshop) -> int:
    """How many are invited, or have answered."""
    return await session.scalar(select(func.count()).where(WorkshopSeat.workshop_id == workshop.id)) or 0


async def fits(session: AsyncSession, workshop: Workshop, person_id: int) -> bool:
    """Whether this person may join: was invited, or has a business that fits."""
    if person_id == workshop.mentor_id:
        return False
    if await session.get(WorkshopSeat, (workshop.id, person_id)) is not None:
        return True
    query = _fitting(workshop, select(Business.id)).where(Business.owner_id == person_id)
    return await session.scalar(query.limit(1)) is not None


async def open_to(session: AsyncSession, person_id: int, now: datetime) -> list[Workshop]:
    """The classes ahead that this person has a seat in or may join, soonest first."""
    w, s, d, b = Workshop, WorkshopSeat, WorkshopDistrict, Business
    owned = exists().where(b.owner_id == person_id, b.id == BusinessProduct.business_id)
    of_cluster = owned.where(BusinessProduct.product_id == Product.id, Product.cluster == w.cluster)
    here = exists().where(d.workshop_id == w.id, d.district_id == b.district_id, b.owner_id == person_id)
    everywhere = ~exists().where(d.workshop_id == w.id)
    may_join = and_(
        exists().where(b.owner_id == person_id), or_(everywhere, here), or_(w.cluster.is_(None), of_cluster)
    )
    has_seat = exists().where(s.workshop_id == w.id, s.person_id == person_id)
    query = select(w).where(w.state.in_(IS_OPEN), w.starts_at > now, w.mentor_id != person_id)
    found = await session.scalars(query.where(or_(has_seat, may_join)).order_by(w.starts_at, w.id))
    return [each for each in found if await fits(session, each, person_id)]


async def to_invite(session: AsyncSession, workshop: Workshop, now: datetime, most: int) -> Sequence[WorkshopSeat]:
    """Invitations to a class that have not gone out yet, locked; those that a waiting request speaks for first."""
    s = WorkshopSeat
    if workshop.state not in IS_OPEN or workshop.starts_at <= now:
        return []
    query = select(s).where(s.workshop_id == workshop.id, s.state == SeatState.INVITED, s.invited_at.is_(None))
    query = query.order_by(s.request_id.is_(None), s.person_id).limit(most)
    locked = query.with_for_update(skip_locked=True).execution_options(populate_existing=True)
    return (await session.scalars(locked)).all()


def _fitting(workshop: Workshop, query: Select[Any]) -> Select[Any]:
    """Of a query on businesses those that fit, of owners who agreed to be known."""
    b = Business
    query = query.where(
        b.owner_id != workshop.mentor_id,
        exists().where(Consent.person_id == b.owner_id, Consent.withdrawn_at.is_(None)),
    )
    districts = [each.district_id for each in workshop.districts]
    if districts:
        query = query.where(b.district_id.in_(districts))
    if workshop.cluster is not None:
        of_cluster = exists().where(BusinessProduct.business_id == b.id, BusinessProduct.product_id == Product.id)
        query = query.where(of_cluster.where(Product.cluster == workshop.cluster.value))
    return query


def _can_come(workshop: Workshop, person_id: Any) -> Any:
    """Not booked then, not noted already, and with a chat to say yes in: a seat is taken by whoever will sit on it."""
    span, q = quarters(workshop.starts_at, workshop.ends_at), BookedQuarter
    is_booked = exists().where(q.person_id == person_id, q.quarter >= span.start, q.quarter < span.stop)
    is_noted = exists().where(WorkshopSeat.workshop_id == literal(workshop.id), WorkshopSeat.person_id == person_id)
    return and_(~is_booked, ~is_noted, ~is_helped(person_id))


async def _note(
    session: AsyncSession, workshop: Workshop, people: Sequence[tuple[int, int | None]], now: datetime
) -> None:
    """Writes them at once, as rows of the table: three hundred objects would keep everybody waiting."""
    if not people:
        return
    rows = [
        {"workshop_id": workshop.id, "person_id": person, "request_id": request, "state": SeatState.INVITED,
         "changed_at": now}
        for person, request in people
    ]  # fmt: skip
    connection = await session.connection()
    await connection.execute(insert_ignoring(connection, _table).values(rows))

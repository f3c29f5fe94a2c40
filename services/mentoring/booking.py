"""Nobody is booked twice: one row per person and quarter of an hour, written and deleted with the booking.

The primary key decides a race, on both databases: of two bookings of one person at overlapping times the second finds
a row there, and nothing of it stays.
"""

from __future__ import annotations

import math
from collections.abc import Collection
from datetime import datetime

from sqlalchemy import Table, delete, select
from sqlalchemy.ext.asyncio import AsyncSession

from durable.inbox import insert_ignoring
from models import BookedQuarter
from models.meetings import QUARTER_SECONDS
from services.errors import BookedConflict

_table: Table = BookedQuarter.__table__  # type: ignore[assignment]


def quarters(starts_at: datetime, ends_at: datetime) -> range:
    """The quarters of an hour that this time touches, as numbers since 1970."""
    first, last = int(starts_at.timestamp()), math.ceil(ends_at.timestamp())
    return range(first // QUARTER_SECONDS, -(-last // QUARTER_SECONDS))


async def take(
    session: AsyncSession,
    people: Collection[int],
    starts_at: datetime,
    ends_at: datetime,
    *,
    meeting_id: int | None = None,
    workshop_id: int | None = None,
) -> None:
    """Books these people for one meeting or workshop. Raises BookedConflict when one of them is booked already.

    What was written until then goes with the transaction (or savepoint) that the error ends.
    """
    rows = [
        {"person_id": person, "quarter": quarter, "meeting_id": meeting_id, "workshop_id": workshop_id}
        for person in sorted(people)  # the same order everywhere: two bookings cannot wait for each other
        for quarter in quarters(starts_at, ends_at)
    ]
    await session.flush()
    connection = await session.connection()
    statement = insert_ignoring(connection, _table).values(rows).returning(BookedQuarter.person_id)
    taken = (await connection.execute(statement)).all()
    if len(taken) != len(rows):
        raise BookedConflict


async def release(
    session: AsyncSession,
    *,
    meeting_id: int | None = None,
    workshop_id: int | None = None,
    person_id: int | None = None,
) -> None:
    """Frees the time of one booking; of one person alone where `person_id` is given."""
    q = BookedQuarter
    booking = q.meeting_id == meeting_id if meeting_id is not None else q.workshop_id == workshop_id
    person = [q.person_id == person_id] if person_id is not None else []
    await session.execute(delete(q).where(booking, *person))


async def booked(
    session: AsyncSession, people: Collection[int], earliest: datetime, latest: datetime, *, but: int | None = None
) -> frozenset[int]:
    """The quarters between two instants in which at least one of these people is booked.

    The meeting `but` does not count: it is to be moved, perhaps by a part of an hour.
    """
    q, span = BookedQuarter, quarters(earliest, latest)
    query = select(q.quarter).where(q.person_id.in_(people), q.quarter >= span.start, q.quarter < span.stop)
    if but is not None:
        query = query.where(q.meeting_id.is_distinct_from(but))
    return frozenset(await session.scalars(query.distinct()))

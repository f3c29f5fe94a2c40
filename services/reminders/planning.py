"""The rows of reminders, written with what they are about: when a session is booked or moved, when a seat is taken.

services/reminders/rules.py says when each is due. A row's key is person, occasion, thing and its beginning: planning
the same again changes nothing, a session that is moved gets other rows, and one that is moved back revives the old
ones. What has gone to the outbox stays as it is.

Only those before a session can be turned off. Mentors get none of those after a session: their card asks. Classes are
not rated, so theirs are the two before.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime

from sqlalchemy import ColumnElement, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from models import (
    DropReason,
    Meeting,
    MeetingState,
    Occasion,
    Reminder,
    ReminderState,
    SeatState,
    Workshop,
    WorkshopSeat,
)
from services.office_clock import OfficeClock
from services.reminders import rules
from services.reminders.recipients import recipients
from services.reminders.rules import BEFORE, FOLLOW_UPS, Recipient, Span

_OF_PRODUCERS = (*BEFORE, Occasion.RATE)
_Thing = Meeting | Workshop


async def plan_meeting(session: AsyncSession, meeting: Meeting, now: datetime, office: OfficeClock) -> None:
    """Writes the pending reminders of both people for the session as it stands; earlier ones still pending are dropped.

    Called when it is booked and when its hour was moved. Reminders whose moment has passed already are left out.
    """
    await _drop(session, Reminder.meeting_id == meeting.id, Reminder.starts_at != meeting.starts_at, now=now)
    known = await recipients(session, (meeting.mentor_id, meeting.producer_id))
    await _plan(session, meeting, meeting.mentor_id, BEFORE, known[meeting.mentor_id], now, office)
    await _plan(session, meeting, meeting.producer_id, _OF_PRODUCERS, known[meeting.producer_id], now, office)


async def plan_follow_ups(session: AsyncSession, meeting: Meeting, now: datetime, office: OfficeClock) -> None:
    """Writes the producer's "Sudah dicoba?" after 7 and 30 days; called when actions were agreed on."""
    known = await recipients(session, (meeting.producer_id,))
    await _plan(session, meeting, meeting.producer_id, FOLLOW_UPS, known[meeting.producer_id], now, office)


async def drop_meeting(session: AsyncSession, meeting_id: int, now: datetime) -> None:
    """Drops what is still pending of a session: it was cancelled."""
    await _drop(session, Reminder.meeting_id == meeting_id, now=now)


async def drop_question(session: AsyncSession, meeting_id: int, now: datetime) -> None:
    """Drops a pending question how it was: the producer has told already."""
    await _drop(session, Reminder.meeting_id == meeting_id, Reminder.occasion == Occasion.RATE, now=now)


async def plan_seat(
    session: AsyncSession, workshop: Workshop, person_id: int, now: datetime, office: OfficeClock
) -> None:
    """The same for one person with a taken seat (or the mentor) of a class."""
    r = Reminder
    await _drop(session, r.workshop_id == workshop.id, r.person_id == person_id, r.starts_at != workshop.starts_at,
                now=now)  # fmt: skip
    known = await recipients(session, (person_id,))
    await _plan(session, workshop, person_id, BEFORE, known[person_id], now, office)


async def drop_workshop(
    session: AsyncSession, workshop_id: int, now: datetime, *, person_id: int | None = None
) -> None:
    """Drops what is still pending of a class, for everybody or for one person who left."""
    of_person = [Reminder.person_id == person_id] if person_id is not None else []
    await _drop(session, Reminder.workshop_id == workshop_id, *of_person, now=now)


async def plan_again(session: AsyncSession, person_id: int, now: datetime, office: OfficeClock) -> None:
    """Plans all that lies ahead of this person anew: their wishes changed."""
    own = (await recipients(session, (person_id,)))[person_id]
    ahead: list[_Thing] = [*await _meetings_of(session, person_id, now), *await _workshops_of(session, person_id, now)]
    for thing in ahead:
        await _plan(session, thing, person_id, BEFORE, own, now, office)
    for reminder in await _pending_afterwards(session, person_id):
        meeting = await session.get_one(Meeting, reminder.meeting_id)
        await _plan(session, meeting, person_id, (reminder.occasion,), own, now, office)


async def _plan(
    session: AsyncSession,
    thing: _Thing,
    person_id: int,
    occasions: Sequence[Occasion],
    recipient: Recipient,
    now: datetime,
    office: OfficeClock,
) -> None:
    """Makes the rows of one person what they should be. One whose wanted moment has passed is left as it is."""
    about = {"meeting_id": thing.id} if isinstance(thing, Meeting) else {"workshop_id": thing.id}
    span = Span(thing.starts_at, thing.ends_at)
    there = await _rows(session, person_id, about, thing.starts_at)
    for occasion in occasions:
        row = there.get(occasion)
        if row is not None and row.state is ReminderState.QUEUED:
            continue
        if rules.wanted_at(occasion, span, recipient, now, office) is None:
            continue
        moment = rules.moment(occasion, span, recipient, now, office)
        if moment is None:
            if row is not None and row.state is ReminderState.PENDING:
                row.state, row.closed_at, row.drop_reason = ReminderState.DROPPED, now, DropReason.NOT_WANTED
            continue
        if row is None:
            row = Reminder(person_id=person_id, occasion=occasion, starts_at=thing.starts_at, **about)
            session.add(row)
        row.due_at, row.useful_until = moment.due_at, moment.useful_until
        row.state, row.closed_at, row.drop_reason = ReminderState.PENDING, None, None
    await session.flush()


async def _rows(
    session: AsyncSession, person_id: int, about: dict[str, int], starts_at: datetime
) -> dict[Occasion, Reminder]:
    """The rows that there are, locked: one that the clock is putting into the outbox just now is waited for."""
    query = select(Reminder).filter_by(person_id=person_id, starts_at=starts_at, **about)
    query = query.order_by(Reminder.id).with_for_update().execution_options(populate_existing=True)
    return {row.occasion: row for row in await session.scalars(query)}


async def _drop(session: AsyncSession, *which: ColumnElement[bool], now: datetime) -> None:
    ended = {"state": ReminderState.DROPPED, "closed_at": now, "drop_reason": DropReason.OFF}
    await session.execute(update(Reminder).where(Reminder.state == ReminderState.PENDING, *which).values(ended))


async def _meetings_of(session: AsyncSession, person_id: int, now: datetime) -> Collection[Meeting]:
    m = Meeting
    coming = (m.state == MeetingState.SCHEDULED, m.starts_at > now)
    as_mentor = select(m).where(m.mentor_id == person_id, *coming)
    as_producer = select(m).where(m.producer_id == person_id, *coming)
    return [*await session.scalars(as_mentor), *await session.scalars(as_producer)]


async def _workshops_of(session: AsyncSession, person_id: int, now: datetime) -> Collection[Workshop]:
    """Those that have reminders of this person, or had until they were turned off."""
    seats = select(WorkshopSeat.workshop_id).where(
        WorkshopSeat.person_id == person_id, WorkshopSeat.state == SeatState.TAKEN
    )
    w = Workshop
    open_ones = (w.starts_at > now, w.cancelled_at.is_(None))
    joined = await session.scalars(select(w).where(w.id.in_(seats), *open_ones))
    own = await session.scalars(select(w).where(w.mentor_id == person_id, w.mentor_agreed_at.is_not(None), *open_ones))
    return [*joined, *own]


async def _pending_afterwards(session: AsyncSession, person_id: int) -> Collection[Reminder]:
    query = select(Reminder).where(
        Reminder.person_id == person_id,
        Reminder.state == ReminderState.PENDING,
        Reminder.occasion.not_in(BEFORE),
        Reminder.meeting_id.is_not(None),
    )
    return list(await session.scalars(query))

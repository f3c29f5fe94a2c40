"""Seats of a class: taken, given back, waited for, and offered to the next when one is freed.

Every change begins with the lock of the class, so that never more seats are taken and kept than there are. A freed
seat goes to whoever has waited longest, with a time to answer: a day or half of what is left, at least half an hour.
That time does not begin in the quiet hours, because the message does not arrive in them either.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from models import Person, SeatState, Workshop, WorkshopSeat
from services.errors import BookedConflict, ConsentMissing, WorkshopConflict, WorkshopMissing
from services.mentoring import booking
from services.office_clock import OfficeClock
from services.reminders import planning
from services.reminders.allowed import allowed_time
from services.workshops import answered_requests, inviting
from services.workshops.finding import IS_OPEN, counts, locked, seat_of, seats_in
from services.workshops.states import SEAT, SeatEvent

ANSWER_WITHIN, ANSWER_LEAST = timedelta(hours=24), timedelta(minutes=30)


async def take(
    session: AsyncSession, workshop_id: int, person: Person | None, now: datetime, office: OfficeClock
) -> WorkshopSeat:
    """A seat for this person, the one kept for them, or a place on the waiting list. A second time changes nothing.

    Raises WorkshopMissing for a class that is not for this person, WorkshopConflict when nobody can join any more, and
    BookedConflict when the person is booked then.
    """
    if person is None or person.consent is None:
        raise ConsentMissing
    workshop = await locked(session, workshop_id)
    if not await inviting.fits(session, workshop, person.id):
        raise WorkshopMissing
    _require_open(workshop, now)
    seat = await seat_of(session, workshop_id, person.id)
    if seat is None:
        seat = WorkshopSeat(workshop_id=workshop_id, person_id=person.id, state=SEAT.start, changed_at=now)
        session.add(seat)
    if seat.state in (SeatState.TAKEN, SeatState.WAITLISTED):
        return seat
    if seat.state is SeatState.OFFERED:
        _require_in_time(seat, now)
        await _sit_down(session, workshop, seat, SeatEvent.ACCEPT, now, office)
        return seat
    standing = await counts(session, workshop)
    if standing.free > 0 and standing.waiting == 0:  # nobody overtakes those who wait
        await _sit_down(session, workshop, seat, SeatEvent.TAKE, now, office)
    else:
        seat.state, seat.changed_at, seat.waits_since = SEAT.after(seat.state, SeatEvent.WAIT), now, now
    await session.flush()
    return seat


async def leave(
    session: AsyncSession, workshop_id: int, person: Person, now: datetime, office: OfficeClock
) -> tuple[WorkshopSeat, list[WorkshopSeat]]:
    """Gives a seat, an offered seat, a place on the list or an invitation back; with the seats that are offered now.

    A second time changes nothing. Raises WorkshopMissing or WorkshopConflict.
    """
    workshop = await locked(session, workshop_id)
    seat = await seat_of(session, workshop_id, person.id)
    if seat is None:
        raise WorkshopMissing
    _require_open(workshop, now)
    if seat.state is SeatState.LEFT:
        return seat, []
    await _stand_up(session, workshop, seat, SeatEvent.LEAVE, now)
    return seat, await offer_freed(session, workshop, now, office)


async def offer_freed(
    session: AsyncSession, workshop: Workshop, now: datetime, office: OfficeClock
) -> list[WorkshopSeat]:
    """Keeps each free seat for the next who waits. The class is locked by whoever calls this."""
    ends_at = offer_end(workshop, now, office)
    standing = await counts(session, workshop)
    if ends_at is None or workshop.state not in IS_OPEN or standing.free <= 0 or standing.waiting == 0:
        return []
    following = (await seats_in(session, workshop.id, SeatState.WAITLISTED))[: standing.free]
    for seat in following:
        seat.state, seat.changed_at = SEAT.after(seat.state, SeatEvent.OFFER), now
        seat.offer_ends_at = ends_at
    await session.flush()
    return following


def offer_end(workshop: Workshop, now: datetime, office: OfficeClock) -> datetime | None:
    """Until when a seat offered now is kept; None when there is no time left to answer."""
    begins = allowed_time(office.zone, office.quiet_hours).first_from(now)
    left = workshop.starts_at - begins
    if left < 2 * ANSWER_LEAST:
        return None
    return begins + max(min(ANSWER_WITHIN, left / 2), ANSWER_LEAST)


async def expire(
    session: AsyncSession, workshop: Workshop, now: datetime, office: OfficeClock
) -> tuple[list[WorkshopSeat], list[WorkshopSeat]]:
    """Ends what was not answered in time: (the seats that are kept no more, those that are offered now)."""
    kept = await seats_in(session, workshop.id, SeatState.OFFERED)
    late = [seat for seat in kept if seat.offer_ends_at is not None and seat.offer_ends_at <= now]
    for seat in late:
        await _stand_up(session, workshop, seat, SeatEvent.EXPIRE, now)
    return late, await offer_freed(session, workshop, now, office)


async def forget(session: AsyncSession, person_id: int, now: datetime) -> None:
    """Gives back everything ahead of somebody who has withdrawn the consent; the clock offers what is freed."""
    s, w = WorkshopSeat, Workshop
    query = select(s.workshop_id).join(w, w.id == s.workshop_id).where(s.person_id == person_id)
    for workshop_id in await session.scalars(query.where(w.state.in_(IS_OPEN), w.starts_at > now).order_by(w.id)):
        workshop = await locked(session, workshop_id)
        seat = await seat_of(session, workshop_id, person_id)
        if seat is not None and SEAT.knows(seat.state, SeatEvent.LEAVE):
            await _stand_up(session, workshop, seat, SeatEvent.LEAVE, now)


def release_offer(seat: WorkshopSeat) -> None:
    """What only an offered or waiting seat has."""
    seat.offer_ends_at, seat.waits_since = None, None


async def _sit_down(
    session: AsyncSession, workshop: Workshop, seat: WorkshopSeat, event: SeatEvent, now: datetime, office: OfficeClock
) -> None:
    seat.state, seat.changed_at = SEAT.after(seat.state, event), now
    release_offer(seat)
    try:
        await booking.take(
            session, [seat.person_id], workshop.starts_at, workshop.ends_at, workshop_id=workshop.id
        )  # fmt: skip
    except BookedConflict:
        raise BookedConflict("refused_seat_booked") from None
    await answered_requests.book(session, seat)
    await planning.plan_seat(session, workshop, seat.person_id, now, office)


async def _stand_up(
    session: AsyncSession, workshop: Workshop, seat: WorkshopSeat, event: SeatEvent, now: datetime
) -> None:
    was_taken = seat.state is SeatState.TAKEN
    seat.state, seat.changed_at = SEAT.after(seat.state, event), now
    release_offer(seat)
    if was_taken:
        await booking.release(session, workshop_id=workshop.id, person_id=seat.person_id)
        await planning.drop_workshop(session, workshop.id, now, person_id=seat.person_id)
        await answered_requests.reopen(session, seat, now)
    await session.flush()


def _require_open(workshop: Workshop, now: datetime) -> None:
    if workshop.state not in IS_OPEN or workshop.starts_at <= now:
        raise WorkshopConflict("refused_workshop_closed")


def _require_in_time(seat: WorkshopSeat, now: datetime) -> None:
    if seat.offer_ends_at is not None and seat.offer_ends_at <= now:
        raise WorkshopConflict("refused_seat_late")

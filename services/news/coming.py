"""Who comes to what was announced: seats, a waiting list, and the next in line when somebody cannot come.

Every change begins with the lock of the announcement, so that never more come than there are seats.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select, tuple_
from sqlalchemy.ext.asyncio import AsyncSession

from models import Announcement, AnnouncementRecipient, AnnouncementState, Person, Rsvp
from services.errors import AnnouncementConflict
from services.news.received import received

_R = AnnouncementRecipient


@dataclass(frozen=True)
class Coming:
    """What holds now. `place` is the one on the waiting list, from 1; `seats_left` is None where there is no limit."""

    announcement: Announcement
    rsvp: Rsvp
    place: int | None
    seats_left: int | None


async def go(session: AsyncSession, person: Person | None, announcement_id: int | None, now: datetime) -> Coming:
    """Comes, or waits for a seat. A second time changes nothing. Raises AnnouncementMissing or AnnouncementConflict."""
    announcement, recipient = await _open(session, person, announcement_id)
    if recipient.rsvp not in (Rsvp.GOING, Rsvp.WAITLISTED):
        left = await _seats_left(session, announcement)
        recipient.rsvp = Rsvp.GOING if left is None or left > 0 else Rsvp.WAITLISTED
        _answered(recipient, now)
        await session.flush()
    return await _coming(session, announcement, recipient)


async def stay_away(
    session: AsyncSession, person: Person | None, announcement_id: int | None, now: datetime
) -> tuple[Coming, int | None]:
    """Does not come; with the person who gets the freed seat, if somebody waited for it.

    Raises AnnouncementMissing or AnnouncementConflict.
    """
    announcement, recipient = await _open(session, person, announcement_id)
    had_seat = recipient.rsvp is Rsvp.GOING
    if recipient.rsvp is not Rsvp.NOT_GOING:
        recipient.rsvp = Rsvp.NOT_GOING
        _answered(recipient, now)
        await session.flush()
    following = await _next_in_line(session, announcement, now) if had_seat else None
    return await _coming(session, announcement, recipient), following


async def forget(session: AsyncSession, person_id: int, now: datetime) -> None:
    """Gives back the seats of somebody who has all data deleted. The next in line gets the seat, but no message."""
    held = select(_R.announcement_id).where(_R.person_id == person_id, _R.rsvp.is_not(None))
    for announcement_id in await session.scalars(held.order_by(_R.announcement_id)):
        query = select(Announcement).where(Announcement.id == announcement_id).with_for_update(of=Announcement)
        announcement = (await session.scalars(query)).one()
        recipient = await session.get_one(_R, (announcement_id, person_id), populate_existing=True)
        had_seat, recipient.rsvp, recipient.rsvp_at = recipient.rsvp is Rsvp.GOING, None, None
        recipient.read_at = None
        await session.flush()
        if had_seat:
            await _next_in_line(session, announcement, now)


async def _open(
    session: AsyncSession, person: Person | None, announcement_id: int | None
) -> tuple[Announcement, AnnouncementRecipient]:
    announcement, recipient = await received(session, person, announcement_id, lock=True)
    if not announcement.asks_rsvp or announcement.withdrawn_at or announcement.state is AnnouncementState.CANCELLED:
        raise AnnouncementConflict("refused_no_rsvp")
    return announcement, recipient


def _answered(recipient: AnnouncementRecipient, now: datetime) -> None:
    """Who answers has read it."""
    recipient.rsvp_at = now
    recipient.read_at = recipient.read_at or now


async def _seats_left(session: AsyncSession, announcement: Announcement) -> int | None:
    if announcement.rsvp_seats is None:
        return None
    taken = select(func.count()).where(_R.announcement_id == announcement.id, _R.rsvp == Rsvp.GOING)
    return max(announcement.rsvp_seats - (await session.scalar(taken) or 0), 0)


async def _next_in_line(session: AsyncSession, announcement: Announcement, now: datetime) -> int | None:
    if announcement.rsvp_seats is None or not await _seats_left(session, announcement):
        return None
    waiting = select(_R).where(_R.announcement_id == announcement.id, _R.rsvp == Rsvp.WAITLISTED)
    first = await session.scalar(waiting.order_by(_R.rsvp_at, _R.person_id).limit(1))
    if first is None:
        return None
    first.rsvp, first.rsvp_at = Rsvp.GOING, now
    await session.flush()
    return first.person_id


async def _coming(session: AsyncSession, announcement: Announcement, recipient: AnnouncementRecipient) -> Coming:
    assert recipient.rsvp is not None
    place = None
    if recipient.rsvp is Rsvp.WAITLISTED:
        before = select(func.count()).where(
            _R.announcement_id == announcement.id, _R.rsvp == Rsvp.WAITLISTED,
            tuple_(_R.rsvp_at, _R.person_id) < tuple_(recipient.rsvp_at, recipient.person_id),
        )  # fmt: skip
        place = 1 + (await session.scalar(before) or 0)
    return Coming(announcement, recipient.rsvp, place, await _seats_left(session, announcement))

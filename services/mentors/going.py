"""When a mentor goes: what waited for the mentor goes on with others."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from models import ChangeReason, Meeting, Mentor, Offer, Person, RoleKind, Side
from services import audit, roles
from services.mentoring import meetings, offers, rooms
from services.mentoring.offers import Step
from services.mentors.locking import lock
from services.mentors.states import MENTOR, MentorEvent
from services.office_clock import OfficeClock
from services.workshops.changing import Changed, call_off_all_of


@dataclass(frozen=True)
class Moved:
    """What became of one request, and the offer to the mentor who is gone."""

    step: Step
    former: Offer | None


@dataclass(frozen=True)
class Handover:
    """Requests that go on with others, and the sessions and classes that were called off: people are to be told."""

    moved: list[Moved]
    meetings: list[Meeting]
    workshops: list[Changed]


async def hand_over(
    session: AsyncSession, mentor_id: int, reason: ChangeReason, by: Person, now: datetime, office: OfficeClock
) -> Handover:
    """Takes back the offers to a mentor who is not active any more, calls all that is booked off, and asks others.

    The chat rooms of sessions that have begun are closed.
    """
    open_again = await offers.withdraw_offers_of(session, mentor_id, now)
    cancelled = await meetings.cancel_all_of_mentor(session, mentor_id, reason, now)
    await rooms.close_all_of(session, Side.MENTOR, mentor_id, now)
    classes = await call_off_all_of(session, mentor_id, by, now)
    requests = {request.id: request for request in [*open_again, *(meeting.request for meeting in cancelled)]}
    query = select(Offer).where(Offer.mentor_id == mentor_id, Offer.request_id.in_(requests))
    former = {offer.request_id: offer for offer in await session.scalars(query)}
    moved = [
        Moved(await offers.offer_next(session, request, now, office), former.get(request.id))
        for request in requests.values()
    ]
    return Handover(moved, cancelled, classes)


async def leave(session: AsyncSession, mentor: Mentor, by: Person, now: datetime, office: OfficeClock) -> Handover:
    """The mentor gives the role up, or it was taken back (`by` is who did it). Who is suspended stays so."""
    await lock(session, mentor)
    mentor.state = MENTOR.after(mentor.state, MentorEvent.LEAVE)
    mentor.version += 1
    audit.record(session, by, "mentor_left", "mentor", mentor.person_id, now)
    await roles.take(session, mentor.person, RoleKind.MENTOR, by, now)
    await session.flush()
    return await hand_over(session, mentor.person_id, ChangeReason.OTHER, by, now, office)

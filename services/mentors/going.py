"""When a mentor goes: what waited for the mentor goes on with others."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from models import ChangeReason, Meeting, Mentor, Person, RoleKind
from services import audit, roles
from services.mentoring import meetings, offers
from services.mentoring.offers import Step
from services.mentors.locking import lock
from services.mentors.states import MENTOR, MentorEvent
from services.office_clock import OfficeClock


@dataclass(frozen=True)
class Handover:
    """The sessions that were called off, and what became of each request: their producers are to be told."""

    meetings: list[Meeting]
    steps: list[Step]


async def hand_over(
    session: AsyncSession, mentor_id: int, reason: ChangeReason, now: datetime, office: OfficeClock
) -> Handover:
    """Takes back the offers to a mentor who is not active any more, calls the sessions off, and asks others."""
    open_again = await offers.withdraw_offers_of(session, mentor_id, now)
    cancelled = await meetings.cancel_all_of_mentor(session, mentor_id, reason, now)
    requests = {request.id: request for request in [*open_again, *(meeting.request for meeting in cancelled)]}
    steps = [await offers.offer_next(session, request, now, office) for request in requests.values()]
    return Handover(cancelled, steps)


async def leave(session: AsyncSession, mentor: Mentor, by: Person, now: datetime, office: OfficeClock) -> Handover:
    """The mentor gives the role up, or it was taken back (`by` is who did it). Who is suspended stays so."""
    await lock(session, mentor)
    mentor.state = MENTOR.after(mentor.state, MentorEvent.LEAVE)
    mentor.version += 1
    audit.record(session, by, "mentor_left", "mentor", mentor.person_id, now)
    await roles.take(session, mentor.person, RoleKind.MENTOR, by, now)
    await session.flush()
    return await hand_over(session, mentor.person_id, ChangeReason.OTHER, now, office)

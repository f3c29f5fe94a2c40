"""What staff decide about mentors: yes, no, a pause, and back into service. Nobody decides about themselves."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from models import ChangeReason, Mentor, Person, RoleKind
from services import audit, roles
from services.errors import MentorMissing, OwnMentorConflict
from services.mentors.going import Handover, hand_over
from services.mentors.locking import lock
from services.mentors.states import MENTOR, MentorEvent
from services.office_clock import OfficeClock
from services.roles import Act


async def mentor_for_staff(session: AsyncSession, mentor_id: int | None, by: Person | None) -> Mentor:
    """Any mentor, for those who decide. Raises NotAllowed or MentorMissing."""
    roles.require(by, Act.APPROVE_MENTOR)
    mentor = await session.get(Mentor, mentor_id) if mentor_id is not None else None
    if mentor is None:
        raise MentorMissing
    return mentor


async def approve(session: AsyncSession, mentor: Mentor, by: Person, now: datetime) -> None:
    """The applicant is a mentor now, with the role. Raises NotAllowed, OwnMentorConflict or MentorConflict."""
    await _decide(session, mentor, MentorEvent.APPROVE, by, now)
    mentor.approved_at, mentor.approved_by_id, mentor.declined_at = now, by.id, None
    await roles.give(session, mentor.person, RoleKind.MENTOR, by, now)
    await session.flush()


async def decline(session: AsyncSession, mentor: Mentor, by: Person, now: datetime) -> None:
    """Not now. The same errors."""
    await _decide(session, mentor, MentorEvent.DECLINE, by, now)
    mentor.declined_at = now
    await session.flush()


async def suspend(session: AsyncSession, mentor: Mentor, by: Person, now: datetime, office: OfficeClock) -> Handover:
    """Takes a mentor out of service at once, the role too; requests and sessions go back to matching.

    Gives what became of them: those concerned are to be told. The same errors.
    """
    await _decide(session, mentor, MentorEvent.SUSPEND, by, now, Act.SUSPEND_MENTOR)
    await roles.take(session, mentor.person, RoleKind.MENTOR, by, now)
    return await hand_over(session, mentor.person_id, ChangeReason.SUSPENDED, by, now, office)


async def restore(session: AsyncSession, mentor: Mentor, by: Person, now: datetime) -> None:
    """Takes a suspended mentor back into service, with the role. The same errors."""
    await _decide(session, mentor, MentorEvent.RESTORE, by, now, Act.SUSPEND_MENTOR)
    await roles.give(session, mentor.person, RoleKind.MENTOR, by, now)
    await session.flush()


async def _decide(
    session: AsyncSession, mentor: Mentor, event: MentorEvent, by: Person, now: datetime,
    act: Act = Act.APPROVE_MENTOR,
) -> None:  # fmt: skip
    roles.require(by, act)
    if mentor.person_id == by.id:
        raise OwnMentorConflict
    await lock(session, mentor)
    mentor.state = MENTOR.after(mentor.state, event)
    mentor.version += 1
    audit.record(session, by, f"mentor_{_PAST[event]}", "mentor", mentor.person_id, now)


_PAST = {
    MentorEvent.APPROVE: "approved",
    MentorEvent.DECLINE: "declined",
    MentorEvent.SUSPEND: "suspended",
    MentorEvent.RESTORE: "restored",
}

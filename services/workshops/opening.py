"""Opening a class: by a mentor for him- or herself, or by staff for a mentor, who is then asked for the yes."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from models import MentorState, Person, Workshop, WorkshopDistrict
from services import audit, roles
from services.errors import BookedConflict, NotAllowed, WorkshopRefused
from services.mentoring import booking
from services.mentors.locking import held_state
from services.office_clock import OfficeClock
from services.reminders import planning
from services.roles import Act
from services.workshops import inviting
from services.workshops.plan import Plan, checked, decides_at
from services.workshops.states import WORKSHOP


async def open_workshop(
    session: AsyncSession, by: Person, mentor_id: int, plan: Plan, now: datetime, office: OfficeClock
) -> Workshop:
    """Opens it, books the mentor's time, and notes who is to be invited.

    Raises NotAllowed, WorkshopRefused, or BookedConflict when the mentor is booked then.
    """
    return await _open(session, by, mentor_id, plan, now, office, answers_requests=False)


async def open_from_requests(
    session: AsyncSession, by: Person, mentor_id: int, plan: Plan, now: datetime, office: OfficeClock
) -> Workshop:
    """The same for everybody who waits for a mentor with this topic and cluster, wherever they live."""
    return await _open(session, by, mentor_id, plan, now, office, answers_requests=True)


async def _open(
    session: AsyncSession,
    by: Person,
    mentor_id: int,
    plan: Plan,
    now: datetime,
    office: OfficeClock,
    *,
    answers_requests: bool,
) -> Workshop:
    await require_opener(session, by, mentor_id)
    checked(plan, now)
    is_own = mentor_id == by.id
    workshop = Workshop(
        mentor_id=mentor_id, opened_by_id=by.id, topic=plan.topic, cluster=plan.cluster, title=plan.title,
        way=plan.way, place=plan.place, starts_at=plan.starts_at, ends_at=plan.ends_at, seats=plan.seats,
        least=plan.least, decides_at=await decides_at(session, plan, now), state=WORKSHOP.start, opened_at=now,
        mentor_told_at=now if is_own else None, mentor_agreed_at=now if is_own else None,
        districts=[WorkshopDistrict(district_id=each) for each in sorted(plan.districts)],
    )  # fmt: skip
    session.add(workshop)
    await session.flush()
    await session.refresh(workshop, ["mentor_person"])
    try:
        await booking.take(session, [mentor_id], plan.starts_at, plan.ends_at, workshop_id=workshop.id)
    except BookedConflict:
        raise BookedConflict("refused_mentor_booked") from None
    if answers_requests:
        await inviting.note_requests(session, workshop, now)
    await inviting.note_fitting(session, workshop, now)
    if is_own:
        await planning.plan_seat(session, workshop, mentor_id, now, office)
    audit.record(session, by, "workshop_opened", "workshop", workshop.id, now)
    return workshop


async def require_opener(session: AsyncSession, by: Person, mentor_id: int) -> None:
    """Staff may open one for each active mentor, a mentor for him- or herself. Raises NotAllowed, WorkshopRefused."""
    roles.require(by, Act.OPEN_WORKSHOP)
    if mentor_id != by.id and not roles.allowed(by, Act.RUN_WORKSHOP):
        raise NotAllowed
    if await held_state(session, mentor_id) is not MentorState.ACTIVE:
        raise WorkshopRefused("refused_workshop_mentor")

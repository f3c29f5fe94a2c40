"""What forbids to make two people one. Nothing is written here."""

from __future__ import annotations

from sqlalchemy import and_, or_, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import aliased

from models import (
    BookedQuarter,
    Helped,
    HelpRequest,
    Meeting,
    Mentor,
    Offer,
    Person,
    Report,
    RoleKind,
    SeatState,
    WorkshopSeat,
)
from services.errors import MergeConflict
from services.roles import Act, allowed

_SITS = (SeatState.TAKEN, SeatState.WAITLISTED, SeatState.OFFERED, SeatState.CAME, SeatState.MISSED)


async def refuse(session: AsyncSession, kept: Person, merged: Person, by: Person) -> None:
    """Raises MergeConflict with the reason why these two cannot be one."""
    if kept.id == merged.id:
        raise MergeConflict
    refuse_roles(by, kept, merged)
    if await session.get(Mentor, merged.id) is not None:  # the mentor is kept, so both are
        raise MergeConflict("refused_merge_mentors")
    if await _have_met(session, kept.id, merged.id):
        raise MergeConflict("refused_merge_met")
    if await _same_quarter(session, kept.id, merged.id):
        raise MergeConflict("refused_merge_booked")
    if await _same_class(session, kept.id, merged.id):
        raise MergeConflict("refused_merge_seats")


def refuse_roles(by: Person, *people: Person) -> None:
    """A merge gives roles to other chats: where there are any beside mentor, that is for who may give roles."""
    if any(person.role_kinds - {RoleKind.MENTOR} for person in people) and not allowed(by, Act.GRANT_ROLE):
        raise MergeConflict("refused_merge_roles")


async def _have_met(session: AsyncSession, one: int, other: int) -> bool:
    pairs = [
        (Meeting.mentor_id, Meeting.producer_id, Meeting.id),
        (Report.reporter_id, Report.reported_id, Report.id),
        (Helped.kader_id, Helped.person_id, Helped.person_id),
    ]
    for first, second, key in pairs:
        between = or_(and_(first == one, second == other), and_(first == other, second == one))
        if await session.scalar(select(key).where(between).limit(1)) is not None:
            return True
    offered = select(Offer.id).join(HelpRequest, HelpRequest.id == Offer.request_id)
    offered = offered.where(Offer.mentor_id == one, HelpRequest.producer_id == other)
    return await session.scalar(offered.limit(1)) is not None


async def _same_quarter(session: AsyncSession, one: int, other: int) -> bool:
    also = aliased(BookedQuarter)
    query = select(BookedQuarter.quarter).join(also, also.quarter == BookedQuarter.quarter)
    query = query.where(BookedQuarter.person_id == one, also.person_id == other)
    return await session.scalar(query.limit(1)) is not None


async def _same_class(session: AsyncSession, one: int, other: int) -> bool:
    also = aliased(WorkshopSeat)
    query = select(WorkshopSeat.workshop_id).join(also, also.workshop_id == WorkshopSeat.workshop_id)
    query = query.where(WorkshopSeat.person_id == one, also.person_id == other)
    both_sit = and_(WorkshopSeat.state.in_(_SITS), also.state.in_(_SITS))
    return await session.scalar(query.where(both_sit).limit(1)) is not None

"""Doubtful cases: businesses of which the rules cannot say whether they are industry; staff decide."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ColumnElement, and_, func, select
from sqlalchemy.ext.asyncio import AsyncSession

from models import Business, BusinessKind, Person
from services import audit, roles
from services.errors import BusinessMissing, DecisionConflict
from services.roles import Act


async def waiting(session: AsyncSession, by: Person | None, limit: int, offset: int = 0) -> list[Business]:
    """Those that wait for a decision, the oldest first. Raises NotAllowed."""
    roles.require(by, Act.DECIDE_CLASSIFICATION)
    query = select(Business).where(_waits()).order_by(Business.registered_at, Business.id)
    return list(await session.scalars(query.limit(limit).offset(offset)))


async def waiting_count(session: AsyncSession) -> int:
    """How many there are."""
    return await session.scalar(select(func.count(Business.id)).where(_waits())) or 0


async def doubtful(session: AsyncSession, by: Person | None, business_id: int | None) -> Business:
    """One of them. Raises NotAllowed, BusinessMissing, or DecisionConflict when somebody was faster."""
    roles.require(by, Act.DECIDE_CLASSIFICATION)
    business = await session.get(Business, business_id or 0, with_for_update=True)
    if business is None:
        raise BusinessMissing
    if not business.needs_decision or business.decided_at is not None:
        raise DecisionConflict
    return business


async def decide(session: AsyncSession, business: Business, kind: BusinessKind, by: Person, now: datetime) -> None:
    """Keeps what staff decided; what is no industry goes onto the referral list. Raises NotAllowed."""
    roles.require(by, Act.DECIDE_CLASSIFICATION, business)
    business.decided_kind, business.decided_by_id, business.decided_at = kind, by.id, now
    business.referral_marked_at = now if kind is BusinessKind.UMKM else None
    audit.record(session, by, "kind_decided", "business", business.id, now, kind.value)
    await session.flush()


def reasons_of(business: Business) -> list[str]:
    """The keys of the doubts, as they stand in the rules."""
    return business.decision_reasons.split(",") if business.decision_reasons else []


def _waits() -> ColumnElement[bool]:
    return and_(Business.needs_decision, Business.decided_at.is_(None))

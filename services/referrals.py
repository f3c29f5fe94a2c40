"""The referral list: businesses that Dinas Koperasi helps better, or too, and whether staff have handed them over.

On it is who is no industry or both, by the rules or by the word of staff, and whom staff marked. A doubtful case is
not on it before it is decided.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime, tzinfo

from sqlalchemy import ColumnElement, and_, func, or_, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import joinedload

from models import Business, BusinessKind, District, Person
from services import audit, roles
from services.errors import BusinessMissing, ReferralConflict
from services.roles import Act

_ELSEWHERE = (BusinessKind.UMKM, BusinessKind.IRISAN)


async def districts(session: AsyncSession, by: Person | None) -> list[tuple[District, int]]:
    """The districts with businesses that are not handed over, by name, and how many. Raises NotAllowed."""
    roles.require(by, Act.MARK_REFERRAL)
    query = select(District, func.count(Business.id)).join(Business, Business.district_id == District.id)
    query = query.where(_is_open()).group_by(District.id).order_by(District.name)
    return [(district, count) for district, count in await session.execute(query)]


async def open_in(
    session: AsyncSession, by: Person | None, district_id: int | None, limit: int, offset: int = 0
) -> list[Business]:
    """Those of a district (None: of all) that are not handed over, by name, with their owners. Raises NotAllowed."""
    roles.require(by, Act.MARK_REFERRAL)
    query = select(Business).options(joinedload(Business.owner)).where(_is_open(), *_of(district_id))
    return list(await session.scalars(query.order_by(Business.name, Business.id).limit(limit).offset(offset)))


async def open_one(session: AsyncSession, by: Person | None, business_id: int | None) -> Business:
    """One that is not handed over. Raises NotAllowed or ReferralConflict."""
    roles.require(by, Act.MARK_REFERRAL)
    found = await session.scalar(select(Business).where(Business.id == (business_id or 0), _is_open()))
    if found is None:
        raise ReferralConflict
    return found


async def open_count(session: AsyncSession, district_id: int | None = None) -> int:
    """How many there are."""
    return await session.scalar(select(func.count(Business.id)).where(_is_open(), *_of(district_id))) or 0


async def handed_over_since(session: AsyncSession, by: Person | None, since: datetime, limit: int) -> list[Business]:
    """Those handed over since then, the latest first. Raises NotAllowed."""
    roles.require(by, Act.MARK_REFERRAL)
    query = select(Business).where(Business.handed_over_at >= since)
    return list(await session.scalars(query.order_by(Business.handed_over_at.desc(), Business.id).limit(limit)))


async def referrals_to_export(session: AsyncSession) -> Sequence[Business]:
    """Everything that was ever on the list, open ones first, by district and name; each with its owner.

    `Business.handed_over_at` tells which are handed over. Who may have it is asked by who makes the table.
    """
    is_on_it = or_(_belongs(), Business.handed_over_at.is_not(None))
    query = select(Business).options(joinedload(Business.owner)).join(District).where(is_on_it)
    return list(
        await session.scalars(query.order_by(Business.handed_over_at.is_not(None), District.name, Business.name))
    )


async def mark(session: AsyncSession, business: Business, by: Person, now: datetime) -> None:
    """Puts a business onto the list by the word of staff; a mark that is there stays. Raises NotAllowed."""
    roles.require(by, Act.MARK_REFERRAL, business)
    if business.referral_marked_at is None:
        business.referral_marked_at = now
        audit.record(session, by, "referral_marked", "business", business.id, now)
        await session.flush()


async def hand_over(session: AsyncSession, ids: Collection[int], by: Person | None, now: datetime) -> list[Business]:
    """Notes that these were given to the other office; those that are not open are left. Gives those it noted.

    Raises NotAllowed, or ReferralConflict when none of them is open.
    """
    person = roles.require(by, Act.MARK_REFERRAL)
    query = select(Business).where(Business.id.in_(ids), _is_open()).order_by(Business.id).with_for_update(of=Business)
    found = list(await session.scalars(query))
    if not found:
        raise ReferralConflict
    for business in found:
        business.handed_over_at = now
        audit.record(session, person, "referral_handed_over", "business", business.id, now)
    await session.flush()
    return found


async def take_back(
    session: AsyncSession, business_id: int | None, by: Person | None, now: datetime, zone: tzinfo
) -> Business:
    """Puts it onto the list again, on the day on which it was handed over.

    Raises NotAllowed, BusinessMissing or ReferralConflict.
    """
    person = roles.require(by, Act.MARK_REFERRAL)
    business = await session.get(Business, business_id or 0, with_for_update=True)
    if business is None:
        raise BusinessMissing
    if business.handed_over_at is None or business.handed_over_at < start_of_day(now, zone):
        raise ReferralConflict("refused_referral_later")
    business.handed_over_at = None
    audit.record(session, person, "referral_taken_back", "business", business.id, now)
    await session.flush()
    return business


def start_of_day(now: datetime, zone: tzinfo) -> datetime:
    """When the day began where the office is."""
    return now.astimezone(zone).replace(hour=0, minute=0, second=0, microsecond=0).astimezone(now.tzinfo)


def _belongs() -> ColumnElement[bool]:
    is_settled = or_(Business.needs_decision.is_(False), Business.decided_at.is_not(None))
    kind = func.coalesce(Business.decided_kind, Business.kind)
    return or_(Business.referral_marked_at.is_not(None), and_(is_settled, kind.in_(_ELSEWHERE)))


def _is_open() -> ColumnElement[bool]:
    return and_(Business.handed_over_at.is_(None), _belongs())


def _of(district_id: int | None) -> list[ColumnElement[bool]]:
    return [] if district_id is None else [Business.district_id == district_id]

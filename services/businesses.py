"""Businesses: registering them, finding them, and what the office concludes about them."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime

from sqlalchemy import bindparam, select
from sqlalchemy.ext.asyncio import AsyncSession

from content.products import ProductFacts, product_book
from models import Activity, Business, BusinessActivity, BusinessProduct, District, Person
from services import roles
from services.classification import Classification, Figures, classify
from services.errors import ActivitiesRefused, BusinessMissing, DistrictRefused, ProductsRefused
from services.people import require_consent
from services.products import MOST_FREE_TEXT_CHARACTERS
from services.reading import clean_business_name
from services.roles import Act

MOST_PRODUCTS = 12
_registered_through = select(Business.id).where(Business.registered_through == bindparam("key"))


async def register_business(
    session: AsyncSession,
    owner: Person,
    *,
    name: str,
    district_id: int,
    product_ids: Sequence[int],
    unlisted: Sequence[str],
    activities: Collection[Activity],
    registered_through: str,
    now: datetime,
    registered_by: Person | None = None,
) -> Business:
    """One new business, classified. The same `registered_through` again gives back the one that was saved.

    `unlisted` are products in the owner's own words. Raises ConsentMissing, NotAllowed, BusinessNameRefused,
    DistrictRefused, ProductsRefused or ActivitiesRefused, each before anything is written.
    """
    require_consent(owner)
    roles.require(registered_by or owner, Act.REGISTER_BUSINESS, owner)
    with session.no_autoflush:
        saved = await session.scalar(_registered_through, {"key": registered_through})
    if saved is not None:
        return await business_by_id(session, saved)
    business = Business(
        owner_id=owner.id,
        registered_by_id=registered_by.id if registered_by else None,
        registered_through=registered_through,
        registered_at=now,
        changed_at=now,
        name=clean_business_name(name),
        district=await active_district(session, district_id),
        products=product_rows(product_ids, unlisted),
        activities=activity_rows(activities),
        permits=[],
    )
    conclude(business, now)
    session.add(business)
    await session.flush()
    return business


async def business_by_id(session: AsyncSession, business_id: int) -> Business:
    """The business with this id; raises BusinessMissing."""
    business = await session.get(Business, business_id)
    if business is None:
        raise BusinessMissing
    return business


async def businesses_of(session: AsyncSession, owner: Person) -> list[Business]:
    """All businesses of a person, oldest first."""
    return list(await session.scalars(select(Business).where(Business.owner_id == owner.id).order_by(Business.id)))


async def businesses_of_all(session: AsyncSession, owner_ids: Collection[int]) -> list[Business]:
    """The businesses of several people, oldest first."""
    return list(await session.scalars(select(Business).where(Business.owner_id.in_(owner_ids)).order_by(Business.id)))


async def businesses_for(session: AsyncSession, person: Person | None) -> list[Business]:
    """Those that a person may see and change as their owner would: the own ones first, then those of the helped."""
    if person is None or not (owners := roles.stands_for(person)):
        return []
    query = select(Business).where(Business.owner_id.in_(owners))
    return list(await session.scalars(query.order_by(Business.owner_id != person.id, Business.id)))


async def active_district(session: AsyncSession, district_id: int) -> District:
    """The district with this id; raises DistrictRefused when it cannot be chosen."""
    district = await session.get(District, district_id)
    if district is None or not district.is_active:
        raise DistrictRefused
    return district


def product_rows(product_ids: Sequence[int], unlisted: Sequence[str]) -> list[BusinessProduct]:
    """Rows for what is made, each once, in order; raises ProductsRefused."""
    known = {row.number for row in product_book().products}
    listed = list(dict.fromkeys(product_ids))
    own = list(dict.fromkeys(text.strip()[:MOST_FREE_TEXT_CHARACTERS] for text in unlisted if text.strip()))
    if not 1 <= len(listed) + len(own) <= MOST_PRODUCTS or not known.issuperset(listed):
        raise ProductsRefused(most=MOST_PRODUCTS)
    rows = [BusinessProduct(product_id=number) for number in listed] + [BusinessProduct(free_text=text) for text in own]
    for position, row in enumerate(rows):
        row.position = position
    return rows


def activity_rows(activities: Collection[Activity]) -> list[BusinessActivity]:
    """Rows for what is done to the material; raises ActivitiesRefused when nothing is."""
    if not activities:
        raise ActivitiesRefused
    return [BusinessActivity(activity=activity) for activity in Activity if activity in activities]


def products_of(business: Business) -> list[ProductFacts]:
    """The products of the list that this business makes; those no longer in the content are left out."""
    numbers = {row.number: row for row in product_book().products}
    return [numbers[row.product_id] for row in business.products if row.product_id in numbers]


def unlisted_of(business: Business) -> list[str]:
    """The products in the owner's own words."""
    return [row.free_text for row in business.products if row.free_text is not None]


def activities_of(business: Business) -> frozenset[Activity]:
    """What the business does to its material."""
    return frozenset(row.activity for row in business.activities)


def classification_of(business: Business) -> Classification:
    """What the rules say about the business now, with reasons, codes and offices; nothing is written."""
    return classify(
        activities_of(business),
        products_of(business),
        unlisted_of(business),
        Figures(business.workers, business.investment, business.capital, business.yearly_sales),
    )


def conclude(business: Business, now: datetime) -> Classification:
    """Writes into the business what the rules say. A new conclusion puts an older decision of the staff aside."""
    found = classification_of(business)
    before = (business.kind, business.decision_reasons)
    business.kind = found.kind
    business.also_trades = found.also_trades
    business.is_small_by_umkm_rule = found.is_small_by_umkm_rule
    business.industry_scale = found.industry_scale
    business.umkm_scale_by_capital = found.umkm_scale_by_capital
    business.umkm_scale_by_sales = found.umkm_scale_by_sales
    business.needs_decision = found.needs_decision
    business.decision_reasons = ",".join(found.doubts) or None
    business.classified_at = now
    if before != (business.kind, business.decision_reasons):
        business.decided_kind = business.decided_by_id = business.decided_at = None
        business.referral_marked_at = now if found.is_referred else None
    return found

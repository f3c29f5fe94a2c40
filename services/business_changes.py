"""Changes of one field of a business each. Who may do it is asked first; what follows from it is concluded anew."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date, datetime

from sqlalchemy.ext.asyncio import AsyncSession

from models import Activity, Business, Permit, PermitHeld, Person
from services import audit, roles
from services.businesses import active_district, activity_rows, conclude, product_rows
from services.errors import YearRefused
from services.ranges import bound_of
from services.reading import clean_business_name, clean_village, read_phone
from services.reading.years import EARLIEST_YEAR
from services.roles import Act


async def rename_business(session: AsyncSession, business: Business, name: str, by: Person, now: datetime) -> None:
    """Raises NotAllowed or BusinessNameRefused."""
    _begin(business, by)
    business.name = clean_business_name(name)
    await _end(session, business, now)


async def move_business(session: AsyncSession, business: Business, district_id: int, by: Person, now: datetime) -> None:
    """Puts the business in another district; its village is forgotten. Raises NotAllowed or DistrictRefused."""
    _begin(business, by)
    district = await active_district(session, district_id)
    if district.id != business.district_id:
        business.district, business.village = district, None
    await _end(session, business, now)


async def change_products(
    session: AsyncSession,
    business: Business,
    product_ids: Sequence[int],
    unlisted: Sequence[str],
    by: Person,
    now: datetime,
) -> None:
    """Replaces all products. Raises NotAllowed or ProductsRefused."""
    _begin(business, by)
    rows = product_rows(product_ids, unlisted)
    business.products.clear()
    await session.flush()  # the old rows go first: a product may stand only once
    business.products.extend(rows)
    conclude(business, now)
    await _end(session, business, now)


async def change_activities(
    session: AsyncSession, business: Business, activities: Collection[Activity], by: Person, now: datetime
) -> None:
    """Replaces what is done to the material. Raises NotAllowed or ActivitiesRefused."""
    _begin(business, by)
    wanted = {row.activity: row for row in activity_rows(activities)}
    kept = [row for row in business.activities if row.activity in wanted]
    business.activities[:] = kept + [row for kind, row in wanted.items() if kind not in {old.activity for old in kept}]
    conclude(business, now)
    await _end(session, business, now)


async def change_village(session: AsyncSession, business: Business, village: str, by: Person, now: datetime) -> None:
    """Raises NotAllowed or VillageRefused."""
    _begin(business, by)
    business.village = clean_village(village)
    await _end(session, business, now)


async def change_year_begun(
    session: AsyncSession, business: Business, year: int, by: Person, today: date, now: datetime
) -> None:
    """Raises NotAllowed or YearRefused."""
    _begin(business, by)
    if not EARLIEST_YEAR <= year <= today.year:
        raise YearRefused("refused_year_out_of_reach", earliest=EARLIEST_YEAR, this_year=today.year)
    business.year_begun = year
    await _end(session, business, now)


async def change_range(
    session: AsyncSession, business: Business, measure: str, key: str, by: Person, now: datetime
) -> None:
    """Sets `workers`, `investment`, `capital` or `yearly_sales` to a range. Raises NotAllowed or FieldRefused."""
    _begin(business, by)
    bound_of(measure, key)
    setattr(business, measure, key)
    conclude(business, now)
    await _end(session, business, now)


async def change_permits(
    session: AsyncSession, business: Business, held: Collection[Permit], by: Person, now: datetime
) -> None:
    """Replaces the permits held; none is an answer too. Raises NotAllowed."""
    _begin(business, by)
    kept = [row for row in business.permits if row.permit in held]
    new = [permit for permit in Permit if permit in held and permit not in {row.permit for row in kept}]
    business.permits[:] = kept + [PermitHeld(permit=permit, told_at=now) for permit in new]
    business.permits_told_at = now
    await _end(session, business, now)


async def change_phone(session: AsyncSession, business: Business, phone: str, by: Person, now: datetime) -> None:
    """Keeps the number in one form (`+62...`). Raises NotAllowed or PhoneRefused."""
    _begin(business, by)
    business.phone = read_phone(phone)
    await _end(session, business, now)


async def change_photo(
    session: AsyncSession, business: Business, file_id: str, unique_id: str, by: Person, now: datetime
) -> None:
    """Keeps the photo of the product by the platform's ids. Raises NotAllowed."""
    _begin(business, by)
    business.photo_file_id, business.photo_unique_id = file_id, unique_id
    await _end(session, business, now)


async def delete_business(session: AsyncSession, business: Business, by: Person, now: datetime) -> None:
    """Deletes the business and all that was told about it. Raises NotAllowed."""
    _begin(business, by)
    audit.record(session, by, "business_deleted", "business", business.id, now)
    await session.delete(business)
    await session.flush()


def _begin(business: Business, by: Person) -> None:
    roles.require(by, Act.CHANGE_BUSINESS, business)


async def _end(session: AsyncSession, business: Business, now: datetime) -> None:
    business.changed_at = now
    await session.flush()

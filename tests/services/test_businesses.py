"""Registering and changing businesses on both databases."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from datetime import date, timedelta
from typing import Any

import pytest
from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncSession

from models import Activity, Business, BusinessKind, IndustryScale, Permit, Person, RoleKind, UmkmScale
from services import business_changes as changes
from services import businesses
from services.errors import (
    ActivitiesRefused,
    BusinessMissing,
    BusinessNameRefused,
    ConsentMissing,
    DistrictRefused,
    FieldRefused,
    NotAllowed,
    OfficeError,
    PhoneRefused,
    ProductsRefused,
    VillageRefused,
    YearRefused,
)
from services.profile import Completeness, Photo, ProfileField, complete_field, completeness
from tests.services.conftest import NOW

NewPerson = Callable[..., Awaitable[Person]]
NewBusiness = Callable[..., Awaitable[Business]]
LATER = NOW + timedelta(hours=1)
TODAY = date(2026, 11, 21)


async def stored(session: AsyncSession, business: Business) -> Business:
    """The business as another process would read it."""
    await session.flush()
    session.expunge_all()
    return await businesses.business_by_id(session, business.id)


async def test_registered_business_is_stored_with_its_classification(
    session: AsyncSession, new_person: NewPerson, new_business: NewBusiness
) -> None:
    owner = await new_person()
    made = await new_business(
        owner, product_ids=[3, 1, 3], unlisted=["kue cucur", " kue cucur "], activities=[Activity.PROCESSED]
    )
    found = await stored(session, made)
    assert (found.name, found.district.name, found.owner_id) == ("Dapur Siti", "Busang", owner.id)
    assert [(row.product_id, row.free_text) for row in found.products] == [(3, None), (1, None), (None, "kue cucur")]
    assert businesses.activities_of(found) == {Activity.PROCESSED}
    assert [row.id for row in businesses.products_of(found)] == ["kerupuk-ikan", "keripik-pisang"]
    assert (found.kind, found.needs_decision, found.decision_reasons) == (BusinessKind.IKM, False, None)
    assert (found.registered_at, found.classified_at, found.referral_marked_at) == (NOW, NOW, None)


async def test_same_talk_registers_once(
    session: AsyncSession, new_person: NewPerson, new_business: NewBusiness
) -> None:
    owner = await new_person()
    first = await new_business(owner, registered_through="inbox:7")
    again = await new_business(owner, registered_through="inbox:7", name="Lain")
    assert again.id == first.id
    assert await session.scalar(select(func.count()).select_from(Business)) == 1


async def test_one_person_may_have_several_businesses(
    session: AsyncSession, new_person: NewPerson, new_business: NewBusiness
) -> None:
    owner, other = await new_person(), await new_person()
    made = [await new_business(owner), await new_business(owner, name="Kedai Siti")]
    await new_business(other)
    assert [row.id for row in await businesses.businesses_of(session, owner)] == [row.id for row in made]


@pytest.mark.parametrize(
    ("different", "error"),
    [
        ({"name": "😀"}, BusinessNameRefused),
        ({"district_id": 1}, DistrictRefused),
        ({"product_ids": [], "unlisted": []}, ProductsRefused),
        ({"product_ids": [999]}, ProductsRefused),
        ({"product_ids": [], "unlisted": [f"kue {n}" for n in range(13)]}, ProductsRefused),
        ({"activities": []}, ActivitiesRefused),
    ],
)
async def test_refused_registration_writes_nothing(
    session: AsyncSession,
    new_person: NewPerson,
    new_business: NewBusiness,
    different: dict[str, Any],
    error: type[OfficeError],
) -> None:
    with pytest.raises(error):
        await new_business(await new_person(), **different)
    assert await session.scalar(select(func.count()).select_from(Business)) == 0


async def test_registration_needs_consent(new_person: NewPerson, new_business: NewBusiness) -> None:
    with pytest.raises(ConsentMissing):
        await new_business(await new_person(consent=False))


async def test_nobody_registers_for_another(new_person: NewPerson, new_business: NewBusiness) -> None:
    with pytest.raises(NotAllowed):
        await new_business(await new_person(), registered_by=await new_person(RoleKind.ADMIN))


async def test_other_umkm_is_marked_for_referral(
    session: AsyncSession, new_person: NewPerson, new_business: NewBusiness
) -> None:
    made = await new_business(await new_person(), activities=[Activity.RESOLD])
    found = await stored(session, made)
    assert (found.kind, found.referral_marked_at) == (BusinessKind.UMKM, NOW)


async def test_becoming_an_industry_takes_the_referral_mark_away(
    session: AsyncSession, new_person: NewPerson, new_business: NewBusiness
) -> None:
    owner = await new_person()
    made = await new_business(owner, activities=[Activity.RESOLD])
    await changes.change_activities(session, made, [Activity.RESOLD, Activity.PROCESSED], owner, LATER)
    found = await stored(session, made)
    assert (found.kind, found.also_trades, found.referral_marked_at) == (BusinessKind.IRISAN, True, None)
    assert businesses.activities_of(found) == {Activity.RESOLD, Activity.PROCESSED}
    assert found.changed_at == LATER


async def test_each_field_changes_alone(
    session: AsyncSession, new_person: NewPerson, new_business: NewBusiness
) -> None:
    owner = await new_person()
    made = await new_business(owner)
    await changes.rename_business(session, made, "Banana Busang", owner, LATER)
    await changes.change_products(session, made, [1, 5], ["kue cucur"], owner, LATER)
    await changes.change_village(session, made, "desa long lees", owner, LATER)
    await changes.change_year_begun(session, made, 2019, owner, TODAY, LATER)
    await changes.change_permits(session, made, {Permit.NIB, Permit.HALAL}, owner, LATER)
    await changes.change_permits(session, made, {Permit.NIB, Permit.PIRT}, owner, LATER)
    await changes.change_phone(session, made, "0812 3456 7890", owner, LATER)
    await changes.change_photo(session, made, "file", "unique", owner, LATER)
    found = await stored(session, made)
    assert (found.name, found.village, found.year_begun, found.phone) == (
        "Banana Busang",
        "Long Lees",
        2019,
        "+6281234567890",
    )
    assert [(row.product_id, row.free_text) for row in found.products] == [(1, None), (5, None), (None, "kue cucur")]
    assert {row.permit for row in found.permits} == {Permit.NIB, Permit.PIRT}
    assert (found.photo_file_id, found.photo_unique_id) == ("file", "unique")


async def test_moving_to_another_district_forgets_the_village(
    session: AsyncSession, new_person: NewPerson, new_business: NewBusiness
) -> None:
    owner = await new_person()
    made = await new_business(owner)
    await changes.change_village(session, made, "Long Lees", owner, LATER)
    await changes.move_business(session, made, 640806, owner, LATER)
    assert made.village == "Long Lees"
    await changes.move_business(session, made, 640810, owner, LATER)
    found = await stored(session, made)
    assert (found.district.name, found.village) == ("Kaliorang", None)


async def test_figures_make_it_small_by_both_rules(
    session: AsyncSession, new_person: NewPerson, new_business: NewBusiness
) -> None:
    owner = await new_person()
    made = await new_business(owner)
    for measure, key in (("workers", "2_4"), ("investment", "10m_100m"), ("yearly_sales", "60m_500m")):
        await changes.change_range(session, made, measure, key, owner, LATER)
    found = await stored(session, made)
    assert (found.kind, found.also_trades, found.is_small_by_umkm_rule) == (BusinessKind.IRISAN, False, True)
    assert (found.industry_scale, found.umkm_scale_by_capital, found.umkm_scale_by_sales) == (
        IndustryScale.KECIL,
        None,
        UmkmScale.MIKRO,
    )


@pytest.mark.pitfall(19)
async def test_no_change_by_anybody_but_the_owner(
    session: AsyncSession, new_person: NewPerson, new_business: NewBusiness
) -> None:
    made = await new_business(await new_person())
    for by in (await new_person(), await new_person(RoleKind.PEMBACA), await new_person(RoleKind.ADMIN)):
        for change in (
            changes.rename_business(session, made, "Lain", by, LATER),
            changes.move_business(session, made, 640810, by, LATER),
            changes.change_products(session, made, [2], [], by, LATER),
            changes.change_activities(session, made, [Activity.SERVED], by, LATER),
            changes.change_village(session, made, "Lain", by, LATER),
            changes.change_year_begun(session, made, 2000, by, TODAY, LATER),
            changes.change_range(session, made, "workers", "1", by, LATER),
            changes.change_permits(session, made, [], by, LATER),
            changes.change_phone(session, made, "081234567890", by, LATER),
            changes.change_photo(session, made, "f", "u", by, LATER),
            changes.delete_business(session, made, by, LATER),
        ):
            with pytest.raises(NotAllowed):
                await change
    assert made.changed_at == NOW


async def test_refused_changes_leave_the_business_as_it_was(
    session: AsyncSession, new_person: NewPerson, new_business: NewBusiness
) -> None:
    owner = await new_person()
    made = await new_business(owner)
    for change, error in (
        (changes.rename_business(session, made, "?", owner, LATER), BusinessNameRefused),
        (changes.move_business(session, made, 5, owner, LATER), DistrictRefused),
        (changes.change_products(session, made, [], [], owner, LATER), ProductsRefused),
        (changes.change_activities(session, made, [], owner, LATER), ActivitiesRefused),
        (changes.change_village(session, made, "😀", owner, LATER), VillageRefused),
        (changes.change_year_begun(session, made, 2027, owner, TODAY, LATER), YearRefused),
        (changes.change_range(session, made, "workers", "many", owner, LATER), FieldRefused),
        (changes.change_range(session, made, "owner_id", "1", owner, LATER), FieldRefused),
        (changes.change_phone(session, made, "123", owner, LATER), PhoneRefused),
    ):
        with pytest.raises(error):
            await change
    assert (made.changed_at, made.name, len(made.products)) == (NOW, "Dapur Siti", 1)


async def test_deleted_business_is_gone(
    session: AsyncSession, new_person: NewPerson, new_business: NewBusiness
) -> None:
    owner = await new_person()
    made = await new_business(owner)
    await changes.delete_business(session, made, owner, LATER)
    with pytest.raises(BusinessMissing):
        await businesses.business_by_id(session, made.id)


async def test_completeness_grows_to_a_hundred(
    session: AsyncSession, new_person: NewPerson, new_business: NewBusiness
) -> None:
    owner = await new_person()
    made = await new_business(owner)
    assert completeness(made) == Completeness(30, tuple(ProfileField))
    answers: dict[ProfileField, Any] = {
        ProfileField.WORKERS: "2_4",
        ProfileField.YEARLY_SALES: "upto_60m",
        ProfileField.PERMITS: [],
        ProfileField.PHONE: "081234567890",
        ProfileField.YEAR_BEGUN: 2019,
        ProfileField.VILLAGE: "Long Lees",
        ProfileField.INVESTMENT: "under_10m",
        ProfileField.CAPITAL: "upto_50m",
        ProfileField.PHOTO: Photo("file", "unique"),
    }
    percents = []
    for field, value in answers.items():
        assert completeness(made).missing[0] == field
        await complete_field(session, made, field, value, owner, TODAY, LATER)
        percents.append(completeness(made).percent)
    assert percents == [38, 46, 53, 61, 69, 76, 84, 92, 100]


async def test_complete_field_refuses_a_value_of_another_shape(
    session: AsyncSession, new_person: NewPerson, new_business: NewBusiness
) -> None:
    owner = await new_person()
    made = await new_business(owner)
    wrong: list[tuple[ProfileField, Any]] = [
        (ProfileField.YEAR_BEGUN, "2019"),
        (ProfileField.PHOTO, "x"),
        (ProfileField.PERMITS, "nib"),
        (ProfileField.WORKERS, 5),
    ]
    for field, value in wrong:
        with pytest.raises(FieldRefused):
            await complete_field(session, made, field, value, owner, TODAY, LATER)

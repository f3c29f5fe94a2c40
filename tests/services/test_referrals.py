"""The referral list: who is on it, handing over, and taking back on the same day."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from datetime import timedelta

import pytest
from sqlalchemy.ext.asyncio import AsyncSession

from models import Activity, Business, BusinessKind, Person, RoleKind
from services import audit, decisions, referrals
from services.errors import BusinessMissing, NotAllowed, ReferralConflict
from services.office_clock import WITA
from tests.services.conftest import NOW

NewPerson = Callable[..., Awaitable[Person]]
NewBusiness = Callable[..., Awaitable[Business]]
LATER = NOW + timedelta(hours=1)
BENGALON = 640809


async def test_list_holds_umkm_and_overlaps_but_no_industry_and_no_doubtful_case(
    session: AsyncSession, new_person: NewPerson, new_business: NewBusiness
) -> None:
    owner, officer = await new_person(), await new_person(RoleKind.PETUGAS)
    trade = await new_business(owner, name="Kios", activities=[Activity.RESOLD])
    both = await new_business(owner, name="Dapur", activities=[Activity.PROCESSED, Activity.RESOLD])
    await new_business(owner, name="Keripik")
    honey = await new_business(owner, name="Madu", product_ids=[16], activities=[Activity.PACKED])
    assert (both.kind, honey.needs_decision) == (BusinessKind.IRISAN, True)
    assert await referrals.open_in(session, officer, None, 9) == [both, trade]
    await decisions.decide(session, honey, BusinessKind.UMKM, officer, NOW)
    assert await referrals.open_in(session, officer, None, 9) == [both, trade, honey]
    assert await referrals.open_count(session) == 3


async def test_list_by_district(session: AsyncSession, new_person: NewPerson, new_business: NewBusiness) -> None:
    owner, officer = await new_person(), await new_person(RoleKind.PETUGAS)
    await new_business(owner, name="Kios", activities=[Activity.RESOLD])
    far = await new_business(owner, name="Warung", activities=[Activity.SERVED], district_id=BENGALON)
    named = [(district.name, count) for district, count in await referrals.districts(session, officer)]
    assert named == [("Bengalon", 1), ("Busang", 1)]
    assert await referrals.open_in(session, officer, BENGALON, 9) == [far]
    assert await referrals.open_count(session, BENGALON) == 1


async def test_handed_over_once_and_taken_back_on_the_same_day_only(
    session: AsyncSession, new_person: NewPerson, new_business: NewBusiness
) -> None:
    owner, officer = await new_person(), await new_person(RoleKind.PETUGAS)
    made = await new_business(owner, activities=[Activity.RESOLD])
    assert await referrals.hand_over(session, [made.id, 999999], officer, LATER) == [made]
    with pytest.raises(ReferralConflict):
        await referrals.hand_over(session, [made.id], officer, LATER)
    since = referrals.start_of_day(LATER, WITA)
    assert await referrals.handed_over_since(session, officer, since, 9) == [made]
    await referrals.take_back(session, made.id, officer, LATER, WITA)
    assert (made.handed_over_at, await referrals.open_count(session)) == (None, 1)
    await referrals.hand_over(session, [made.id], officer, LATER)
    with pytest.raises(ReferralConflict):
        await referrals.take_back(session, made.id, officer, LATER + timedelta(days=1), WITA)
    acts = [entry.act for entry in await audit.entries_about(session, "business", made.id)]
    assert acts == ["referral_handed_over", "referral_taken_back", "referral_handed_over"]


async def test_export_has_what_is_open_first(
    session: AsyncSession, new_person: NewPerson, new_business: NewBusiness
) -> None:
    owner, officer = await new_person(), await new_person(RoleKind.PETUGAS)
    first = await new_business(owner, name="Aneka", activities=[Activity.RESOLD])
    second = await new_business(owner, name="Barokah", activities=[Activity.RESOLD])
    await new_business(owner, name="Keripik")
    await referrals.hand_over(session, [first.id], officer, LATER)
    found = await referrals.referrals_to_export(session)
    assert [(each.name, each.owner.id) for each in found] == [("Barokah", owner.id), ("Aneka", owner.id)]
    assert second.handed_over_at is None


async def test_mark_of_staff_stays(session: AsyncSession, new_person: NewPerson, new_business: NewBusiness) -> None:
    owner, officer = await new_person(), await new_person(RoleKind.PETUGAS)
    made = await new_business(owner)
    with pytest.raises(NotAllowed):
        await referrals.mark(session, made, owner, LATER)
    await referrals.mark(session, made, officer, LATER)
    await referrals.mark(session, made, officer, LATER + timedelta(days=1))
    assert (made.referral_marked_at, await referrals.open_in(session, officer, None, 9)) == (LATER, [made])


async def test_nobody_but_staff_sees_or_changes_the_list(
    session: AsyncSession, new_person: NewPerson, new_business: NewBusiness
) -> None:
    owner, reader = await new_person(), await new_person(RoleKind.PEMBACA)
    made = await new_business(owner, activities=[Activity.RESOLD])
    for person in (owner, reader, None):
        for act in (
            referrals.districts(session, person),
            referrals.open_in(session, person, None, 9),
            referrals.handed_over_since(session, person, NOW, 9),
            referrals.hand_over(session, [made.id], person, LATER),
            referrals.take_back(session, made.id, person, LATER, WITA),
        ):
            with pytest.raises(NotAllowed):
                await act
    with pytest.raises(BusinessMissing):
        await referrals.take_back(session, None, await new_person(RoleKind.PETUGAS), LATER, WITA)

"""Doubtful businesses: waiting, decided by staff, and decided anew when the facts change."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from datetime import timedelta

import pytest
from sqlalchemy.ext.asyncio import AsyncSession

from models import Activity, Business, BusinessKind, Person, RoleKind
from services import audit, decisions
from services import business_changes as changes
from services.errors import BusinessMissing, DecisionConflict, NotAllowed
from tests.services.conftest import NOW

NewPerson = Callable[..., Awaitable[Person]]
NewBusiness = Callable[..., Awaitable[Business]]
LATER = NOW + timedelta(hours=1)
HONEY = {"product_ids": [16], "activities": [Activity.PACKED]}


async def test_doubtful_case_waits_for_staff_and_keeps_their_decision(
    session: AsyncSession, new_person: NewPerson, new_business: NewBusiness
) -> None:
    owner, officer = await new_person(), await new_person(RoleKind.PETUGAS)
    made = await new_business(owner, **HONEY)
    assert (made.needs_decision, made.referral_marked_at, decisions.reasons_of(made)) == (True, None, ["honey"])
    assert [row.id for row in await decisions.waiting(session, officer, 5)] == [made.id]
    assert await decisions.doubtful(session, officer, made.id) is made
    await decisions.decide(session, made, BusinessKind.IKM, officer, LATER)
    await changes.change_range(session, made, "workers", "2_4", owner, LATER)
    await session.refresh(made)
    assert (made.kind, made.settled_kind, made.decided_by_id) == (BusinessKind.UMKM, BusinessKind.IKM, officer.id)
    assert (await decisions.waiting(session, officer, 5), await decisions.waiting_count(session)) == ([], 0)
    acts = [(entry.act, entry.detail) for entry in await audit.entries_about(session, "business", made.id)]
    assert acts == [("kind_decided", "ikm")]


async def test_new_facts_put_an_old_decision_aside(
    session: AsyncSession, new_person: NewPerson, new_business: NewBusiness
) -> None:
    owner, officer = await new_person(), await new_person(RoleKind.PETUGAS)
    made = await new_business(owner, **HONEY)
    await decisions.decide(session, made, BusinessKind.UMKM, officer, NOW)
    assert made.referral_marked_at == NOW
    await changes.change_products(session, made, [1], [], owner, LATER)
    assert (made.decided_kind, made.needs_decision, made.referral_marked_at) == (None, False, LATER)


async def test_only_staff_decide_and_only_what_waits(
    session: AsyncSession, new_person: NewPerson, new_business: NewBusiness
) -> None:
    owner, officer = await new_person(), await new_person(RoleKind.PETUGAS)
    made, clear = await new_business(owner, **HONEY), await new_business(owner)
    with pytest.raises(NotAllowed):
        await decisions.waiting(session, owner, 5)
    with pytest.raises(NotAllowed):
        await decisions.doubtful(session, owner, made.id)
    with pytest.raises(NotAllowed):
        await decisions.decide(session, made, BusinessKind.IKM, owner, LATER)
    with pytest.raises(BusinessMissing):
        await decisions.doubtful(session, officer, None)
    with pytest.raises(DecisionConflict):
        await decisions.doubtful(session, officer, clear.id)
    await decisions.decide(session, made, BusinessKind.IRISAN, officer, LATER)
    with pytest.raises(DecisionConflict):
        await decisions.doubtful(session, officer, made.id)

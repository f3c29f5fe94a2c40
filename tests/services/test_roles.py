"""Who may do what: a table of every act and every role, and giving and taking roles."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from datetime import timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from models import Business, Person, Role, RoleKind
from services import audit, people, roles
from services.errors import LastAdminConflict, NotAllowed
from services.roles import Act, allowed
from tests.services.conftest import NOW

A, P, M, K, R = RoleKind.ADMIN, RoleKind.PETUGAS, RoleKind.MENTOR, RoleKind.KADER, RoleKind.PEMBACA

MAY_TO_ANOTHERS_BUSINESS = {
    Act.REGISTER_BUSINESS: set(),
    Act.SEE_BUSINESS: {A, P},
    Act.CHANGE_BUSINESS: set(),
    Act.DECIDE_CLASSIFICATION: {A, P},
    Act.MARK_REFERRAL: {A, P},
    Act.SEE_PRODUCERS: {A, P},
    Act.SEE_DIAGNOSTICS: {A, P},
    Act.SEE_STATISTICS: {A, P, R},
    Act.ANSWER_TICKETS: {A, P},
    Act.EDIT_FAQ: {A, P},
    Act.ASK_FOR_MENTOR: set(),
    Act.ANSWER_OFFER: set(),
    Act.CHANGE_MEETING: set(),
    Act.BE_MENTOR: {M},
    Act.ANNOUNCE: {A, P},
    Act.SEE_PEOPLE: {A, P},
    Act.MERGE_PEOPLE: {A, P},
    Act.ERASE_PEOPLE: {A, P},
    Act.SEE_AUDIT: {A},
    Act.MAKE_REPORT: {A, P, R},
    Act.EXPORT_PEOPLE: {A, P},
    Act.ISSUE_LETTER: {A, P},
    Act.GET_LETTER: {A, P, M},
    Act.MAKE_POSTER: {A, P, K},
    Act.HELP_PRODUCERS: {K},
    Act.GIVE_TO_HELPER: {A, P},
    Act.APPROVE_MENTOR: {A, P},
    Act.SUSPEND_MENTOR: {A, P},
    Act.MATCH_REQUESTS: {A, P},
    Act.SEE_MEETINGS: {A, P},
    Act.SETTLE_REPORTS: {A, P},
    Act.OPEN_WORKSHOP: {A, P, M},
    Act.RUN_WORKSHOP: {A, P},
    Act.INVITE_MENTOR: {A, P},
    Act.INVITE_PRODUCER: {A, P, K},
    Act.INVITE_TO_ROLE: {A},
    Act.GRANT_ROLE: {A},
    Act.REVOKE_ROLE: {A},
    Act.MOVE_CLOCK: {A},
}
MAY_TO_OWN_BUSINESS = {Act.SEE_BUSINESS, Act.CHANGE_BUSINESS, Act.ASK_FOR_MENTOR}

NewPerson = Callable[..., Awaitable[Person]]
NewBusiness = Callable[..., Awaitable[Business]]


@pytest.mark.pitfall(19)
async def test_every_act_by_every_role_on_anothers_business(
    session: AsyncSession, new_person: NewPerson, new_business: NewBusiness
) -> None:
    business = await new_business(await new_person())
    for kind in RoleKind:
        person = await new_person(kind)
        assert {act for act in Act if allowed(person, act, business)} == {
            act for act, kinds in MAY_TO_ANOTHERS_BUSINESS.items() if kind in kinds
        }


async def test_owner_may_see_and_change_only_what_is_theirs(
    session: AsyncSession, new_person: NewPerson, new_business: NewBusiness
) -> None:
    owner, stranger = await new_person(), await new_person()
    business = await new_business(owner)
    assert {act for act in Act if allowed(owner, act, business)} == MAY_TO_OWN_BUSINESS
    assert {act for act in Act if allowed(stranger, act, business)} == set()
    assert {act for act in Act if allowed(owner, act, owner)} == {Act.REGISTER_BUSINESS}
    assert {act for act in Act if allowed(stranger, act, owner)} == set()
    assert {act for act in Act if allowed(owner, act)} == set()


async def test_nobody_and_those_without_consent_may_nothing(
    session: AsyncSession, new_person: NewPerson, new_business: NewBusiness
) -> None:
    owner = await new_person()
    business = await new_business(owner)
    assert {act for act in Act if allowed(None, act, business)} == set()
    owner.consents.clear()
    assert {act for act in Act if allowed(owner, act, business)} == set()


async def test_require_gives_the_person_or_raises(new_person: NewPerson) -> None:
    admin = await new_person(A)
    assert roles.require(admin, Act.GRANT_ROLE) is admin
    with pytest.raises(NotAllowed):
        roles.require(await new_person(M), Act.GRANT_ROLE)
    with pytest.raises(NotAllowed):
        roles.require(None, Act.GRANT_ROLE)


async def test_grant_twice_is_one_role(empty_session: AsyncSession, new_person: NewPerson) -> None:
    admin, person = await new_person(A), await new_person()
    first = await roles.grant(empty_session, person, M, admin, NOW)
    assert await roles.grant(empty_session, person, M, admin, NOW) is first
    assert person.role_kinds == {M}
    assert [(row.kind, row.granted_by_id) for row in person.roles] == [(M, admin.id)]
    acts = [(entry.act, entry.detail) for entry in await audit.entries_about(empty_session, "person", person.id)]
    assert acts == [("consent_given", "2026-11"), ("role_granted", "mentor")]


async def test_only_admins_grant(empty_session: AsyncSession, new_person: NewPerson) -> None:
    with pytest.raises(NotAllowed):
        await roles.grant(empty_session, await new_person(), A, await new_person(P), NOW)


async def test_revoked_role_is_kept_as_history_and_can_be_given_again(
    empty_session: AsyncSession, new_person: NewPerson
) -> None:
    admin, person = await new_person(A), await new_person(M)
    later = NOW + timedelta(days=1)
    assert await roles.revoke(empty_session, person, M, admin, later) is True
    assert await roles.revoke(empty_session, person, M, admin, later) is False
    assert person.role_kinds == frozenset()
    await roles.grant(empty_session, person, M, admin, later)
    rows = await empty_session.scalars(select(Role).where(Role.person_id == person.id).order_by(Role.id))
    assert [row.revoked_at for row in rows] == [later, None]


async def test_last_admin_stays(empty_session: AsyncSession, new_person: NewPerson) -> None:
    admin = await new_person(A)
    with pytest.raises(LastAdminConflict):
        await roles.revoke(empty_session, admin, A, admin, NOW)
    second = await new_person(A)
    assert await roles.revoke(empty_session, admin, A, second, NOW) is True
    with pytest.raises(LastAdminConflict):
        await roles.revoke(empty_session, second, A, second, NOW)


async def test_holders_are_those_who_have_the_role_now(empty_session: AsyncSession, new_person: NewPerson) -> None:
    admin, mentor, gone = await new_person(A), await new_person(M), await new_person(M)
    await roles.revoke(empty_session, gone, M, admin, NOW)
    assert [person.id for person in await roles.holders(empty_session, M)] == [mentor.id]
    assert await roles.has_admin(empty_session) is True


async def test_loaded_person_knows_roles(empty_session: AsyncSession) -> None:
    person = await people.ensure_person(empty_session, "telegram", 9, NOW)
    await roles.give(empty_session, person, P, None, NOW)
    empty_session.expunge_all()
    found = await people.person_of_account(empty_session, "telegram", 9)
    assert found is not None
    assert found.role_kinds == {P}

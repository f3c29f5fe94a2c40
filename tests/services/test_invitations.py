"""Invitations: uses, time, once per person, and the first administrator."""

from __future__ import annotations

import re
from collections.abc import Awaitable, Callable
from datetime import timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from models import Invitation, InvitationKind, InvitationUse, Person, RoleKind
from services import invitations
from services.errors import InvitationConflict, InvitationExpired, InvitationMissing, InvitationRefused, NotAllowed
from tests.services.conftest import NOW

NewPerson = Callable[..., Awaitable[Person]]


async def test_token_is_random_and_fits_a_deep_link(empty_session: AsyncSession, new_person: NewPerson) -> None:
    admin = await new_person(RoleKind.ADMIN)
    made = [await invitations.create_invitation(empty_session, admin, NOW) for _ in range(50)]
    assert len({row.token for row in made}) == 50
    assert all(re.fullmatch(r"[A-Za-z0-9_-]{22}", row.token) for row in made)
    assert {row.kind for row in made} == {InvitationKind.REGISTER}


async def test_role_invitation_gives_its_role_once_per_person(
    empty_session: AsyncSession, new_person: NewPerson
) -> None:
    admin, first, second, third = [await new_person(RoleKind.ADMIN), *[await new_person() for _ in range(3)]]
    made = await invitations.create_invitation(empty_session, admin, NOW, role=RoleKind.MENTOR, uses=2)
    await invitations.use_invitation(empty_session, made.token, first, NOW)
    with pytest.raises(InvitationConflict):
        await invitations.use_invitation(empty_session, made.token, first, NOW)
    assert made.uses_left == 1
    await invitations.use_invitation(empty_session, made.token, second, NOW)
    with pytest.raises(InvitationExpired):
        await invitations.use_invitation(empty_session, made.token, third, NOW)
    assert [person.role_kinds for person in (first, second, third)] == [{RoleKind.MENTOR}, {RoleKind.MENTOR}, set()]
    assert [role.granted_by_id for role in first.roles] == [admin.id]
    used = await empty_session.scalars(select(InvitationUse.person_id).order_by(InvitationUse.id))
    assert list(used) == [first.id, second.id]


async def test_invitation_ends_at_its_time(empty_session: AsyncSession, new_person: NewPerson) -> None:
    admin, person = await new_person(RoleKind.ADMIN), await new_person()
    made = await invitations.create_invitation(empty_session, admin, NOW, lives=timedelta(hours=1))
    assert (await invitations.read_invitation(empty_session, made.token, NOW + timedelta(minutes=59))).id == made.id
    with pytest.raises(InvitationExpired):
        await invitations.use_invitation(empty_session, made.token, person, NOW + timedelta(hours=1))


@pytest.mark.parametrize("token", ["", "x", "x" * 22, "x" * 64, "' OR 1=1 --"])
async def test_unknown_token_is_missing(empty_session: AsyncSession, token: str) -> None:
    with pytest.raises(InvitationMissing):
        await invitations.read_invitation(empty_session, token, NOW)


async def test_taken_back_invitation_is_missing(empty_session: AsyncSession, new_person: NewPerson) -> None:
    officer, stranger = await new_person(RoleKind.PETUGAS), await new_person(RoleKind.PETUGAS)
    made = await invitations.create_invitation(empty_session, officer, NOW)
    with pytest.raises(NotAllowed):
        await invitations.revoke_invitation(empty_session, made, stranger, NOW)
    await invitations.revoke_invitation(empty_session, made, officer, NOW)
    with pytest.raises(InvitationMissing):
        await invitations.read_invitation(empty_session, made.token, NOW)


async def test_who_may_invite_to_what(empty_session: AsyncSession, new_person: NewPerson) -> None:
    with pytest.raises(NotAllowed):
        await invitations.create_invitation(empty_session, await new_person(), NOW)
    officer = await new_person(RoleKind.PETUGAS)
    with pytest.raises(NotAllowed):
        await invitations.create_invitation(empty_session, officer, NOW, role=RoleKind.KADER)
    made = await invitations.create_invitation(empty_session, officer, NOW, role=RoleKind.MENTOR)
    assert (made.kind, made.role) == (InvitationKind.ROLE, RoleKind.MENTOR)
    helper = await new_person(RoleKind.KADER)
    assert (await invitations.create_invitation(empty_session, helper, NOW)).kind is InvitationKind.REGISTER
    with pytest.raises(NotAllowed):
        await invitations.create_invitation(empty_session, helper, NOW, role=RoleKind.MENTOR)


@pytest.mark.parametrize(
    ("uses", "lives"),
    [
        (0, timedelta(days=1)),
        (-1, timedelta(days=1)),
        (501, timedelta(days=1)),
        (1, timedelta()),
        (1, timedelta(days=366)),
    ],
)
async def test_senseless_invitation_is_refused(
    empty_session: AsyncSession, new_person: NewPerson, uses: int, lives: timedelta
) -> None:
    admin = await new_person(RoleKind.ADMIN)
    with pytest.raises(InvitationRefused):
        await invitations.create_invitation(empty_session, admin, NOW, uses=uses, lives=lives)


async def test_first_admin_claims_the_office_once(empty_session: AsyncSession, new_person: NewPerson) -> None:
    first, second = await new_person(consent=False), await new_person(consent=False)
    token = await invitations.claim_token(empty_session, NOW)
    assert token is not None
    assert await invitations.claim_token(empty_session, NOW + timedelta(days=1)) == token
    await invitations.use_invitation(empty_session, token, first, NOW)
    assert first.role_kinds == {RoleKind.ADMIN}
    assert await invitations.claim_token(empty_session, NOW) is None
    with pytest.raises(InvitationExpired):
        await invitations.use_invitation(empty_session, token, second, NOW)


async def test_expired_claim_is_replaced(empty_session: AsyncSession) -> None:
    token = await invitations.claim_token(empty_session, NOW)
    later = await invitations.claim_token(empty_session, NOW + timedelta(days=31))
    assert later != token
    rows = await empty_session.scalars(select(Invitation.kind))
    assert list(rows) == [InvitationKind.CLAIM, InvitationKind.CLAIM]

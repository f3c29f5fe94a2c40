"""Invitations: making links, reading what they mean, following them once, and the first administrator's claim."""

from __future__ import annotations

import secrets
from datetime import datetime, timedelta

from sqlalchemy import select, update
from sqlalchemy.ext.asyncio import AsyncSession

from models import Invitation, InvitationKind, InvitationUse, Person, RoleKind
from models.invitations import TOKEN_CHARACTERS
from services import audit, roles
from services.errors import InvitationConflict, InvitationExpired, InvitationMissing, InvitationRefused
from services.mentors.profile import mentor_of, refuse_suspended
from services.roles import Act

MOST_USES = 500
LONGEST_LIFE = timedelta(days=365)
CLAIM_LIVES = timedelta(days=30)


async def create_invitation(
    session: AsyncSession,
    inviter: Person,
    now: datetime,
    role: RoleKind | None = None,
    uses: int = 1,
    lives: timedelta = timedelta(days=7),
) -> Invitation:
    """A new link: to a role, or (role None) to the registration. Raises NotAllowed or InvitationRefused."""
    roles.require(inviter, _needed(role))
    if not 1 <= uses <= MOST_USES or not timedelta() < lives <= LONGEST_LIFE:
        raise InvitationRefused
    kind = InvitationKind.REGISTER if role is None else InvitationKind.ROLE
    made = await _add(session, kind, role, uses, inviter, now, now + lives)
    audit.record(session, inviter, "invitation_made", "invitation", made.id, now, role.value if role else kind.value)
    return made


def _needed(role: RoleKind | None) -> Act:
    if role is None:
        return Act.INVITE_PRODUCER
    return Act.INVITE_MENTOR if role is RoleKind.MENTOR else Act.INVITE_TO_ROLE


async def read_invitation(session: AsyncSession, token: str, now: datetime) -> Invitation:
    """The invitation behind a token; raises InvitationMissing or InvitationExpired."""
    invitation = None
    if len(token) == TOKEN_CHARACTERS:
        invitation = await session.scalar(select(Invitation).where(Invitation.token == token))
    if invitation is None or invitation.revoked_at is not None:
        raise InvitationMissing
    if invitation.expires_at <= now or invitation.uses_left == 0:
        raise InvitationExpired
    return invitation


async def use_invitation(session: AsyncSession, token: str, person: Person, now: datetime) -> Invitation:
    """Follows it, once per person, and gives the role it promises.

    Raises InvitationMissing, InvitationExpired, or InvitationConflict when this person used it before. A mentor whom
    staff suspended does not come back by a link: MentorConflict.
    """
    await _require_unused(session, token, person)
    invitation = await read_invitation(session, token, now)
    if invitation.role is RoleKind.MENTOR:
        refuse_suspended(await mentor_of(session, person))
    await _take_one_use(session, invitation)
    session.add(InvitationUse(invitation_id=invitation.id, person_id=person.id, used_at=now))
    audit.record(session, person, "invitation_used", "invitation", invitation.id, now, invitation.kind.value)
    if invitation.role is not None:
        inviter = await session.get(Person, invitation.inviter_id) if invitation.inviter_id else None
        await roles.give(session, person, invitation.role, inviter, now)
    await session.flush()
    return invitation


async def revoke_invitation(session: AsyncSession, invitation: Invitation, by: Person, now: datetime) -> None:
    """Takes a link back; raises NotAllowed unless it is one's own or one may invite to roles."""
    if invitation.inviter_id != by.id:
        roles.require(by, Act.INVITE_TO_ROLE)
    invitation.revoked_at = now
    audit.record(session, by, "invitation_revoked", "invitation", invitation.id, now)
    await session.flush()


async def claim_token(session: AsyncSession, now: datetime) -> str | None:
    """The token by which the first administrator claims the office; None once there is one.

    The same token as long as it is open, so that a second start prints the same.
    """
    if await roles.has_admin(session):
        return None
    query = select(Invitation).where(
        Invitation.kind == InvitationKind.CLAIM,
        Invitation.revoked_at.is_(None),
        Invitation.uses_left > 0,
        Invitation.expires_at > now,
    )
    existing = await session.scalar(query.order_by(Invitation.id).limit(1))
    if existing is not None:
        return existing.token
    made = await _add(session, InvitationKind.CLAIM, RoleKind.ADMIN, 1, None, now, now + CLAIM_LIVES)
    return made.token


async def _require_unused(session: AsyncSession, token: str, person: Person) -> None:
    query = select(InvitationUse.id).join(Invitation, Invitation.id == InvitationUse.invitation_id)
    if await session.scalar(query.where(Invitation.token == token, InvitationUse.person_id == person.id)):
        raise InvitationConflict


async def _take_one_use(session: AsyncSession, invitation: Invitation) -> None:
    """In one statement, so that of two people at once only one gets the last use."""
    taken = await session.scalar(
        update(Invitation)
        .where(Invitation.id == invitation.id, Invitation.uses_left > 0)
        .values(uses_left=Invitation.uses_left - 1)
        .returning(Invitation.uses_left),
        execution_options={"synchronize_session": False},
    )
    if taken is None:
        raise InvitationExpired
    await session.refresh(invitation, ["uses_left"])


async def _add(
    session: AsyncSession,
    kind: InvitationKind,
    role: RoleKind | None,
    uses: int,
    inviter: Person | None,
    now: datetime,
    expires_at: datetime,
) -> Invitation:
    invitation = Invitation(
        token=secrets.token_urlsafe(16),  # 16 bytes are 22 characters of a-z A-Z 0-9 - _
        kind=kind,
        role=role,
        uses_left=uses,
        inviter_id=inviter.id if inviter else None,
        created_at=now,
        expires_at=expires_at,
    )
    session.add(invitation)
    await session.flush()
    return invitation

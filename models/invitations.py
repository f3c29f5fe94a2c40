"""Invitations: links with a random token; what they mean stands in their row, not in the link."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from durable.database import Base
from models.choices import InvitationKind, RoleKind, stored_as_text

TOKEN_CHARACTERS = 22


class Invitation(Base):
    """A link that may be followed `uses_left` times until `expires_at`. The claim of the first admin has no inviter."""

    __tablename__ = "invitations"
    __table_args__ = (
        CheckConstraint("uses_left >= 0", name="uses_left_not_negative"),
        CheckConstraint(f"length(token) = {TOKEN_CHARACTERS}", name="token_length"),
        CheckConstraint("(kind = 'register') = (role IS NULL)", name="role_given_or_not"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    token: Mapped[str] = mapped_column(String(TOKEN_CHARACTERS), unique=True)
    kind: Mapped[InvitationKind] = mapped_column(stored_as_text(InvitationKind), index=True)
    role: Mapped[RoleKind | None] = mapped_column(stored_as_text(RoleKind))
    uses_left: Mapped[int]
    inviter_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"), index=True)
    created_at: Mapped[datetime]
    expires_at: Mapped[datetime]
    revoked_at: Mapped[datetime | None]


class InvitationUse(Base):
    """That a person followed an invitation; each person once."""

    __tablename__ = "invitation_uses"
    __table_args__ = (UniqueConstraint("invitation_id", "person_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    invitation_id: Mapped[int] = mapped_column(ForeignKey("invitations.id"))
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"), index=True)
    used_at: Mapped[datetime]

"""People, the accounts they write from, the roles they have and the consent they gave."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import BigInteger, CheckConstraint, ForeignKey, Index, String, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from durable.database import Base
from models.choices import RoleKind, stored_as_text


class Person(Base):
    """Somebody the office knows. A person has none, one or more accounts, and any number of businesses."""

    __tablename__ = "people"

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str | None] = mapped_column(String(80))
    created_at: Mapped[datetime]

    roles: Mapped[list[Role]] = relationship(
        back_populates="person", foreign_keys="Role.person_id", lazy="selectin", order_by="Role.id"
    )
    consents: Mapped[list[Consent]] = relationship(
        back_populates="person",
        foreign_keys="Consent.person_id",
        lazy="selectin",
        order_by="Consent.id",
        cascade="all, delete-orphan",
    )

    helping: Mapped[list[Helped]] = relationship(
        primaryjoin="and_(Helped.kader_id == Person.id, Helped.ended_at.is_(None))",
        viewonly=True,
        lazy="selectin",
        order_by="Helped.person_id",
    )
    """Whom this person helps as a village helper. What it is worth without the role, `roles.stands_for` decides."""

    @property
    def role_kinds(self) -> frozenset[RoleKind]:
        """The roles this person has now."""
        return frozenset(role.kind for role in self.roles if role.revoked_at is None)

    @property
    def consent(self) -> Consent | None:
        """The consent in force, if any."""
        return next((consent for consent in self.consents if consent.withdrawn_at is None), None)


class Account(Base):
    """Where a person writes from: one chat on one channel."""

    __tablename__ = "accounts"
    __table_args__ = (UniqueConstraint("channel", "chat_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    channel: Mapped[str] = mapped_column(String(32))
    chat_id: Mapped[int] = mapped_column(BigInteger)
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"), index=True)
    created_at: Mapped[datetime]

    person: Mapped[Person] = relationship(lazy="raise")


class Role(Base):
    """One role that one person has or had. `granted_by_id` is empty when the settings named the person."""

    __tablename__ = "roles"
    __table_args__ = (
        Index(
            "uq_roles_active",
            "person_id",
            "kind",
            unique=True,
            sqlite_where=text("revoked_at IS NULL"),
            postgresql_where=text("revoked_at IS NULL"),
        ),
        Index(
            "ix_roles_active_kind",
            "kind",
            sqlite_where=text("revoked_at IS NULL"),
            postgresql_where=text("revoked_at IS NULL"),
        ),
        CheckConstraint("revoked_at IS NULL OR revoked_at >= granted_at", name="revoked_after_granted"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"))
    kind: Mapped[RoleKind] = mapped_column(stored_as_text(RoleKind))
    granted_by_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
    granted_at: Mapped[datetime]
    revoked_by_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
    revoked_at: Mapped[datetime | None]

    person: Mapped[Person] = relationship(back_populates="roles", foreign_keys=[person_id], lazy="raise")


class Consent(Base):
    """That a person agreed, to which version of the text, and until when."""

    __tablename__ = "consents"
    __table_args__ = (
        Index(
            "uq_consents_in_force",
            "person_id",
            unique=True,
            sqlite_where=text("withdrawn_at IS NULL"),
            postgresql_where=text("withdrawn_at IS NULL"),
        ),
        Index("ix_consents_person_id", "person_id"),
        CheckConstraint("withdrawn_at IS NULL OR withdrawn_at >= given_at", name="withdrawn_after_given"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"))
    version: Mapped[str] = mapped_column(String(32))
    given_at: Mapped[datetime]
    withdrawn_at: Mapped[datetime | None]
    given_through_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
    """The village helper who read the text to the person and noted the answer; empty: agreed to in their own chat."""

    person: Mapped[Person] = relationship(back_populates="consents", foreign_keys=[person_id], lazy="raise")


class Helped(Base):
    """That a village helper (kader) writes for a person from the helper's own chat, until that person has one."""

    __tablename__ = "helped"
    __table_args__ = (
        Index("ix_helped_kader_id", "kader_id", sqlite_where=text("ended_at IS NULL"),
              postgresql_where=text("ended_at IS NULL")),
        CheckConstraint("person_id <> kader_id", name="two_people"),
    )  # fmt: skip

    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"), primary_key=True, autoincrement=False)
    kader_id: Mapped[int] = mapped_column(ForeignKey("people.id"))
    since: Mapped[datetime]
    ended_at: Mapped[datetime | None]
    link_id: Mapped[int | None] = mapped_column(ForeignKey("invitations.id"), unique=True)
    """The invitation by which this person takes over with an own phone."""

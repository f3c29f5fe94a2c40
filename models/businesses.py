"""Businesses: what people told of them, and what the office makes of that."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from durable.database import Base
from models.choices import Activity, BusinessKind, IndustryScale, Permit, UmkmScale, stored_as_text
from models.people import Person
from models.places import District


class Business(Base):
    """One business of one person.

    `workers`, `investment`, `capital` and `yearly_sales` are keys of the ranges in content/rules/classification.yaml.
    `registered_through` names the talk that registered it, so that no talk can register twice.
    `kind` to `classified_at` are what services.classification concluded; staff's own word is `decided_...`.
    """

    __tablename__ = "businesses"
    __table_args__ = (
        CheckConstraint("year_begun IS NULL OR year_begun BETWEEN 1900 AND 2200", name="year_begun_is_a_year"),
        CheckConstraint("needs_decision = (decision_reasons IS NOT NULL)", name="decision_has_a_reason"),
        CheckConstraint(
            "(kind = 'irisan') = (also_trades OR is_small_by_umkm_rule)", name="only_an_overlap_has_its_reasons"
        ),
        CheckConstraint("(decided_kind IS NULL) = (decided_at IS NULL)", name="decided_at_with_its_kind"),
        CheckConstraint("(photo_file_id IS NULL) = (photo_unique_id IS NULL)", name="photo_has_both_ids"),
        Index("ix_businesses_owner_id", "owner_id"),
        Index("ix_businesses_district_id", "district_id"),
        Index("ix_businesses_kind", "kind"),
        Index("ix_businesses_needs_decision", "needs_decision"),
        Index("ix_businesses_referral_marked_at", "referral_marked_at"),
        Index("ix_businesses_handed_over_at", "handed_over_at"),
        Index("ix_businesses_phone", "phone"),
        Index("ix_businesses_registered_at", "registered_at"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    owner_id: Mapped[int] = mapped_column(ForeignKey("people.id"))
    registered_by_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
    registered_through: Mapped[str] = mapped_column(String(64), unique=True)
    registered_at: Mapped[datetime]
    changed_at: Mapped[datetime]

    name: Mapped[str] = mapped_column(String(80))
    district_id: Mapped[int] = mapped_column(ForeignKey("districts.id"))
    village: Mapped[str | None] = mapped_column(String(60))
    year_begun: Mapped[int | None]
    workers: Mapped[str | None] = mapped_column(String(24))
    investment: Mapped[str | None] = mapped_column(String(24))
    capital: Mapped[str | None] = mapped_column(String(24))
    yearly_sales: Mapped[str | None] = mapped_column(String(24))
    phone: Mapped[str | None] = mapped_column(String(16))
    photo_file_id: Mapped[str | None] = mapped_column(String(256))
    photo_unique_id: Mapped[str | None] = mapped_column(String(64))
    permits_told_at: Mapped[datetime | None]
    """When the question about permits was answered; holding none is an answer too."""

    kind: Mapped[BusinessKind] = mapped_column(stored_as_text(BusinessKind))
    also_trades: Mapped[bool]
    is_small_by_umkm_rule: Mapped[bool]
    industry_scale: Mapped[IndustryScale | None] = mapped_column(stored_as_text(IndustryScale))
    umkm_scale_by_capital: Mapped[UmkmScale | None] = mapped_column(stored_as_text(UmkmScale))
    umkm_scale_by_sales: Mapped[UmkmScale | None] = mapped_column(stored_as_text(UmkmScale))
    needs_decision: Mapped[bool]
    decision_reasons: Mapped[str | None] = mapped_column(String(120))
    """Keys of the doubts in the rules, with commas between."""
    classified_at: Mapped[datetime]
    decided_kind: Mapped[BusinessKind | None] = mapped_column(stored_as_text(BusinessKind))
    decided_by_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
    decided_at: Mapped[datetime | None]
    referral_marked_at: Mapped[datetime | None]
    """When another office became the right one, by the rules or by staff."""
    handed_over_at: Mapped[datetime | None]
    """When staff gave it to that office, on their referral list."""

    owner: Mapped[Person] = relationship(foreign_keys=[owner_id], lazy="raise")
    district: Mapped[District] = relationship(lazy="selectin")
    products: Mapped[list[BusinessProduct]] = relationship(
        back_populates="business", lazy="selectin", order_by="BusinessProduct.position", cascade="all, delete-orphan"
    )
    activities: Mapped[list[BusinessActivity]] = relationship(lazy="selectin", cascade="all, delete-orphan")
    permits: Mapped[list[PermitHeld]] = relationship(lazy="selectin", cascade="all, delete-orphan")

    @property
    def settled_kind(self) -> BusinessKind:
        """What the business is: what staff decided, else what the rules say."""
        return self.decided_kind or self.kind


class BusinessProduct(Base):
    """One product of a business: one of the list, or what the owner wrote."""

    __tablename__ = "business_products"
    __table_args__ = (
        CheckConstraint("(product_id IS NULL) <> (free_text IS NULL)", name="listed_or_free"),
        UniqueConstraint("business_id", "product_id"),
        Index("ix_business_products_product_id", "product_id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    business_id: Mapped[int] = mapped_column(ForeignKey("businesses.id", ondelete="CASCADE"))
    position: Mapped[int]
    product_id: Mapped[int | None] = mapped_column(ForeignKey("products.id"))
    free_text: Mapped[str | None] = mapped_column(String(80))

    business: Mapped[Business] = relationship(back_populates="products", lazy="raise")


class BusinessActivity(Base):
    """One thing that a business does to its material."""

    __tablename__ = "business_activities"

    business_id: Mapped[int] = mapped_column(ForeignKey("businesses.id", ondelete="CASCADE"), primary_key=True)
    activity: Mapped[Activity] = mapped_column(stored_as_text(Activity), primary_key=True)


class PermitHeld(Base):
    """A permit that the owner says the business holds."""

    __tablename__ = "permits_held"
    __table_args__ = (Index("ix_permits_held_told_at", "told_at"),)

    business_id: Mapped[int] = mapped_column(ForeignKey("businesses.id", ondelete="CASCADE"), primary_key=True)
    permit: Mapped[Permit] = mapped_column(stored_as_text(Permit), primary_key=True)
    told_at: Mapped[datetime]

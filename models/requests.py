"""A producer asks for a mentor; mentors are asked one after the other."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, SmallInteger, String, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from durable.database import Base
from models.businesses import Business
from models.choices import MessageKind, stored_as_text
from models.mentoring_choices import Cluster, DeclineReason, Expertise, OfferState, RequestState, Spoken, Way
from models.mentors import HOURS_OF_WEEK, Mentor
from models.people import Person
from models.places import District

IS_OPEN = "state IN ('waiting', 'countered')"


class HelpRequest(Base):
    """What a producer needs help with. Words and file go when the producer has data deleted; the rest names nobody.

    District and cluster are those of the business at the time of asking. `chosen_mentor_id` is whom the producer chose;
    empty for "pilihkan saja". `step_due_at` is when a request on the waiting list is looked at again; only such has it.
    """

    __tablename__ = "help_requests"
    __table_args__ = (
        CheckConstraint("(file_id IS NULL) = (unique_id IS NULL)", name="file_has_both_ids"),
        CheckConstraint("(file_id IS NULL) = (file_kind IS NULL)", name="file_has_its_kind"),
        Index("ix_help_requests_state", "state", "opened_at"),
        Index("ix_help_requests_producer", "producer_id", "opened_at"),
        Index("ix_help_requests_topic", "topic", "state"),
        Index("ix_help_requests_step_due_at", "step_due_at"),
        {"sqlite_autoincrement": True},
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    producer_id: Mapped[int] = mapped_column(ForeignKey("people.id"))
    business_id: Mapped[int | None] = mapped_column(ForeignKey("businesses.id", ondelete="SET NULL"), index=True)
    district_id: Mapped[int] = mapped_column(ForeignKey("districts.id"), index=True)
    cluster: Mapped[Cluster | None] = mapped_column(stored_as_text(Cluster))
    topic: Mapped[Expertise] = mapped_column(stored_as_text(Expertise))
    words: Mapped[str | None] = mapped_column(String(1000))
    file_kind: Mapped[MessageKind | None] = mapped_column(stored_as_text(MessageKind))
    file_id: Mapped[str | None] = mapped_column(String(256))
    unique_id: Mapped[str | None] = mapped_column(String(64))
    way: Mapped[Way] = mapped_column(stored_as_text(Way))
    language: Mapped[Spoken | None] = mapped_column(stored_as_text(Spoken))
    """A language the producer would rather speak than Indonesian."""
    chosen_mentor_id: Mapped[int | None] = mapped_column(ForeignKey("mentors.person_id"))
    state: Mapped[RequestState] = mapped_column(stored_as_text(RequestState))
    step_due_at: Mapped[datetime | None]
    opened_at: Mapped[datetime]
    closed_at: Mapped[datetime | None]

    producer: Mapped[Person] = relationship(foreign_keys=[producer_id], lazy="selectin")
    business: Mapped[Business | None] = relationship(lazy="selectin")
    district: Mapped[District] = relationship(lazy="selectin")
    hours: Mapped[list[RequestHour]] = relationship(lazy="selectin", cascade="all, delete-orphan")


class RequestHour(Base):
    """An hour of the week in which the producer can; none at all means any."""

    __tablename__ = "request_hours"
    __table_args__ = (CheckConstraint(f"hour_of_week BETWEEN 0 AND {HOURS_OF_WEEK - 1}", name="hour_is_of_a_week"),)

    request_id: Mapped[int] = mapped_column(ForeignKey("help_requests.id", ondelete="CASCADE"), primary_key=True)
    hour_of_week: Mapped[int] = mapped_column(SmallInteger, primary_key=True)


class Offer(Base):
    """One mentor being asked about one request, with a proposed hour.

    The time to answer runs from `told_at`: when the mentor's card went out, or (countered) when the producer was told
    of the other hour. `nudge_at` is when a silent one is reminded, a mentor by the next card; `expires_at` when the
    next mentor is asked.
    """

    __tablename__ = "offers"
    __table_args__ = (
        UniqueConstraint("request_id", "mentor_id"),
        CheckConstraint("(told_at IS NULL) = (nudge_at IS NULL)", name="nudged_after_told"),
        CheckConstraint("(told_at IS NULL) = (expires_at IS NULL)", name="expires_after_told"),
        CheckConstraint("nudge_at IS NULL OR expires_at > nudge_at", name="nudged_before_it_expires"),
        Index("uq_offers_open", "request_id", unique=True, sqlite_where=text(IS_OPEN), postgresql_where=text(IS_OPEN)),
        Index("ix_offers_mentor", "mentor_id", "state"),
        Index("ix_offers_state", "state"),
        Index("ix_offers_expires_at", "expires_at", sqlite_where=text(IS_OPEN), postgresql_where=text(IS_OPEN)),
        {"sqlite_autoincrement": True},
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    request_id: Mapped[int] = mapped_column(ForeignKey("help_requests.id", ondelete="CASCADE"))
    mentor_id: Mapped[int] = mapped_column(ForeignKey("mentors.person_id"))
    state: Mapped[OfferState] = mapped_column(stored_as_text(OfferState))
    starts_at: Mapped[datetime]
    """The hour that is proposed now, by the bot or (countered) by the mentor."""
    offered_at: Mapped[datetime]
    told_at: Mapped[datetime | None]
    nudge_at: Mapped[datetime | None]
    nudged_at: Mapped[datetime | None]
    expires_at: Mapped[datetime | None]
    answered_at: Mapped[datetime | None]
    decline_reason: Mapped[DeclineReason | None] = mapped_column(stored_as_text(DeclineReason))

    request: Mapped[HelpRequest] = relationship(lazy="selectin")
    mentor: Mapped[Mentor] = relationship(lazy="selectin")

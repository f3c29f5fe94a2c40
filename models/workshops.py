"""Classes: one mentor, several producers (`kelas bersama`)."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, SmallInteger, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from durable.database import Base
from models.choices import stored_as_text
from models.mentoring_choices import ChangeReason, Cluster, Expertise, SeatState, Way, WorkshopState
from models.people import Person
from models.places import District


class Workshop(Base):
    """One class. It is held when at least `least` seats are taken at `decides_at` and the mentor has said yes.

    `mentor_told_at` is empty while the mentor's next card has to ask for the yes.
    """

    __tablename__ = "workshops"
    __table_args__ = (
        CheckConstraint("ends_at > starts_at", name="ends_after_it_begins"),
        CheckConstraint("decides_at < starts_at", name="decided_before_it_begins"),
        CheckConstraint("seats BETWEEN 2 AND 200", name="seats_are_sensible"),
        CheckConstraint("least BETWEEN 1 AND seats", name="least_fits_the_seats"),
        CheckConstraint("(state = 'cancelled') = (cancelled_at IS NOT NULL)", name="cancelled_at_some_time"),
        CheckConstraint("state <> 'confirmed' OR mentor_agreed_at IS NOT NULL", name="confirmed_with_its_mentor"),
        Index("ix_workshops_state", "state", "starts_at"),
        Index("ix_workshops_decides_at", "state", "decides_at"),
        Index("ix_workshops_mentor", "mentor_id", "starts_at"),
        {"sqlite_autoincrement": True},
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    mentor_id: Mapped[int] = mapped_column(ForeignKey("mentors.person_id"))
    opened_by_id: Mapped[int] = mapped_column(ForeignKey("people.id"))
    topic: Mapped[Expertise] = mapped_column(stored_as_text(Expertise))
    cluster: Mapped[Cluster | None] = mapped_column(stored_as_text(Cluster))
    """Empty: for every cluster."""
    title: Mapped[str] = mapped_column(String(80))
    way: Mapped[Way] = mapped_column(stored_as_text(Way))
    place: Mapped[str | None] = mapped_column(String(200))
    starts_at: Mapped[datetime]
    ends_at: Mapped[datetime]
    seats: Mapped[int] = mapped_column(SmallInteger)
    least: Mapped[int] = mapped_column(SmallInteger)
    decides_at: Mapped[datetime]
    state: Mapped[WorkshopState] = mapped_column(stored_as_text(WorkshopState))
    opened_at: Mapped[datetime]
    mentor_told_at: Mapped[datetime | None]
    mentor_agreed_at: Mapped[datetime | None]
    cancelled_at: Mapped[datetime | None]
    cancel_reason: Mapped[ChangeReason | None] = mapped_column(stored_as_text(ChangeReason))

    mentor_person: Mapped[Person] = relationship(
        primaryjoin="foreign(Workshop.mentor_id) == Person.id", viewonly=True, lazy="selectin"
    )
    districts: Mapped[list[WorkshopDistrict]] = relationship(lazy="selectin", cascade="all, delete-orphan")


class WorkshopDistrict(Base):
    """A district whose producers are invited; none at all means every district."""

    __tablename__ = "workshop_districts"

    workshop_id: Mapped[int] = mapped_column(ForeignKey("workshops.id", ondelete="CASCADE"), primary_key=True)
    district_id: Mapped[int] = mapped_column(ForeignKey("districts.id"), primary_key=True)

    district: Mapped[District] = relationship(lazy="selectin")


class WorkshopSeat(Base):
    """One producer and one class. Waiting lists are kept in the order of `waits_since`."""

    __tablename__ = "workshop_seats"
    __table_args__ = (
        CheckConstraint("(state = 'offered') = (offer_ends_at IS NOT NULL)", name="offered_until"),
        CheckConstraint("state <> 'waitlisted' OR waits_since IS NOT NULL", name="waits_since_some_time"),
        Index("ix_workshop_seats_state", "workshop_id", "state", "waits_since"),
        Index("ix_workshop_seats_person", "person_id"),
        Index("ix_workshop_seats_offer_ends_at", "offer_ends_at"),
    )

    workshop_id: Mapped[int] = mapped_column(ForeignKey("workshops.id", ondelete="CASCADE"), primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"), primary_key=True)
    request_id: Mapped[int | None] = mapped_column(ForeignKey("help_requests.id", ondelete="SET NULL"), index=True)
    """The request that this class is to answer, where it was made of waiting requests."""
    state: Mapped[SeatState] = mapped_column(stored_as_text(SeatState))
    changed_at: Mapped[datetime]
    invited_at: Mapped[datetime | None]
    waits_since: Mapped[datetime | None]
    offer_ends_at: Mapped[datetime | None]

    person: Mapped[Person] = relationship(lazy="selectin")

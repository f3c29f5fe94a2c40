"""Mentors: who they are, what they can help with, and when. A mentor is a person; the person's id is the mentor's."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, SmallInteger, String, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from durable.database import Base
from models.choices import stored_as_text
from models.mentoring_choices import Cluster, Expertise, MentorKind, MentorState, Pace, Spoken, Way
from models.people import Person
from models.places import District

HOURS_OF_WEEK = 168


class Mentor(Base):
    """One mentor's profile. `version` rises with every change to the profile or the hours: matching keeps copies.

    `card_hour` is the local hour at which the one message a day may come. A rest without an end has no `rests_until`.
    `weeks_silent` counts the Sundays in a row on which "Minggu ini bisa?" was not answered.
    """

    __tablename__ = "mentors"
    __table_args__ = (
        CheckConstraint("card_hour BETWEEN 0 AND 23", name="card_hour_is_an_hour"),
        CheckConstraint("most_per_week BETWEEN 1 AND 20", name="most_per_week_is_sensible"),
        CheckConstraint("most_per_month BETWEEN most_per_week AND 60", name="most_per_month_is_sensible"),
        CheckConstraint("state <> 'active' OR approved_at IS NOT NULL", name="active_was_approved"),
        CheckConstraint("approved_by_id IS NULL OR approved_by_id <> person_id", name="nobody_approves_themselves"),
        CheckConstraint("rating_count >= 0 AND rating_sum BETWEEN rating_count AND 5 * rating_count",
                        name="ratings_add_up"),
        Index("ix_mentors_state", "state"),
        Index("ix_mentors_card_hour", "state", "card_hour"),
    )  # fmt: skip

    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"), primary_key=True, autoincrement=False)
    kind: Mapped[MentorKind] = mapped_column(stored_as_text(MentorKind))
    state: Mapped[MentorState] = mapped_column(stored_as_text(MentorState))
    about: Mapped[str | None] = mapped_column(String(160))
    """In the mentor's own words: `Dosen teknologi pangan, 10 tahun mendampingi keripik`."""
    district_id: Mapped[int] = mapped_column(ForeignKey("districts.id"), index=True)
    most_per_week: Mapped[int]
    most_per_month: Mapped[int]
    card_hour: Mapped[int] = mapped_column(SmallInteger)
    promise_version: Mapped[str] = mapped_column(String(32))
    promised_at: Mapped[datetime]
    applied_at: Mapped[datetime]
    approved_at: Mapped[datetime | None]
    approved_by_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
    """Empty for one who followed an invitation of staff: that was the yes."""
    declined_at: Mapped[datetime | None]
    rests_until: Mapped[date | None]
    rested_at: Mapped[datetime | None]
    asked_back_at: Mapped[datetime | None]
    """When a resting mentor was asked whether to come back; once for each rest."""
    weeks_silent: Mapped[int] = mapped_column(SmallInteger, server_default="0", default=0)
    rating_sum: Mapped[int] = mapped_column(server_default="0", default=0)
    rating_count: Mapped[int] = mapped_column(server_default="0", default=0)
    version: Mapped[int] = mapped_column(server_default="0", default=0)

    person: Mapped[Person] = relationship(foreign_keys=[person_id], lazy="selectin")
    district: Mapped[District] = relationship(lazy="selectin")
    expertise: Mapped[list[MentorExpertise]] = relationship(lazy="selectin", cascade="all, delete-orphan")
    clusters: Mapped[list[MentorCluster]] = relationship(lazy="selectin", cascade="all, delete-orphan")
    visits: Mapped[list[MentorDistrict]] = relationship(lazy="selectin", cascade="all, delete-orphan")
    ways: Mapped[list[MentorWay]] = relationship(lazy="selectin", cascade="all, delete-orphan")
    languages: Mapped[list[MentorLanguage]] = relationship(lazy="selectin", cascade="all, delete-orphan")


class MentorExpertise(Base):
    """A topic that a mentor can help with."""

    __tablename__ = "mentor_expertise"

    mentor_id: Mapped[int] = mapped_column(ForeignKey("mentors.person_id", ondelete="CASCADE"), primary_key=True)
    topic: Mapped[Expertise] = mapped_column(stored_as_text(Expertise), primary_key=True)


class MentorCluster(Base):
    """A cluster that a mentor knows."""

    __tablename__ = "mentor_clusters"

    mentor_id: Mapped[int] = mapped_column(ForeignKey("mentors.person_id", ondelete="CASCADE"), primary_key=True)
    cluster: Mapped[Cluster] = mapped_column(stored_as_text(Cluster), primary_key=True)


class MentorDistrict(Base):
    """A district that a mentor can visit."""

    __tablename__ = "mentor_districts"

    mentor_id: Mapped[int] = mapped_column(ForeignKey("mentors.person_id", ondelete="CASCADE"), primary_key=True)
    district_id: Mapped[int] = mapped_column(ForeignKey("districts.id"), primary_key=True)


class MentorWay(Base):
    """A way in which a mentor meets people."""

    __tablename__ = "mentor_ways"

    mentor_id: Mapped[int] = mapped_column(ForeignKey("mentors.person_id", ondelete="CASCADE"), primary_key=True)
    way: Mapped[Way] = mapped_column(stored_as_text(Way), primary_key=True)


class MentorLanguage(Base):
    """A language that a mentor speaks."""

    __tablename__ = "mentor_languages"

    mentor_id: Mapped[int] = mapped_column(ForeignKey("mentors.person_id", ondelete="CASCADE"), primary_key=True)
    language: Mapped[Spoken] = mapped_column(stored_as_text(Spoken), primary_key=True)


class MentorHour(Base):
    """An hour of the usual week in which a mentor can: weekday * 24 + hour, Monday 0, in the office's zone."""

    __tablename__ = "mentor_hours"
    __table_args__ = (CheckConstraint(f"hour_of_week BETWEEN 0 AND {HOURS_OF_WEEK - 1}", name="hour_is_of_a_week"),)

    mentor_id: Mapped[int] = mapped_column(ForeignKey("mentors.person_id", ondelete="CASCADE"), primary_key=True)
    hour_of_week: Mapped[int] = mapped_column(SmallInteger, primary_key=True)


class MentorAbsence(Base):
    """Days on which a mentor is away, both ends included, in the office's zone. Two of one mentor never overlap."""

    __tablename__ = "mentor_absences"
    __table_args__ = (
        CheckConstraint("last_on >= first_on", name="ends_after_it_begins"),
        Index("ix_mentor_absences_mentor", "mentor_id", "last_on"),
        Index("ix_mentor_absences_last_on", "last_on"),
        {"sqlite_autoincrement": True},
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    mentor_id: Mapped[int] = mapped_column(ForeignKey("mentors.person_id", ondelete="CASCADE"))
    first_on: Mapped[date]
    last_on: Mapped[date]


class MentorWeek(Base):
    """What a mentor said, or is taken to have said, about the week that begins on this Monday."""

    __tablename__ = "mentor_weeks"
    __table_args__ = (Index("ix_mentor_weeks_monday", "monday"),)

    mentor_id: Mapped[int] = mapped_column(ForeignKey("mentors.person_id", ondelete="CASCADE"), primary_key=True)
    monday: Mapped[date] = mapped_column(primary_key=True)
    pace: Mapped[Pace] = mapped_column(stored_as_text(Pace))
    """What holds for the week; until there is an answer, that of the week before."""
    asked_at: Mapped[datetime | None]
    answered_at: Mapped[datetime | None]


class MentorCard(Base):
    """The one message of a day to a mentor. The key keeps it one, whatever ticks. `names` are those of its items."""

    __tablename__ = "mentor_cards"
    __table_args__ = (Index("ix_mentor_cards_sent_on", "sent_on"),)

    mentor_id: Mapped[int] = mapped_column(ForeignKey("mentors.person_id", ondelete="CASCADE"), primary_key=True)
    sent_on: Mapped[date] = mapped_column(primary_key=True)
    sent_at: Mapped[datetime]
    names: Mapped[str] = mapped_column(Text)
    """With a space between: the next card goes out when it has something that this one had not."""

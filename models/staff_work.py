"""What staff add to what people told: notes, and people who turned out to be one."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, Text, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from durable.database import Base
from models.people import Person


class StaffNote(Base):
    """A line about a person, for staff only."""

    __tablename__ = "staff_notes"
    __table_args__ = (Index("ix_staff_notes_person_id", "person_id", "id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"))
    author_id: Mapped[int] = mapped_column(ForeignKey("people.id"))
    words: Mapped[str] = mapped_column(Text)
    written_at: Mapped[datetime]

    author: Mapped[Person] = relationship(foreign_keys=[author_id], lazy="raise")


class PersonMerge(Base):
    """That staff found two people to be one. `moved` (JSON) tells which rows changed hands, to be undone by."""

    __tablename__ = "person_merges"
    __table_args__ = (
        CheckConstraint("kept_id <> merged_id", name="two_people"),
        Index("uq_person_merges_merged", "merged_id", unique=True, sqlite_where=text("undone_at IS NULL"),
              postgresql_where=text("undone_at IS NULL")),
        Index("ix_person_merges_kept_id", "kept_id"),
    )  # fmt: skip

    id: Mapped[int] = mapped_column(primary_key=True)
    kept_id: Mapped[int] = mapped_column(ForeignKey("people.id"))
    merged_id: Mapped[int] = mapped_column(ForeignKey("people.id"))
    merged_by_id: Mapped[int] = mapped_column(ForeignKey("people.id"))
    merged_at: Mapped[datetime]
    moved: Mapped[str] = mapped_column(Text)
    undone_at: Mapped[datetime | None]
    undone_by_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"))


class NotTheSame(Base):
    """That staff looked at two people who seemed to be one, and they are not."""

    __tablename__ = "not_the_same"
    __table_args__ = (CheckConstraint("first_id < second_id", name="in_order"),)

    first_id: Mapped[int] = mapped_column(ForeignKey("people.id"), primary_key=True, autoincrement=False)
    second_id: Mapped[int] = mapped_column(ForeignKey("people.id"), primary_key=True, autoincrement=False)
    said_by_id: Mapped[int] = mapped_column(ForeignKey("people.id"))
    said_at: Mapped[datetime]

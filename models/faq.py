"""The answers of the FAQ as the office keeps them: the files of content/faq/ are their seed, this wins."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, Text, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from durable.database import Base
from models.choices import FaqOrigin, FaqState, stored_as_text


class FaqTopic(Base):
    """What people ask about. While `pulled_at` is set nobody gets its answer; a person is offered instead."""

    __tablename__ = "faq_topics"
    __table_args__ = (CheckConstraint("(pulled_at IS NULL) = (pulled_by_id IS NULL)", name="pulled_by_somebody"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(String(40), unique=True)
    pulled_at: Mapped[datetime | None]
    pulled_by_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
    changed_at: Mapped[datetime] = mapped_column(index=True)
    """When what people get from this topic last changed: workers build their index anew when one of these moves."""


class FaqVersion(Base):
    """One wording of a topic. `document` is the whole text as content/answers reads and writes it.

    At most one version of a topic is published. A proposed one waits for a second member of staff.
    """

    __tablename__ = "faq_versions"
    __table_args__ = (
        UniqueConstraint("topic_id", "number"),
        Index(
            "uq_faq_versions_published",
            "topic_id",
            unique=True,
            sqlite_where=text("state = 'published'"),
            postgresql_where=text("state = 'published'"),
        ),
        Index("ix_faq_versions_state", "state"),
        CheckConstraint("number >= 1", name="number_counts_from_one"),
        CheckConstraint("(origin = 'staff') = (author_id IS NOT NULL)", name="staff_have_an_author"),
        CheckConstraint(
            "state <> 'published' OR origin = 'file' OR confirmed_by_id IS NOT NULL", name="staff_words_are_confirmed"
        ),
        CheckConstraint("(correction_asked_at IS NULL) OR state <> 'proposed'", name="only_known_words_are_told"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    topic_id: Mapped[int] = mapped_column(ForeignKey("faq_topics.id"))
    number: Mapped[int]
    document: Mapped[str] = mapped_column(Text)
    state: Mapped[FaqState] = mapped_column(stored_as_text(FaqState))
    origin: Mapped[FaqOrigin] = mapped_column(stored_as_text(FaqOrigin))
    made_at: Mapped[datetime]
    author_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
    ticket_id: Mapped[int | None] = mapped_column(ForeignKey("tickets.id"))
    """The question whose answer became this text."""
    confirmed_by_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
    confirmed_at: Mapped[datetime | None]
    correction_asked_at: Mapped[datetime | None]
    """When staff asked that everybody who got an earlier wording be told of this one."""

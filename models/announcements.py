"""Announcements: what is said, to whom, and what became of it for each person."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import BigInteger, CheckConstraint, Float, ForeignKey, Index, SmallInteger, String, Text, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from durable.database import Base
from models.announcement_choices import (
    AnnouncementState,
    NewsTopic,
    PartKind,
    RecipientState,
    Repeat,
    Rsvp,
    Withdrawal,
)
from models.choices import stored_as_text
from models.people import Person

IS_CHANGING = "change_outbox_id IS NOT NULL"
IS_OPEN = "closed_at IS NULL"


class Segment(Base):
    """People chosen by what they are, under a name: who belongs to it is looked up each time."""

    __tablename__ = "segments"

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(String(60), unique=True)
    audience: Mapped[str] = mapped_column(Text)
    """JSON of services.announcements.audience.Audience."""
    created_by_id: Mapped[int] = mapped_column(ForeignKey("people.id"))
    created_at: Mapped[datetime]


class Announcement(Base):
    """One announcement. Its people are chosen by `audience` when it starts, and from then on each is one recipient.

    `revision` counts corrections of the words: a recipient has the words of its own `revision`. A repeated one is a
    new row that names the first in `series_id`. After `ends_at` nobody gets it any more.
    """

    __tablename__ = "announcements"
    __table_args__ = (
        CheckConstraint("topic <> 'all'", name="topic_is_one"),
        CheckConstraint("ends_at > send_at", name="ends_after_it_is_sent"),
        CheckConstraint("rsvp_seats IS NULL OR (asks_rsvp AND rsvp_seats BETWEEN 1 AND 10000)", name="seats_of_rsvp"),
        CheckConstraint("(state = 'halted') = (halt_reason IS NOT NULL)", name="halted_for_a_reason"),
        CheckConstraint("(approved_at IS NULL) = (approved_by_id IS NULL)", name="approved_by_somebody"),
        Index("ix_announcements_state", "state", "send_at"),
        Index("ix_announcements_open", "send_at", sqlite_where=text(IS_OPEN), postgresql_where=text(IS_OPEN)),
        Index("ix_announcements_send_at", "send_at"),
        Index("ix_announcements_series_id", "series_id"),
        {"sqlite_autoincrement": True},
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    author_id: Mapped[int] = mapped_column(ForeignKey("people.id"))
    topic: Mapped[NewsTopic] = mapped_column(stored_as_text(NewsTopic))
    title: Mapped[str] = mapped_column(String(80))
    """Its first words without formatting, for lists."""
    audience: Mapped[str] = mapped_column(Text)
    audience_words: Mapped[str] = mapped_column(String(300))
    """The people in words, as staff chose them, in the author's language."""
    asks_rsvp: Mapped[bool]
    rsvp_seats: Mapped[int | None] = mapped_column(SmallInteger)
    """Empty: as many as want to."""
    state: Mapped[AnnouncementState] = mapped_column(stored_as_text(AnnouncementState))
    created_at: Mapped[datetime]
    send_at: Mapped[datetime]
    ends_at: Mapped[datetime]
    repeat: Mapped[Repeat] = mapped_column(stored_as_text(Repeat))
    series_id: Mapped[int | None] = mapped_column(ForeignKey("announcements.id"))
    approved_by_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
    approved_at: Mapped[datetime | None]
    started_at: Mapped[datetime | None]
    closed_at: Mapped[datetime | None]
    """Since when nothing is left to be done for it; a correction or withdrawal opens it again for a while."""
    judged_from: Mapped[int] = mapped_column(server_default="0", default=0)
    """Failures up to this position are known to staff, who let it go on: only later ones stop it again."""
    halt_reason: Mapped[str | None] = mapped_column(String(80))
    """A key of the content, never words of the platform."""
    revision: Mapped[int] = mapped_column(SmallInteger, server_default="0", default=0)
    withdrawn_at: Mapped[datetime | None]
    progress_outbox_id: Mapped[int | None] = mapped_column(BigInteger)
    """The message, in the author's chat, in which the progress is shown."""

    parts: Mapped[list[AnnouncementPart]] = relationship(
        lazy="selectin", order_by="AnnouncementPart.place", cascade="all, delete-orphan"
    )
    author: Mapped[Person] = relationship(foreign_keys=[author_id], lazy="raise")


class AnnouncementPart(Base):
    """One message of an announcement. Parts with the same `call` go out in one call: an album."""

    __tablename__ = "announcement_parts"
    __table_args__ = (
        CheckConstraint("(kind IN ('text', 'location')) = (file_id IS NULL)", name="file_of_what_has_one"),
        CheckConstraint("kind <> 'text' OR words IS NOT NULL", name="text_has_words"),
        CheckConstraint(
            "(kind = 'location') = (latitude IS NOT NULL AND longitude IS NOT NULL)", name="location_is_whole"
        ),
    )

    announcement_id: Mapped[int] = mapped_column(ForeignKey("announcements.id", ondelete="CASCADE"), primary_key=True)
    place: Mapped[int] = mapped_column(SmallInteger, primary_key=True, autoincrement=False)
    call: Mapped[int] = mapped_column(SmallInteger)
    kind: Mapped[PartKind] = mapped_column(stored_as_text(PartKind))
    words: Mapped[str | None] = mapped_column(Text)
    """HTML as the platform takes it: the text, or the caption of a file."""
    file_id: Mapped[str | None] = mapped_column(String(256))
    latitude: Mapped[float | None] = mapped_column(Float)
    longitude: Mapped[float | None] = mapped_column(Float)


class AnnouncementRecipient(Base):
    """What became of one announcement for one person: exactly one row for each.

    `position` is the order, the canary's people first. The calls of one recipient have neighbouring ids, from
    `outbox_id` on; it is accepted when all of them were. `change_outbox_id` is the first call of a correction or
    withdrawal under way: with a correction `revision` has risen already.
    """

    __tablename__ = "announcement_recipients"
    __table_args__ = (
        CheckConstraint("state <> 'queued' OR outbox_id IS NOT NULL", name="queued_as_a_call"),
        CheckConstraint("(state IN ('waiting', 'queued')) = (closed_at IS NULL)", name="closed_at_some_time"),
        Index("ix_announcement_recipients_state", "announcement_id", "state", "position"),
        Index("ix_announcement_recipients_person_id", "person_id", "announcement_id"),
        Index("ix_announcement_recipients_rsvp", "announcement_id", "rsvp", "rsvp_at",
              sqlite_where=text("rsvp IS NOT NULL"), postgresql_where=text("rsvp IS NOT NULL")),
        Index("ix_announcement_recipients_changing", "announcement_id", sqlite_where=text(IS_CHANGING),
              postgresql_where=text(IS_CHANGING)),
    )  # fmt: skip

    announcement_id: Mapped[int] = mapped_column(ForeignKey("announcements.id", ondelete="CASCADE"), primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"), primary_key=True, autoincrement=False)
    position: Mapped[int]
    is_canary: Mapped[bool]
    chat_id: Mapped[int] = mapped_column(BigInteger)
    state: Mapped[RecipientState] = mapped_column(stored_as_text(RecipientState))
    reason: Mapped[str | None] = mapped_column(String(80))
    """A code of the engine (blocked, deactivated, ...), or one of services.announcements.settling."""
    outbox_id: Mapped[int | None] = mapped_column(BigInteger)
    closed_at: Mapped[datetime | None]
    revision: Mapped[int] = mapped_column(SmallInteger, server_default="0", default=0)
    change_outbox_id: Mapped[int | None] = mapped_column(BigInteger)
    withdrawal: Mapped[Withdrawal | None] = mapped_column(stored_as_text(Withdrawal))
    read_at: Mapped[datetime | None]
    rsvp: Mapped[Rsvp | None] = mapped_column(stored_as_text(Rsvp))
    rsvp_at: Mapped[datetime | None]


class NewsStop(Base):
    """That somebody wants no announcements of this topic, or none at all. Messages of sessions go on."""

    __tablename__ = "news_stops"

    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"), primary_key=True, autoincrement=False)
    topic: Mapped[NewsTopic] = mapped_column(stored_as_text(NewsTopic), primary_key=True)
    stopped_at: Mapped[datetime]

"""Sessions of a mentor and a producer, the time they take, and what came of them."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import (
    BigInteger,
    CheckConstraint,
    ForeignKey,
    Index,
    SmallInteger,
    String,
    Text,
    UniqueConstraint,
    text,
)
from sqlalchemy.orm import Mapped, mapped_column, relationship

from durable.database import Base
from models.choices import MessageKind, stored_as_text
from models.mentoring_choices import (
    ChangeReason,
    Expertise,
    MeetingState,
    Outcome,
    ReportState,
    Side,
    Tried,
    Way,
)
from models.people import Person
from models.requests import HelpRequest

QUARTER_SECONDS = 900
IS_MOVING = "moved_by IS NOT NULL"
IS_CONTRADICTED = "mentor_says <> producer_says"


class Meeting(Base):
    """One booked session.

    While `moved_by` is set, `moved_to` waits for the other side's yes until `move_ends_at`; the old hour holds.
    `sequence` counts the changes of the hour, and the calling off: calendars need it. `..._shows_contact` is whether
    the other side may see phone number or username; empty while not asked. The chat room is open around the session
    until `room_closed_at`. `mentor_told_at` is empty while the mentor's next card has to tell of the booking.
    """

    __tablename__ = "meetings"
    __table_args__ = (
        CheckConstraint("ends_at > starts_at", name="ends_after_it_begins"),
        CheckConstraint("mentor_id <> producer_id", name="two_people"),
        CheckConstraint("(state = 'cancelled') = (cancelled_at IS NOT NULL)", name="cancelled_at_some_time"),
        CheckConstraint("(moved_by IS NULL) = (moved_to IS NULL)", name="moved_by_somebody"),
        CheckConstraint("(moved_by IS NULL) = (move_ends_at IS NULL)", name="moves_end"),
        CheckConstraint("mentor_contact IS NULL OR mentor_shows_contact", name="mentor_contact_shown"),
        CheckConstraint("producer_contact IS NULL OR producer_shows_contact", name="producer_contact_shown"),
        CheckConstraint("(state = 'no_show') = (mentor_missed OR producer_missed)", name="no_show_of_somebody"),
        Index("uq_meetings_scheduled", "request_id", unique=True, sqlite_where=text("state = 'scheduled'"),
              postgresql_where=text("state = 'scheduled'")),
        Index("ix_meetings_request_id", "request_id"),
        Index("ix_meetings_mentor", "mentor_id", "starts_at"),
        Index("ix_meetings_producer", "producer_id", "starts_at"),
        Index("ix_meetings_state", "state", "ends_at"),
        Index("ix_meetings_starts_at", "starts_at"),
        Index("ix_meetings_move_ends_at", "move_ends_at", sqlite_where=text(IS_MOVING),
              postgresql_where=text(IS_MOVING)),
        Index("ix_meetings_contradicted", "ends_at", sqlite_where=text(IS_CONTRADICTED),
              postgresql_where=text(IS_CONTRADICTED)),
        {"sqlite_autoincrement": True},
    )  # fmt: skip

    id: Mapped[int] = mapped_column(primary_key=True)
    request_id: Mapped[int] = mapped_column(ForeignKey("help_requests.id"))
    mentor_id: Mapped[int] = mapped_column(ForeignKey("people.id"))
    producer_id: Mapped[int] = mapped_column(ForeignKey("people.id"))
    topic: Mapped[Expertise] = mapped_column(stored_as_text(Expertise))
    way: Mapped[Way] = mapped_column(stored_as_text(Way))
    starts_at: Mapped[datetime]
    ends_at: Mapped[datetime]
    place: Mapped[str | None] = mapped_column(String(200))
    """Where, or the address of a video call, as one of the two wrote it."""
    state: Mapped[MeetingState] = mapped_column(stored_as_text(MeetingState))
    booked_at: Mapped[datetime]
    mentor_told_at: Mapped[datetime | None]
    sequence: Mapped[int] = mapped_column(SmallInteger, server_default="0", default=0)
    moved_by: Mapped[Side | None] = mapped_column(stored_as_text(Side))
    moved_to: Mapped[datetime | None]
    move_ends_at: Mapped[datetime | None]
    changed_reason: Mapped[ChangeReason | None] = mapped_column(stored_as_text(ChangeReason))
    cancelled_by: Mapped[Side | None] = mapped_column(stored_as_text(Side))
    cancelled_at: Mapped[datetime | None]
    mentor_missed: Mapped[bool] = mapped_column(server_default=text("false"), default=False)
    producer_missed: Mapped[bool] = mapped_column(server_default=text("false"), default=False)
    mentor_says: Mapped[Outcome | None] = mapped_column(stored_as_text(Outcome))
    producer_says: Mapped[Outcome | None] = mapped_column(stored_as_text(Outcome))
    """What came of it, in the words of each side: the first decides the state, staff see where the two differ."""
    settled_at: Mapped[datetime | None]
    """When somebody said whether it was held."""
    mentor_shows_contact: Mapped[bool | None]
    mentor_contact: Mapped[str | None] = mapped_column(String(64))
    """Phone number or @username that the other side may see."""
    producer_shows_contact: Mapped[bool | None]
    producer_contact: Mapped[str | None] = mapped_column(String(64))
    room_opened_at: Mapped[datetime | None]
    """When the two were told that the chat room is open."""
    room_closed_at: Mapped[datetime | None]

    mentor_person: Mapped[Person] = relationship(foreign_keys=[mentor_id], lazy="selectin")
    producer: Mapped[Person] = relationship(foreign_keys=[producer_id], lazy="selectin")
    request: Mapped[HelpRequest] = relationship(lazy="selectin")
    actions: Mapped[list[AgreedAction]] = relationship(
        lazy="selectin", order_by="AgreedAction.position", cascade="all, delete-orphan"
    )
    ratings: Mapped[list[MeetingRating]] = relationship(lazy="selectin", cascade="all, delete-orphan")

    def person_of(self, side: Side) -> int:
        """The id of the person on this side."""
        return self.mentor_id if side is Side.MENTOR else self.producer_id

    def said_by(self, side: Side) -> Outcome | None:
        """What this side says came of it."""
        return self.mentor_says if side is Side.MENTOR else self.producer_says

    def stars_of(self, side: Side) -> int | None:
        """How many stars this side gave."""
        return next((rating.stars for rating in self.ratings if rating.side is side), None)

    def name_of(self, side: Side) -> str | None:
        """How the person on this side is called; None for somebody without a name (any more)."""
        return (self.mentor_person if side is Side.MENTOR else self.producer).name

    def contact_of(self, side: Side) -> str | None:
        """How the other side may reach this one; None where that is not wanted."""
        return self.mentor_contact if side is Side.MENTOR else self.producer_contact


class BookedQuarter(Base):
    """A quarter of an hour in which a person is booked: the key makes that nobody ever is twice.

    `quarter` is the number of quarters since 1970 in UTC; written and deleted together with the booking.
    """

    __tablename__ = "booked_quarters"
    __table_args__ = (
        CheckConstraint("(meeting_id IS NULL) <> (workshop_id IS NULL)", name="of_one_booking"),
        Index("ix_booked_quarters_meeting_id", "meeting_id"),
        Index("ix_booked_quarters_workshop_id", "workshop_id"),
    )

    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"), primary_key=True, autoincrement=False)
    quarter: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    meeting_id: Mapped[int | None] = mapped_column(ForeignKey("meetings.id", ondelete="CASCADE"))
    workshop_id: Mapped[int | None] = mapped_column(ForeignKey("workshops.id", ondelete="CASCADE"))


class MeetingRating(Base):
    """What one side thought of the session: 1 to 5."""

    __tablename__ = "meeting_ratings"
    __table_args__ = (CheckConstraint("stars BETWEEN 1 AND 5", name="one_to_five_stars"),)

    meeting_id: Mapped[int] = mapped_column(ForeignKey("meetings.id", ondelete="CASCADE"), primary_key=True)
    side: Mapped[Side] = mapped_column(stored_as_text(Side), primary_key=True)
    stars: Mapped[int] = mapped_column(SmallInteger)
    rated_at: Mapped[datetime]


class AgreedAction(Base):
    """One of the one to three things that the producer will try. The words go when the producer has data deleted."""

    __tablename__ = "agreed_actions"
    __table_args__ = (
        UniqueConstraint("meeting_id", "position"),
        CheckConstraint("position BETWEEN 1 AND 3", name="one_to_three"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    meeting_id: Mapped[int] = mapped_column(ForeignKey("meetings.id", ondelete="CASCADE"))
    position: Mapped[int] = mapped_column(SmallInteger)
    words: Mapped[str] = mapped_column(String(200))
    noted_by: Mapped[Side] = mapped_column(stored_as_text(Side))
    noted_at: Mapped[datetime]


class FollowUp(Base):
    """The producer's answer to "Sudah dicoba?", so many days after the session."""

    __tablename__ = "follow_ups"
    __table_args__ = (CheckConstraint("days IN (7, 30)", name="after_7_or_30_days"),)

    meeting_id: Mapped[int] = mapped_column(ForeignKey("meetings.id", ondelete="CASCADE"), primary_key=True)
    days: Mapped[int] = mapped_column(SmallInteger, primary_key=True)
    tried: Mapped[Tried] = mapped_column(stored_as_text(Tried))
    answered_at: Mapped[datetime]


class Report(Base):
    """That somebody complained about the other side of a session. Who complained is shown to staff only.

    `words` or the file is the message that was complained about, kept for staff until they have settled it.
    """

    __tablename__ = "reports"
    __table_args__ = (
        CheckConstraint("reporter_id <> reported_id", name="about_the_other"),
        CheckConstraint("(state = 'open') = (settled_at IS NULL)", name="settled_at_some_time"),
        Index("ix_reports_state", "state", "reported_at"),
        Index("ix_reports_reported_id", "reported_id"),
        {"sqlite_autoincrement": True},
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    meeting_id: Mapped[int] = mapped_column(ForeignKey("meetings.id", ondelete="CASCADE"), index=True)
    reporter_id: Mapped[int] = mapped_column(ForeignKey("people.id"))
    reported_id: Mapped[int] = mapped_column(ForeignKey("people.id"))
    words: Mapped[str | None] = mapped_column(Text)
    file_kind: Mapped[MessageKind | None] = mapped_column(stored_as_text(MessageKind))
    file_id: Mapped[str | None] = mapped_column(String(256))
    reported_at: Mapped[datetime]
    state: Mapped[ReportState] = mapped_column(stored_as_text(ReportState))
    settled_by_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
    settled_at: Mapped[datetime | None]

    meeting: Mapped[Meeting] = relationship(lazy="selectin")

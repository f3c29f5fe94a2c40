"""Reminders: the rows are the truth, the clock only looks for those that are due."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import BigInteger, CheckConstraint, ForeignKey, Index, SmallInteger, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from durable.database import Base
from models.choices import stored_as_text
from models.mentoring_choices import DropReason, Occasion, ReminderState

IS_PENDING = "state = 'pending'"
HAS_NO_CHAT = "drop_reason = 'no_chat' AND unreached_told_at IS NULL"
IS_UNREACHED = "unreached_told_at IS NOT NULL"


class Reminder(Base):
    """One reminder of one person. The keys make each occasion one row: a session that is moved has another `starts_at`.

    `due_at` is chosen within the person's signal window and outside the quiet hours when the row is written.
    """

    __tablename__ = "reminders"
    __table_args__ = (
        UniqueConstraint("person_id", "occasion", "meeting_id", "starts_at"),
        UniqueConstraint("person_id", "occasion", "workshop_id", "starts_at"),
        CheckConstraint("(meeting_id IS NULL) <> (workshop_id IS NULL)", name="about_one_thing"),
        CheckConstraint("useful_until > due_at", name="useful_after_due"),
        CheckConstraint("(state = 'pending') = (closed_at IS NULL)", name="closed_at_some_time"),
        CheckConstraint("(state = 'dropped') = (drop_reason IS NOT NULL)", name="dropped_for_a_reason"),
        Index("ix_reminders_due_at", "due_at", "id", sqlite_where=text(IS_PENDING), postgresql_where=text(IS_PENDING)),
        Index("ix_reminders_meeting_id", "meeting_id"),
        Index("ix_reminders_workshop_id", "workshop_id"),
        Index("ix_reminders_outbox_id", "outbox_id"),
        Index("ix_reminders_no_chat", "closed_at", sqlite_where=text(HAS_NO_CHAT), postgresql_where=text(HAS_NO_CHAT)),
        Index("ix_reminders_unreached", "unreached_told_at", sqlite_where=text(IS_UNREACHED),
              postgresql_where=text(IS_UNREACHED)),
    )  # fmt: skip

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"))
    occasion: Mapped[Occasion] = mapped_column(stored_as_text(Occasion))
    meeting_id: Mapped[int | None] = mapped_column(ForeignKey("meetings.id", ondelete="CASCADE"))
    workshop_id: Mapped[int | None] = mapped_column(ForeignKey("workshops.id", ondelete="CASCADE"))
    starts_at: Mapped[datetime]
    """When the session that it is about begins."""
    due_at: Mapped[datetime]
    useful_until: Mapped[datetime]
    state: Mapped[ReminderState] = mapped_column(stored_as_text(ReminderState))
    closed_at: Mapped[datetime | None]
    drop_reason: Mapped[DropReason | None] = mapped_column(stored_as_text(DropReason))
    outbox_id: Mapped[int | None] = mapped_column(BigInteger)
    unreached_told_at: Mapped[datetime | None]
    """When the other side was told that this one did not reach its person; staff hear of it within an hour."""


class ReminderWishes(Base):
    """How somebody wants to be reminded; without a row, as everybody is. Hours are of the office's zone.

    The signal window is when the person usually has a connection; it may cross midnight.
    """

    __tablename__ = "reminder_wishes"
    __table_args__ = (
        CheckConstraint("(signal_from IS NULL) = (signal_until IS NULL)", name="window_has_both_ends"),
        CheckConstraint("signal_from IS NULL OR (signal_from BETWEEN 0 AND 23 AND signal_until BETWEEN 0 AND 23 "
                        "AND signal_from <> signal_until)", name="window_is_of_hours"),
    )  # fmt: skip

    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"), primary_key=True, autoincrement=False)
    wants_day_before: Mapped[bool] = mapped_column(server_default=text("true"), default=True)
    wants_hour_before: Mapped[bool] = mapped_column(server_default=text("true"), default=True)
    signal_from: Mapped[int | None] = mapped_column(SmallInteger)
    signal_until: Mapped[int | None] = mapped_column(SmallInteger)
    signal_asked_at: Mapped[datetime | None]
    changed_at: Mapped[datetime]

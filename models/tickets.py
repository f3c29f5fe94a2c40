"""Questions that a person answers."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import BigInteger, CheckConstraint, ForeignKey, Index, String, Text, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from durable.database import Base
from models.choices import MessageKind, TicketState, stored_as_text
from models.people import Person
from models.places import District


class Ticket(Base):
    """One question for staff, from one chat. It is open, claimed by one member of staff, answered, or closed.

    `group_id` names the first of several open tickets that ask the same: one answer goes to all of them.
    `remind_at` and `escalate_at` are when staff are to be reminded; `reminded_at` and `escalated_at` when they were.
    While `staff_told_at` is empty there is something new in it that staff have not been told of.
    """

    __tablename__ = "tickets"
    __table_args__ = (
        CheckConstraint("state <> 'claimed' OR claimed_by_id IS NOT NULL", name="claimed_by_somebody"),
        CheckConstraint("state <> 'answered' OR answered_at IS NOT NULL", name="answered_at_some_time"),
        CheckConstraint("(helped IS NULL) = (rated_at IS NULL)", name="rated_at_with_its_rating"),
        CheckConstraint("escalate_at >= remind_at", name="reminded_before_escalated"),
        CheckConstraint("group_id IS NULL OR group_id <> id", name="no_group_of_itself"),
        Index("ix_tickets_state", "state", "opened_at"),
        Index("ix_tickets_topic", "topic_id", "state"),
        Index("ix_tickets_district", "district_id", "state"),
        Index("ix_tickets_chat", "channel", "chat_id", "opened_at"),
        Index("ix_tickets_group_id", "group_id"),
        Index("ix_tickets_claimed_by_id", "claimed_by_id"),
        Index("ix_tickets_remind_at", "remind_at", sqlite_where=text("reminded_at IS NULL"),
              postgresql_where=text("reminded_at IS NULL")),
        Index("ix_tickets_escalate_at", "escalate_at", sqlite_where=text("escalated_at IS NULL"),
              postgresql_where=text("escalated_at IS NULL")),
        Index("ix_tickets_staff_told_at", "staff_told_at"),
        # A number is never given twice, also when its ticket was deleted: old messages and buttons name it still.
        {"sqlite_autoincrement": True},
    )  # fmt: skip

    id: Mapped[int] = mapped_column(primary_key=True)
    channel: Mapped[str] = mapped_column(String(32))
    chat_id: Mapped[int] = mapped_column(BigInteger)
    asker_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"), index=True)
    asker_name: Mapped[str] = mapped_column(String(80))
    """As the person is called here, or on their phone: staff answer somebody, not a number."""
    topic_id: Mapped[int | None] = mapped_column(ForeignKey("faq_topics.id"))
    district_id: Mapped[int | None] = mapped_column(ForeignKey("districts.id"))
    question_id: Mapped[int | None] = mapped_column(ForeignKey("questions.id", ondelete="SET NULL"), index=True)
    is_urgent: Mapped[bool]
    state: Mapped[TicketState] = mapped_column(stored_as_text(TicketState))
    opened_at: Mapped[datetime]
    group_id: Mapped[int | None] = mapped_column(ForeignKey("tickets.id"))
    claimed_by_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
    claimed_at: Mapped[datetime | None]
    answered_at: Mapped[datetime | None]
    closed_at: Mapped[datetime | None]
    times_reopened: Mapped[int] = mapped_column(server_default="0")
    helped: Mapped[bool | None]
    rated_at: Mapped[datetime | None]
    remind_at: Mapped[datetime]
    escalate_at: Mapped[datetime]
    reminded_at: Mapped[datetime | None]
    escalated_at: Mapped[datetime | None]
    staff_told_at: Mapped[datetime | None]

    messages: Mapped[list[TicketMessage]] = relationship(
        back_populates="ticket", lazy="selectin", order_by="TicketMessage.id", cascade="all, delete-orphan"
    )
    district: Mapped[District | None] = relationship(lazy="selectin")
    claimed_by: Mapped[Person | None] = relationship(foreign_keys=[claimed_by_id], lazy="selectin")

    @property
    def is_waiting(self) -> bool:
        """Whether its asker waits for an answer."""
        return self.state in (TicketState.OPEN, TicketState.CLAIMED)

    @property
    def asked_words(self) -> str:
        """What the asker wrote, the words under files too; empty for a file alone."""
        return "\n".join(each.words for each in self.messages if each.words and not each.is_from_staff)

    @property
    def unanswered_words(self) -> str:
        """What the asker wrote since staff last did; after an answer that is what is asked back."""
        last = max((at for at, each in enumerate(self.messages) if each.is_from_staff), default=-1)
        return "\n".join(each.words for each in self.messages[last + 1 :] if each.words)


class TicketMessage(Base):
    """One message in a ticket, from the asker (no author) or from staff. A file is kept by the platform's names."""

    __tablename__ = "ticket_messages"
    __table_args__ = (
        CheckConstraint("(file_id IS NULL) = (unique_id IS NULL)", name="file_has_both_ids"),
        CheckConstraint("(kind = 'text') = (file_id IS NULL)", name="a_file_unless_text"),
        CheckConstraint("kind <> 'text' OR words IS NOT NULL", name="a_text_has_words"),
        Index("ix_ticket_messages_ticket_id", "ticket_id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    ticket_id: Mapped[int] = mapped_column(ForeignKey("tickets.id", ondelete="CASCADE"))
    author_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"), index=True)
    kind: Mapped[MessageKind] = mapped_column(stored_as_text(MessageKind))
    words: Mapped[str | None] = mapped_column(Text)
    file_id: Mapped[str | None] = mapped_column(String(256))
    unique_id: Mapped[str | None] = mapped_column(String(64))
    sent_at: Mapped[datetime]

    ticket: Mapped[Ticket] = relationship(back_populates="messages", lazy="raise")

    @property
    def is_from_staff(self) -> bool:
        """Whether staff wrote it."""
        return self.author_id is not None

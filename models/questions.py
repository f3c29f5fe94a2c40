"""What people ask and what they got, kept to learn from and to be able to correct."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import BigInteger, CheckConstraint, ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from durable.database import Base
from models.choices import QuestionOutcome, stored_as_text


class Question(Base):
    """One question as it was typed. The words are emptied after a year, and at once when the asker wants so."""

    __tablename__ = "questions"
    __table_args__ = (
        Index("ix_questions_chat", "channel", "chat_id", "asked_at"),
        Index("ix_questions_outcome", "outcome", "asked_at"),
        Index("ix_questions_asked_at", "asked_at"),
        CheckConstraint("confidence BETWEEN 0 AND 1", name="confidence_is_a_share"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    channel: Mapped[str] = mapped_column(String(32))
    chat_id: Mapped[int] = mapped_column(BigInteger)
    words: Mapped[str | None] = mapped_column(String(3000))
    asked_at: Mapped[datetime]
    outcome: Mapped[QuestionOutcome] = mapped_column(stored_as_text(QuestionOutcome))
    topic_id: Mapped[int | None] = mapped_column(ForeignKey("faq_topics.id"))
    """The likeliest topic, also where it was not sure enough to be answered."""
    confidence: Mapped[float]


class AnswerGiven(Base):
    """That a chat got this wording of an answer. `question_id` is empty when it came from a button."""

    __tablename__ = "answers_given"
    __table_args__ = (
        Index("ix_answers_given_topic", "topic_id", "given_at"),
        Index("ix_answers_given_chat", "channel", "chat_id", "given_at"),
        CheckConstraint("(helped IS NULL) = (rated_at IS NULL)", name="rated_at_with_its_rating"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    channel: Mapped[str] = mapped_column(String(32))
    chat_id: Mapped[int] = mapped_column(BigInteger)
    question_id: Mapped[int | None] = mapped_column(ForeignKey("questions.id", ondelete="SET NULL"), index=True)
    topic_id: Mapped[int] = mapped_column(ForeignKey("faq_topics.id"))
    version_id: Mapped[int] = mapped_column(ForeignKey("faq_versions.id"), index=True)
    given_at: Mapped[datetime]
    helped: Mapped[bool | None]
    rated_at: Mapped[datetime | None]
    corrected_with_id: Mapped[int | None] = mapped_column(ForeignKey("faq_versions.id"))
    """The later wording that this chat was told of, so that it is told once."""

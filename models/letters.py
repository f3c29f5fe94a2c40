"""Letters of service: what a mentor did, with a code by which anybody can check it."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, SmallInteger, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from durable.database import Base


class ServiceLetter(Base):
    """One letter. What it says is kept as it was said, so that a check shows the same when the sessions are gone."""

    __tablename__ = "service_letters"
    __table_args__ = (
        CheckConstraint("until_on >= from_on", name="until_after_from"),
        Index("ix_service_letters_mentor_id", "mentor_id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    code: Mapped[str] = mapped_column(String(16), unique=True)
    mentor_id: Mapped[int] = mapped_column(ForeignKey("people.id"))
    issued_by_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
    issued_at: Mapped[datetime]
    from_on: Mapped[date]
    until_on: Mapped[date]
    name: Mapped[str] = mapped_column(String(80))
    meetings: Mapped[int] = mapped_column(SmallInteger)
    minutes: Mapped[int]
    said: Mapped[str] = mapped_column(Text)
    """JSON: topics with their number, stars, classes."""
    revoked_at: Mapped[datetime | None]

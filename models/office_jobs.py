"""What is made in the background: reports, pictures, tables, letters, posters."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

from sqlalchemy import BigInteger, CheckConstraint, ForeignKey, Index, SmallInteger, String, Text, text
from sqlalchemy.orm import Mapped, mapped_column

from durable.database import Base
from models.choices import stored_as_text

IS_OPEN = "state IN ('waiting', 'running')"


class JobKind(StrEnum):
    """What is to be made."""

    FIGURES = "figures"
    """The pictures of the statistics."""
    QUARTER = "quarter"
    """The report of a quarter."""
    BUSINESSES = "businesses"
    MEETINGS = "meetings"
    QUESTIONS = "questions"
    ANNOUNCEMENTS = "announcements"
    RECIPIENTS = "recipients"
    """What became of one announcement, person by person."""
    REFERRALS = "referrals"
    AUDIT = "audit"
    LETTER = "letter"
    POSTER = "poster"


class JobState(StrEnum):
    """Where a job stands."""

    WAITING = "waiting"
    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"


class OfficeJob(Base):
    """One thing that somebody asked for, made in the background and sent to their chat as a document.

    `params` is JSON, keys and numbers only. The right to it is asked for again when it is made.
    """

    __tablename__ = "office_jobs"
    __table_args__ = (
        CheckConstraint("progress BETWEEN 0 AND 100", name="progress_is_a_share"),
        CheckConstraint("(state IN ('done', 'failed')) = (finished_at IS NOT NULL)", name="finished_at_some_time"),
        Index("ix_office_jobs_open", "id", sqlite_where=text(IS_OPEN), postgresql_where=text(IS_OPEN)),
        Index("ix_office_jobs_asked_by_id", "asked_by_id", "kind"),
        {"sqlite_autoincrement": True},
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[JobKind] = mapped_column(stored_as_text(JobKind))
    params: Mapped[str] = mapped_column(Text)
    state: Mapped[JobState] = mapped_column(stored_as_text(JobState))
    asked_by_id: Mapped[int] = mapped_column(ForeignKey("people.id"))
    bot: Mapped[int] = mapped_column(BigInteger)
    chat_id: Mapped[int] = mapped_column(BigInteger)
    language: Mapped[str] = mapped_column(String(8))
    asked_at: Mapped[datetime]
    taken_until: Mapped[datetime | None]
    """Another process may take it over after this: the one that took it is dead."""
    attempts: Mapped[int] = mapped_column(SmallInteger, server_default="0", default=0)
    progress: Mapped[int] = mapped_column(SmallInteger, server_default="0", default=0)
    progress_outbox_id: Mapped[int | None] = mapped_column(BigInteger)
    finished_at: Mapped[datetime | None]

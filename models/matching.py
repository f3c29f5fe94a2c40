"""What a batch of matching proposes to staff, until they have confirmed or dropped it."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column, relationship

from durable.database import Base
from models.choices import stored_as_text
from models.mentoring_choices import NoMatch
from models.mentors import Mentor
from models.requests import HelpRequest


class MatchRun(Base):
    """That a member of staff asked for a proposal. The clock reckons it; a finished run takes the place of the last."""

    __tablename__ = "match_runs"
    __table_args__ = (Index("ix_match_runs_done_at", "done_at"), {"sqlite_autoincrement": True})

    id: Mapped[int] = mapped_column(primary_key=True)
    asked_by_id: Mapped[int] = mapped_column(ForeignKey("people.id"))
    asked_at: Mapped[datetime]
    done_at: Mapped[datetime | None]


class MatchProposal(Base):
    """For one request the mentor and hour that are proposed, or why there is nobody. Gone once staff have decided."""

    __tablename__ = "match_proposals"
    __table_args__ = (
        CheckConstraint("(mentor_id IS NULL) = (why IS NOT NULL)", name="a_mentor_or_why_not"),
        CheckConstraint("(mentor_id IS NULL) = (starts_at IS NULL)", name="a_mentor_has_an_hour"),
        CheckConstraint("(mentor_id IS NULL) = (score IS NULL)", name="a_mentor_has_a_score"),
        Index("ix_match_proposals_score", "run_id", "score"),
        Index("ix_match_proposals_request_id", "request_id"),
    )

    run_id: Mapped[int] = mapped_column(ForeignKey("match_runs.id", ondelete="CASCADE"), primary_key=True)
    request_id: Mapped[int] = mapped_column(ForeignKey("help_requests.id", ondelete="CASCADE"), primary_key=True)
    mentor_id: Mapped[int | None] = mapped_column(ForeignKey("mentors.person_id"), index=True)
    starts_at: Mapped[datetime | None]
    score: Mapped[float | None]
    why: Mapped[NoMatch | None] = mapped_column(stored_as_text(NoMatch))

    request: Mapped[HelpRequest] = relationship(lazy="selectin")
    mentor: Mapped[Mentor | None] = relationship(lazy="selectin")

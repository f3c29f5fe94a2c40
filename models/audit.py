"""Who did what to what, for acts that change rights, decisions or consent."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from durable.database import Base


class AuditEntry(Base):
    """One act. `detail` holds keys such as a role's kind, never a name, number or sentence of a person."""

    __tablename__ = "audit_entries"
    __table_args__ = (
        Index("ix_audit_entries_about", "about_kind", "about_id"),
        Index("ix_audit_entries_person_id", "person_id"),
        Index("ix_audit_entries_at", "at"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
    act: Mapped[str] = mapped_column(String(40))
    about_kind: Mapped[str] = mapped_column(String(24))
    about_id: Mapped[int]
    detail: Mapped[str | None] = mapped_column(String(80))
    at: Mapped[datetime]

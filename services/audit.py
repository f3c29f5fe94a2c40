"""Keeps who did what: rights, consent and decisions."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from models import AuditEntry, Person


def record(
    session: AsyncSession,
    who: Person | None,
    act: str,
    about_kind: str,
    about_id: int,
    now: datetime,
    detail: str | None = None,
) -> AuditEntry:
    """Adds one entry. `detail` is a key such as a role's kind, never words of a person."""
    entry = AuditEntry(
        person_id=who.id if who else None, act=act, about_kind=about_kind, about_id=about_id, detail=detail, at=now
    )
    session.add(entry)
    return entry


async def entries_about(session: AsyncSession, about_kind: str, about_id: int) -> list[AuditEntry]:
    """What was done to one thing, oldest first."""
    query = select(AuditEntry).where(AuditEntry.about_kind == about_kind, AuditEntry.about_id == about_id)
    return list(await session.scalars(query.order_by(AuditEntry.id)))

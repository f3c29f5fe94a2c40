"""Looking at a person: every look of staff is kept in the audit."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from models import AuditEntry, Person
from services import audit, roles
from services.merging.standing import present
from services.roles import Act

ONE_LOOK = timedelta(minutes=15)
"""Turning the parts of a card within this time is one look."""


async def look(session: AsyncSession, by: Person | None, person_id: int | None, now: datetime) -> Person:
    """The person, whose card this one is shown. Raises NotAllowed or PersonMissing."""
    looker = roles.require(by, Act.SEE_PEOPLE)
    person = await present(session, person_id)
    seen = select(AuditEntry.id).where(
        AuditEntry.about_kind == "person", AuditEntry.about_id == person.id, AuditEntry.act == "person_seen",
        AuditEntry.person_id == looker.id, AuditEntry.at > now - ONE_LOOK,
    )  # fmt: skip
    if await session.scalar(seen.limit(1)) is None:
        audit.record(session, looker, "person_seen", "person", person.id, now)
        await session.flush()
    return person

"""Reading what services/audit.py kept: by kind of act, by person, by days."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import Select, and_, func, or_, select
from sqlalchemy.ext.asyncio import AsyncSession

from models import AuditEntry, Person
from services import roles
from services.roles import Act

KINDS: Mapping[str, tuple[str, ...]] = {
    "people": ("person_", "people_", "note_", "consent_"),
    "rights": ("role_", "invitation_", "help_", "own_phone"),
    "businesses": ("business_", "kind_", "referral_"),
    "announcements": ("announcement_", "segment_", "news_"),
    "answers": ("ticket_", "faq_"),
    "mentoring": ("mentor_", "request_", "meeting_", "report_", "workshop_", "match_"),
    "documents": ("document_", "letter_", "poster_"),
    "other": ("clock_",),
}
"""With what the acts of a kind begin."""


@dataclass(frozen=True)
class Wanted:
    """What of the audit is wanted; None = whatever it is. `about_id` is a person to whom it was done."""

    kind: str | None = None
    by_id: int | None = None
    about_id: int | None = None
    days: int | None = None


@dataclass(frozen=True)
class Told:
    """One act: who did it, and the name of the person to whom, where it was done to a person."""

    entry: AuditEntry
    by: Person | None
    about: Person | None


async def listed(
    session: AsyncSession, person: Person | None, wanted: Wanted, now: datetime, limit: int, offset: int = 0
) -> list[Told]:
    """One page, the latest first. Raises NotAllowed."""
    roles.require(person, Act.SEE_AUDIT)
    query = _fits(select(AuditEntry), wanted, now).order_by(AuditEntry.id.desc()).limit(limit).offset(offset)
    return await _told(session, list(await session.scalars(query)))


async def count(session: AsyncSession, wanted: Wanted, now: datetime) -> int:
    """How many acts fit."""
    return await session.scalar(_fits(select(func.count(AuditEntry.id)), wanted, now)) or 0


async def audit_to_export(session: AsyncSession, wanted: Wanted, now: datetime, most: int = 100_000) -> list[Told]:
    """The same for a table, the latest first. Who may have it is asked by who makes the table."""
    query = _fits(select(AuditEntry), wanted, now).order_by(AuditEntry.id.desc()).limit(most)
    return await _told(session, list(await session.scalars(query)))


async def who_acted(session: AsyncSession, wanted: Wanted, now: datetime, limit: int) -> list[tuple[Person, int]]:
    """Who did most of what fits, and how many acts."""
    number = func.count(AuditEntry.id)
    query = _fits(select(AuditEntry.person_id, number), wanted, now).where(AuditEntry.person_id.is_not(None))
    rows = (await session.execute(query.group_by(AuditEntry.person_id).order_by(number.desc()).limit(limit))).all()
    people = await _people(session, [row[0] for row in rows])
    return [(people[person_id], acts) for person_id, acts in rows]


async def _told(session: AsyncSession, entries: Sequence[AuditEntry]) -> list[Told]:
    about = {each.id: each.about_id for each in entries if each.about_kind in ("person", "mentor")}
    people = await _people(session, [*about.values(), *(each.person_id for each in entries if each.person_id)])
    return [
        Told(each, people.get(each.person_id or 0), people.get(about.get(each.id, 0)))
        for each in entries
    ]  # fmt: skip


async def _people(session: AsyncSession, ids: Sequence[int]) -> dict[int, Person]:
    found: dict[int, Person] = {}
    wanted = sorted(set(ids))
    for at in range(0, len(wanted), 500):  # SQLite takes a limited number of values at once
        some = await session.scalars(select(Person).where(Person.id.in_(wanted[at : at + 500])))
        found.update((person.id, person) for person in some)
    return found


def _fits(query: Select, wanted: Wanted, now: datetime) -> Select:  # type: ignore[type-arg]
    if wanted.kind is not None:
        query = query.where(or_(*(AuditEntry.act.startswith(begins, autoescape=True) for begins in KINDS[wanted.kind])))
    if wanted.by_id is not None:
        query = query.where(AuditEntry.person_id == wanted.by_id)
    if wanted.about_id is not None:
        is_person = AuditEntry.about_kind.in_(("person", "mentor"))
        query = query.where(and_(is_person, AuditEntry.about_id == wanted.about_id))
    if wanted.days is not None:
        query = query.where(AuditEntry.at > now - timedelta(days=wanted.days))
    return query

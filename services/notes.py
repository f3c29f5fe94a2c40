"""Lines that staff note about a person, for staff only."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import joinedload

from models import Person, StaffNote
from services import audit, roles
from services.errors import NoteMissing, NoteRefused
from services.reading.folding import visible
from services.roles import Act

MOST_CHARACTERS = 300


async def add(session: AsyncSession, person: Person, text: str, by: Person | None, now: datetime) -> StaffNote:
    """Notes it. Raises NotAllowed or NoteRefused."""
    author = roles.require(by, Act.SEE_PEOPLE)
    words = visible(text)
    if not words or len(words) > MOST_CHARACTERS:
        raise NoteRefused(most=MOST_CHARACTERS)
    note = StaffNote(person_id=person.id, author=author, words=words, written_at=now)
    session.add(note)
    await session.flush()
    audit.record(session, author, "note_added", "person", person.id, now)
    return note


async def about(session: AsyncSession, person: Person, limit: int, offset: int = 0) -> list[StaffNote]:
    """What was noted about a person, the latest first, with who wrote it."""
    query = select(StaffNote).options(joinedload(StaffNote.author)).where(StaffNote.person_id == person.id)
    return list(await session.scalars(query.order_by(StaffNote.id.desc()).limit(limit).offset(offset)))


async def count(session: AsyncSession, person: Person) -> int:
    """How many notes there are."""
    return await session.scalar(select(func.count(StaffNote.id)).where(StaffNote.person_id == person.id)) or 0


async def own(session: AsyncSession, note_id: int | None, by: Person | None) -> StaffNote:
    """A note that this one wrote. Raises NotAllowed or NoteMissing."""
    author = roles.require(by, Act.SEE_PEOPLE)
    note = await session.get(StaffNote, note_id or 0)
    if note is None or note.author_id != author.id:
        raise NoteMissing
    return note


async def delete(session: AsyncSession, note_id: int | None, by: Person | None, now: datetime) -> int:
    """Deletes a note of one's own; gives the id of the person it was about. The same errors."""
    note = await own(session, note_id, by)
    person_id = note.person_id
    await session.delete(note)
    audit.record(session, by, "note_deleted", "person", person_id, now)
    await session.flush()
    return person_id

"""Deleting what a person told, when the request for it is made at the office and not in the chat."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from models import Person
from services import audit, people, roles
from services.errors import ConsentMissing, PersonMissing
from services.roles import Act


async def person_to_erase(session: AsyncSession, by: Person | None, person_id: int | None) -> Person:
    """Somebody whose data are kept. Raises NotAllowed, PersonMissing, or ConsentMissing when nothing is."""
    roles.require(by, Act.ERASE_PEOPLE)
    person = await session.get(Person, person_id) if person_id is not None else None
    if person is None:
        raise PersonMissing
    if person.consent is None:
        raise ConsentMissing
    return person


async def erase(session: AsyncSession, by: Person | None, person_id: int | None, now: datetime) -> Person:
    """The same as /hapus_data in the person's own chat, with the member of staff who did it in the audit."""
    person = await person_to_erase(session, by, person_id)
    await people.withdraw_consent(session, person, now)
    audit.record(session, by, "person_erased", "person", person.id, now)
    return person

"""What staff are called in the list of roles; it rests on their work for the office, not on a producer's consent."""

from __future__ import annotations

from sqlalchemy.ext.asyncio import AsyncSession

from models import Person
from services.errors import PersonNameRefused
from services.reading import clean_person_name


async def name_staff(session: AsyncSession, person: Person, shown_name: str) -> None:
    """Takes over the name that somebody with a role shows on the phone, unless there is a name already.

    A name that cannot be read as one is left out.
    """
    if person.name or not person.role_kinds:
        return
    try:
        person.name = clean_person_name(shown_name)
    except PersonNameRefused:
        return
    await session.flush()

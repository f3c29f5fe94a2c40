"""Deleting what a person told, when the request for it is made at the office and not in the chat."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import select, update
from sqlalchemy.ext.asyncio import AsyncSession

from durable.inbox import conversations
from models import Account, Person
from services import audit, people, roles
from services.errors import ConsentMissing, PersonMissing
from services.reach import Line
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


async def erase(session: AsyncSession, by: Person | None, person_id: int | None, line: Line, now: datetime) -> Person:
    """The same as /hapus_data in the person's own chat, with the member of staff who did it in the audit."""
    person = await person_to_erase(session, by, person_id)
    await _forget_what_was_begun(session, person, line)
    await people.withdraw_consent(session, person, now, by=by)
    audit.record(session, by, "person_erased", "person", person.id, now)
    return person


async def _forget_what_was_begun(session: AsyncSession, person: Person, line: Line) -> None:
    """Answers that were given and not sent yet stand in the chat's drafts."""
    chats = select(Account.chat_id).where(Account.person_id == person.id, Account.channel == line.channel)
    theirs = conversations.c.bot == line.bot, conversations.c.chat_id.in_(chats)
    empty = {"name": None, "state": None, "drafts": "{}", "timeout_at": None}
    await session.execute(update(conversations).where(*theirs).values(empty))

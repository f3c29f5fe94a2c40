"""People and their accounts: who writes, how they are called, what they agreed to."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import bindparam, delete, select, update
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import joinedload, lazyload

from models import Account, Business, Consent, Helped, Mentor, Person, ReminderWishes, RoleKind
from services import audit, chats, roles
from services.chats import Chat
from services.errors import ConsentMissing
from services.mentoring.forgetting import forget_requests
from services.mentors.forgetting import forget_mentor
from services.merging.forgetting import forget_merged
from services.news import coming, stops
from services.reading import clean_person_name
from services.roles import Act
from services.tickets.forgetting import forget_questions
from services.workshops import seats

_person_id = select(Account.person_id).where(
    Account.channel == bindparam("channel"), Account.chat_id == bindparam("chat_id")
)
_person = (
    select(Person)
    .where(Person.id == bindparam("person_id"))
    .options(joinedload(Person.roles), joinedload(Person.consents), lazyload(Person.helping))
)
"""Built once: these are asked in nearly every update, and most who write for the first time are nobody yet."""


async def person_of_account(session: AsyncSession, channel: str, chat_id: int) -> Person | None:
    """The person who writes from this chat, with roles and consents; None for somebody unknown."""
    person_id = await session.scalar(_person_id, {"channel": channel, "chat_id": chat_id})
    if person_id is None:
        return None
    person = (await session.scalars(_person, {"person_id": person_id})).unique().one()
    if RoleKind.KADER in person.role_kinds:  # nobody else needs one query more in every update
        await session.refresh(person, ["helping"])
    return person


async def ensure_person(session: AsyncSession, channel: str, chat_id: int, now: datetime) -> Person:
    """The person of this chat, made when there is none: for staff who take a role.

    Producers become a person by `give_consent`; without it no profile is kept.
    """
    person = await person_of_account(session, channel, chat_id)
    if person is None:
        person = Person(created_at=now, roles=[], consents=[], helping=[])
        session.add(Account(channel=channel, chat_id=chat_id, person=person, created_at=now))
        await session.flush()
    return person


async def accounts_of(session: AsyncSession, person: Person) -> list[Account]:
    """The chats from which this person writes."""
    return list(await session.scalars(select(Account).where(Account.person_id == person.id).order_by(Account.id)))


async def chats_of(session: AsyncSession, channel: str, people: Collection[int]) -> dict[int, Chat]:
    """{person id: the chat in which they are told things} on one channel: theirs, or that of who writes for them."""
    return await chats.find(session, Account.channel == channel, people)


async def give_consent(session: AsyncSession, channel: str, chat_id: int, version: str, now: datetime) -> Person:
    """Keeps that the person of this chat agreed to this version of the text; the same version twice is once."""
    person = await ensure_person(session, channel, chat_id, now)
    await _agree(session, person, Consent(version=version, given_at=now), person, now)
    return person


async def agree_through(session: AsyncSession, person: Person, kader: Person, version: str, now: datetime) -> None:
    """The same for somebody to whom a village helper read the text aloud. Raises NotAllowed."""
    await session.refresh(kader, ["helping"])
    roles.require(kader, Act.REGISTER_BUSINESS, person)
    await _agree(session, person, Consent(version=version, given_at=now, given_through_id=kader.id), kader, now)


async def _agree(session: AsyncSession, person: Person, given: Consent, by: Person, now: datetime) -> None:
    consent = person.consent
    if consent is not None and consent.version == given.version:
        return
    if consent is not None:
        consent.withdrawn_at = now
        await session.flush()
    person.consents.append(given)
    audit.record(session, by, "consent_given", "person", person.id, now, given.version)
    await session.flush()


async def withdraw_consent(session: AsyncSession, person: Person, now: datetime, by: Person | None = None) -> int:
    """Takes the consent back: name, businesses and what was asked are deleted, at once, and nobody helps any more.

    `by` is the village helper who says it for the person. Gives the number of businesses deleted. Kept are the fact
    and time of the consent itself, and roles, which rest on the person's work for the office.
    """
    if person.consent is None:
        raise ConsentMissing
    version = person.consent.version
    person.consent.withdrawn_at = now
    owned = list(await session.scalars(select(Business.id).where(Business.owner_id == person.id)))
    for account in await accounts_of(session, person):
        await forget_questions(session, account.channel, account.chat_id)
    await session.execute(
        update(Helped).where(Helped.person_id == person.id, Helped.ended_at.is_(None)).values(ended_at=now)
    )
    await seats.forget(session, person.id, now)
    await session.execute(delete(ReminderWishes).where(ReminderWishes.person_id == person.id))
    await stops.forget(session, person.id, now)
    await coming.forget(session, person.id, now)
    if mentor := await session.get(Mentor, person.id):
        await forget_mentor(session, mentor)
    await forget_requests(session, person.id, now)
    await session.execute(delete(Business).where(Business.owner_id == person.id))
    await forget_merged(session, person.id)
    person.name = None
    audit.record(session, by or person, "consent_withdrawn", "person", person.id, now, version)
    await session.flush()
    return len(owned)


def require_consent(person: Person | None) -> Person:
    """The person, who has agreed; raises ConsentMissing otherwise."""
    if person is None or person.consent is None:
        raise ConsentMissing
    return person


async def rename_person(session: AsyncSession, person: Person, name: str) -> None:
    """Keeps the person's name, cleaned; raises PersonNameRefused or ConsentMissing."""
    require_consent(person)
    person.name = clean_person_name(name)

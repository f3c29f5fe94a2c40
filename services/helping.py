"""Village helpers (kader) and the people they write for, who have no phone of their own.

Whoever is helped agreed by word of mouth, has no account, and one helper. What the helper may do for them is decided
by `roles.stands_for`; what they are told goes to the helper's chat (services/chats.py).
"""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import Select, exists, select
from sqlalchemy.ext.asyncio import AsyncSession

from models import Account, Consent, Helped, Invitation, Person, PersonMerge, Role, RoleKind
from services import audit, invitations, people, roles
from services.errors import HelpConflict, InvitationMissing, PersonMissing
from services.reading import clean_person_name
from services.roles import Act

MOST_HELPED = 100
LINK_LIVES = timedelta(days=7)


async def begin(session: AsyncSession, kader: Person, name: str, version: str, now: datetime) -> Person:
    """A new person who heard this version of the text read aloud and agreed to it.

    Raises NotAllowed, PersonNameRefused, or HelpConflict when this helper helps MOST_HELPED already.
    """
    roles.require(kader, Act.HELP_PRODUCERS)
    if len(kader.helping) >= MOST_HELPED:
        raise HelpConflict("refused_helped_many", most=MOST_HELPED)
    person = Person(name=clean_person_name(name), created_at=now, roles=[], consents=[], helping=[])
    session.add(person)
    await session.flush()
    session.add(Helped(person_id=person.id, kader_id=kader.id, since=now))
    audit.record(session, kader, "help_begun", "person", person.id, now)
    await people.agree_through(session, person, kader, version, now)
    await session.refresh(kader, ["helping"])
    return person


async def helped_by(session: AsyncSession, kader: Person | None) -> list[Person]:
    """Whom this person helps now, in the order of their names; nobody without the role."""
    if kader is None or not roles.allowed(kader, Act.HELP_PRODUCERS):
        return []
    ids = [each.person_id for each in kader.helping]
    return list(await session.scalars(select(Person).where(Person.id.in_(ids)).order_by(Person.name, Person.id)))


async def own_helped(session: AsyncSession, kader: Person | None, person_id: int | None) -> Person:
    """One of the people whom this person helps now; raises PersonMissing for everybody else."""
    found = next((each for each in await helped_by(session, kader) if each.id == person_id), None)
    if found is None:
        raise PersonMissing
    return found


async def end(session: AsyncSession, kader: Person, person_id: int | None, now: datetime) -> Person:
    """Helps no longer; what was told stays with the office, and staff find another helper. Raises PersonMissing."""
    person = await own_helped(session, kader, person_id)
    helped = await session.get_one(Helped, person.id, with_for_update=True)
    helped.ended_at = now
    audit.record(session, kader, "help_ended", "person", person.id, now)
    await session.flush()
    await session.refresh(kader, ["helping"])
    return person


async def forget(session: AsyncSession, kader: Person, person_id: int | None, now: datetime) -> None:
    """The person takes the consent back through the helper: all is deleted, and the help ends. Raises PersonMissing."""
    person = await own_helped(session, kader, person_id)
    await people.withdraw_consent(session, person, now, by=kader)
    await session.refresh(kader, ["helping"])


async def make_link(session: AsyncSession, kader: Person, person_id: int | None, now: datetime) -> Invitation:
    """A link, good once, by which this person takes over with an own phone; an earlier one is good no longer."""
    person = await own_helped(session, kader, person_id)
    helped = await session.get_one(Helped, person.id, with_for_update=True)
    earlier = await session.get(Invitation, helped.link_id) if helped.link_id is not None else None
    if earlier is not None and earlier.revoked_at is None:
        earlier.revoked_at = now
    made = await invitations.create_invitation(session, kader, now, lives=LINK_LIVES)
    helped.link_id = made.id
    await session.flush()
    return made


async def helped_through(session: AsyncSession, token: str) -> Helped | None:
    """Whose own phone the link with this token is for; None: it is another kind of link, as most are."""
    query = select(Helped).join(Invitation, Invitation.id == Helped.link_id).where(Invitation.token == token)
    return await session.scalar(query.with_for_update(of=Helped))


async def take_over(
    session: AsyncSession, helped: Helped, token: str, channel: str, chat_id: int, now: datetime
) -> Person:
    """The chat becomes the person's own, and the help ends.

    Raises InvitationMissing when they are helped no longer, InvitationExpired, or HelpConflict for a chat of somebody
    whom the office knows already.
    """
    if helped.ended_at is not None:
        raise InvitationMissing
    if await people.person_of_account(session, channel, chat_id) is not None:
        raise HelpConflict("refused_phone_known")
    person = await session.get_one(Person, helped.person_id)
    session.add(Account(channel=channel, chat_id=chat_id, person_id=person.id, created_at=now))
    helped.ended_at = now
    audit.record(session, person, "own_phone", "person", person.id, now)
    await invitations.use_invitation(session, token, person, now)
    return person


async def without_helper(session: AsyncSession) -> list[Person]:
    """Who was helped and is reached by nobody now: the helper stopped, or is no helper any more. Longest first."""
    return list(await session.scalars(_without_helper().order_by(Helped.since, Person.id)))


async def give(session: AsyncSession, person_id: int | None, kader: Person, by: Person, now: datetime) -> Person:
    """Staff find a helper for somebody who has none. Raises NotAllowed, PersonMissing or HelpConflict."""
    roles.require(by, Act.GIVE_TO_HELPER)
    if not roles.allowed(kader, Act.HELP_PRODUCERS) or kader.id == person_id:
        raise HelpConflict("refused_no_helper")
    if len(kader.helping) >= MOST_HELPED:
        raise HelpConflict("refused_helped_many", most=MOST_HELPED)
    helped = await session.get(Helped, person_id, with_for_update=True) if person_id is not None else None
    person = await session.scalar(_without_helper().where(Person.id == person_id)) if helped is not None else None
    if person is None or helped is None:
        raise PersonMissing
    helped.kader_id, helped.since, helped.ended_at, helped.link_id = kader.id, now, None, None
    audit.record(session, by, "help_given", "person", person.id, now)
    await session.flush()
    await session.refresh(kader, ["helping"])
    return person


def _without_helper() -> Select[Person]:
    """From the few who ever were helped, not from all people."""
    has_helper = (Helped.ended_at.is_(None)) & exists().where(
        Role.person_id == Helped.kader_id, Role.kind == RoleKind.KADER, Role.revoked_at.is_(None)
    )
    agrees = exists().where(Consent.person_id == Person.id, Consent.withdrawn_at.is_(None))
    has_account = exists().where(Account.person_id == Person.id)
    is_merged = exists().where(PersonMerge.merged_id == Person.id, PersonMerge.undone_at.is_(None))
    query = select(Person).join(Helped, Helped.person_id == Person.id)
    return query.where(~has_helper, agrees, ~has_account, ~is_merged)

"""Ways into being a mentor that many tests share."""

from __future__ import annotations

from sqlalchemy import select

from durable import clock
from models import Mentor, RoleKind
from services import invitations, people
from tests.conversations.desk import an_officer
from tests.conversations.walks import does, where
from tests.driver import Office, Person, Reply

NAME = "mentor_profile"
STEPS: dict[str, list[str]] = {
    "promise": ["/jadi_mentor"],
    "name": ["!Saya setuju"],
    "kind": ["Dewi Lestari"],
    "topics": ["!Kampus"],
    "clusters": ["!☐ Kemasan", "!☐ Label", "!Selesai"],
    "district": ["pisang", "!Selesai"],
    "ways": ["Busang"],
    "visits": ["!☐ Chat", "!☐ Bertemu langsung", "!Selesai"],
    "languages": ["Busang, Bengalon", "!Selesai"],
    "week": ["jawa", "selesai"],
    "month": ["!2"],
    "hour": ["!8"],
    "about": ["!07.00 WITA"],
    "summary": ["Dosen teknologi pangan"],
}
"""What leads into each state from the one before; with ! in front it is pressed."""


async def reach(person: Person, state: str) -> list[Reply]:
    """From nothing into a state of the application; returns the replies that opened it."""
    replies: list[Reply] = []
    for name, acts in STEPS.items():
        replies = await does(person, *acts)
        if name == state:
            break
    assert await where(person) == (NAME, state)
    return replies


async def applies(person: Person) -> list[Reply]:
    """A whole application."""
    await reach(person, "summary")
    return await person.presses("Kirim")


async def invitation(office: Office, role: RoleKind | None = RoleKind.MENTOR, by: int = 1) -> str:
    """The token of a fresh invitation of the officer in this chat."""
    async with office.database.session() as session:
        officer = await people.person_of_account(session, "telegram", by)
        assert officer is not None
        return (await invitations.create_invitation(session, officer, clock.now(), role, 5)).token


async def a_mentor(office: Office, chat_id: int = 21, name: str = "Dewi") -> Person:
    """Somebody who followed an invitation and told everything. The officer Ani (chat 1) is there too."""
    await an_officer(office, 1, "Ani")
    person = office.person(chat_id, name)
    await person.says(f"/start {await invitation(office)}")
    for state, acts in STEPS.items():
        if state not in ("promise", "kind"):
            await does(person, *acts)
    await person.presses("Kirim")
    assert (await where(person)) == (None, None)
    return person


async def mentors(office: Office) -> list[Mentor]:
    """All mentors, oldest first."""
    async with office.database.session() as session:
        return list(await session.scalars(select(Mentor).order_by(Mentor.person_id)))

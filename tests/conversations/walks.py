"""Ways through the conversations that many tests share."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from functools import cache
from typing import Any

import orjson
from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from durable import clock
from durable.inbox import conversations
from models import Activity, Business
from services import people
from services.businesses import register_business
from tests.conversations.checked_office import CheckedOffice
from tests.conversations.scenes import scene
from tests.driver import Office, Person, Reply

STATES = ("consent", "owner", "name", "district", "products", "activities", "summary")
"""The states of the registration in their order."""
_STEPS = {
    "consent": ["/daftar"],
    "owner": ["setuju"],
    "name": ["Siti Aminah"],
    "district": ["Dapur Siti"],
    "products": ["Busang"],
    "activities": ["keripik pisang", "!Sudah benar"],
    "summary": ["diolah", "selesai"],
}
"""What leads into each state from the one before; with ! in front it is pressed."""


def texts(replies: Sequence[Reply]) -> list[str]:
    return [reply.text for reply in replies]


async def does(person: Person, *acts: str) -> list[Reply]:
    """Does these acts; returns the replies to the last."""
    replies: list[Reply] = []
    for act in acts:
        replies = await (person.presses(act[1:]) if act.startswith("!") else person.says(act))
    return replies


async def reach(person: Person, state: str) -> list[Reply]:
    """From nothing into a state of the registration; returns the replies that opened it."""
    replies: list[Reply] = []
    for name in STATES[: STATES.index(state) + 1]:
        replies = await does(person, *_STEPS[name])
    assert await where(person) == ("register", state)
    return replies


Walk = Callable[[Person, str], Awaitable[list[Reply]]]


@cache
def _walked(walk: Walk, state: str, chats: tuple[int, ...]) -> Callable[[CheckedOffice], Awaitable[list[Person]]]:
    async def setting(office: CheckedOffice) -> list[Person]:
        people = [office.person(chat) for chat in chats]
        for person in people:
            await walk(person, state)
        return people

    return setting


async def stand_at(office: CheckedOffice, state: str, *chats: int, walk: Walk = reach) -> list[Person]:
    """People whom the first test that asked has walked into this state; others get a copy of that office."""
    return await scene(office, _walked(walk, state, chats))


async def stands_at(office: CheckedOffice, state: str, chat_id: int = 11, walk: Walk = reach) -> Person:
    """The same with one person, in an office where nothing has happened: a copy would forget it."""
    assert office.is_new
    (person,) = await stand_at(office, state, chat_id, walk=walk)
    return person


async def register(person: Person, **changed: str) -> Business:
    """A whole registration, with other answers to `owner` or `name` if wanted; returns the business."""
    await reach(person, "summary")
    for key, said in changed.items():
        await does(person, f"!register:edit:{key}", said)
    await person.presses("Simpan")
    return (await businesses(person.office))[-1]


async def has_registered(person: Person, owner: str = "Siti Aminah", name: str = "Dapur Siti") -> Business:
    """Somebody who registered before the test began: the rows of `register`, without its dozen messages."""
    async with person.office.database.session() as session:
        row = await people.give_consent(session, "telegram", person.chat_id, "2026-11", clock.now())
        await people.rename_person(session, row, owner)
        return await register_business(
            session, row, name=name, district_id=640806, product_ids=[1], unlisted=[],
            activities={Activity.PROCESSED}, registered_through=f"draft:{person.chat_id}", now=clock.now(),
        )  # fmt: skip


async def where(person: Person) -> tuple[str | None, str | None]:
    """The open conversation and its state."""
    c = conversations.c
    async with person.office.database.read() as connection:
        row = (await connection.execute(select(c.name, c.state).where(c.chat_id == person.chat_id))).one()
    return row.name, row.state


async def businesses(office: Office) -> list[Business]:
    """All businesses, oldest first."""
    async with office.database.read() as connection, AsyncSession(bind=connection) as session:
        return list(await session.scalars(select(Business).order_by(Business.id)))


async def draft(person: Person, name: str = "register") -> dict[str, Any]:
    """What a conversation has gathered of this person so far."""
    c = conversations.c
    async with person.office.database.read() as connection:
        kept = await connection.scalar(select(c.drafts).where(c.chat_id == person.chat_id))
    found: dict[str, Any] = orjson.loads(kept).get(name, {}).get("data", {})
    return found

"""Ways through the conversations that many tests share."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import orjson
from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from durable.inbox import conversations
from models import Business
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


async def register(person: Person, **changed: str) -> Business:
    """A whole registration, with other answers to `owner` or `name` if wanted; returns the business."""
    await reach(person, "summary")
    for key, said in changed.items():
        await does(person, f"!register:edit:{key}", said)
    await person.presses("Simpan")
    return (await businesses(person.office))[-1]


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

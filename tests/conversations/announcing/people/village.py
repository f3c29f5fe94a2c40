"""An office with two banana producers in Kaliorang within reach, and others who are not; an officer who announces."""

from __future__ import annotations

from content.text_faults import visible
from durable.database import Database
from models import NewsTopic, Permit, RoleKind
from services.announcements.audience import Audience, from_json
from tests.conversations.conftest import an_office
from tests.conversations.walks import draft
from tests.driver import BOT, Person, Reply
from tests.services.announcements.random_people import Chat, Shop, Somebody, write

KALIORANG, BUSANG, BENGALON = 640810, 640806, 640809
HERE, LOST = (Chat(bot=BOT),), (Chat(bot=BOT, is_lost=True),)
BANANA = Shop(KALIORANG, frozenset({1}))
PEOPLE = [
    Somebody(101, shops=(BANANA,), chats=HERE),
    Somebody(102, shops=(BANANA,), chats=LOST),
    Somebody(103, shops=(Shop(KALIORANG, frozenset({1}), permits=frozenset({Permit.PIRT})),), chats=HERE),
    Somebody(104, shops=(Shop(BUSANG, frozenset({1})),), chats=HERE, stops=frozenset({NewsTopic.MARKET})),
    Somebody(105, shops=(Shop(BUSANG, frozenset({17})),), chats=HERE),
    Somebody(106, roles={RoleKind.MENTOR: True}, chats=HERE),
]
ASKED = ("/umumkan", "Pasar murah hari Sabtu", "!announce:content:done", "!announce:topic:0.market",
         "!announce:event:0.no")  # fmt: skip
DONE = "!announce:people:0.done"


async def a_village(url: str) -> None:
    """An office with these people."""
    await an_office(url)
    database = Database(url)
    async with database.session() as session:
        await write(session, PEOPLE)
    await database.close()


def press(what: str) -> str:
    return f"!announce:people:0.{what}"


async def chosen(person: Person) -> Audience:
    kept = (await draft(person, "announce")).get("audience")
    return Audience() if kept is None else from_json(kept)


def keys(reply: Reply) -> list[str]:
    return [key["text"] for row in reply.raw["reply_markup"]["inline_keyboard"] for key in row]


def count_in(reply: Reply) -> tuple[int, int]:
    """The people and the reachable ones, as told."""
    line = visible(reply.text).splitlines()[-1]
    said = [int(word.strip(",.")) for word in line.split() if word.strip(",.").isdigit()]
    return (said[0], said[1]) if len(said) == 2 else (said[0], 0)

"""An office with many people who are told one thing: what the measured broadcasts begin with, and how far they are."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import func, insert, select, update

from bot.first_start import load_lists
from bot.migrate import migrate
from durable import clock
from durable.database import Database
from durable.inbox import conversations
from models import (
    AnnouncementPart,
    AnnouncementRecipient,
    AnnouncementState,
    PartKind,
    Person,
    RecipientState,
    Role,
    RoleKind,
)
from tests.announcement_rows import add_announcement
from tests.announcements.newsroom import add_chats, agree

WORDS = "Pelatihan kemasan di Sangatta, Kamis 26 November 2026 pukul 09.00 WITA. Gratis, bawa contoh produk Ibu/Bapak."
_AT_ONCE = 2000


async def prepare(url: str, bot: int, author: int, chats: Sequence[int]) -> None:
    """An office's database: an officer and these people, each with a chat."""
    database, now = Database(url), clock.now()
    people = dict(enumerate([author, *chats], 1))
    try:
        await migrate(database, now)
        await load_lists(database)
        async with database.write() as connection:
            numbers = list(people)
            for start in range(0, len(numbers), _AT_ONCE):
                some = numbers[start : start + _AT_ONCE]
                await add_chats(connection, {number: people[number] for number in some}, bot)
                await agree(connection, some)
            # Nobody has chosen a language: whoever has gets a menu of commands of their own, one call for each.
            await connection.execute(update(conversations).values(language=""))
            await connection.execute(insert(Role), [{"person_id": 1, "kind": RoleKind.ADMIN, "granted_at": now}])
    finally:
        await database.close()


async def announce(database: Database) -> None:
    """An announcement of the officer's to everybody, due now: what the last tap of a staff member leaves behind."""
    parts = [AnnouncementPart(place=0, call=0, kind=PartKind.TEXT, words=WORDS)]
    scheduled = {"state": AnnouncementState.SCHEDULED, "started_at": None, "closed_at": None, "parts": parts}
    async with database.session() as session:
        await add_announcement(session, await session.get_one(Person, 1), clock.now(), **scheduled)


async def marked(database: Database, people: int) -> int:
    """How many of these people are written down as having it; whoever registered meanwhile may have it too."""
    r = AnnouncementRecipient
    query = select(func.count()).where(r.state == RecipientState.ACCEPTED, r.person_id.between(2, people + 1))
    async with database.read() as connection:
        return await connection.scalar(query) or 0

"""The language of another chat than the one an update came from, for what is told to somebody else."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from contextlib import contextmanager

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncConnection

from content.language import LANGUAGES, language
from durable.inbox import conversations
from durable.work import UnitOfWork


async def languages_of(unit: UnitOfWork, chats: Collection[int]) -> dict[int, str]:
    """{chat id: the language it has chosen, or nothing yet} of those of these chats that have ever written."""
    return await languages_on(unit.connection, unit.chat.bot, chats)


async def languages_on(connection: AsyncConnection, bot: int, chats: Collection[int]) -> dict[int, str]:
    """The same outside any update, for the clock."""
    c = conversations.c
    query = select(c.chat_id, c.language).where(c.bot == bot, c.chat_id.in_(chats))
    return {row.chat_id: row.language for row in await connection.execute(query)}


@contextmanager
def speaking(chosen: str | None) -> Iterator[None]:
    """Makes texts come in this language; where none was chosen, in the default."""
    token = language.set(chosen if chosen in LANGUAGES else LANGUAGES[0])
    try:
        yield
    finally:
        language.reset(token)

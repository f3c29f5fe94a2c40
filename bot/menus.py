"""The lists of commands of single chats, made anew when a new version of the bot has other commands.

A list that was set for one chat (for a role, or a chosen language) hides the one for everybody, and would stay old.
"""

from __future__ import annotations

from collections import defaultdict

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncConnection

from content import LANGUAGES
from durable import clock, outbox
from durable.inbox import conversations
from durable.tables import Kind
from handlers.commands import commands_for
from models import Account, Role, RoleKind


def all_lists() -> list[list[tuple[str, str]]]:
    """What a change is seen by: the list of each role in each language."""
    return [commands_for({kind}, spoken) for kind in RoleKind for spoken in LANGUAGES]


async def renew(connection: AsyncConnection, bot: int, channel: str) -> None:
    """Sends every chat with a list of its own the one it would get now; nobody's answer waits for it."""
    kinds: defaultdict[int, set[RoleKind]] = defaultdict(set)
    held = select(Account.chat_id, Role.kind).join(Role, Role.person_id == Account.person_id)
    held = held.where(Account.channel == channel, Role.revoked_at.is_(None))
    for row in await connection.execute(held):
        kinds[row.chat_id].add(row.kind)
    c = conversations.c
    query = select(c.chat_id, c.language).where(c.bot == bot, c.language != "", c.unreachable_at.is_(None))
    spoken = {row.chat_id: row.language for row in await connection.execute(query)}
    for chat_id in sorted(kinds.keys() | spoken.keys()):
        listed = commands_for(kinds[chat_id], spoken.get(chat_id, LANGUAGES[0]))
        commands = [{"command": name, "description": words} for name, words in listed]
        params = {"chat_id": chat_id, "commands": commands, "scope": {"type": "chat", "chat_id": chat_id}}
        await outbox.send_later(connection, bot, chat_id, "setMyCommands", params, kind=Kind.BROADCAST, now=clock.now())

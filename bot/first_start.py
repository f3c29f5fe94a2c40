"""What every start makes sure of: the lists are loaded, somebody can administer, the menu is announced."""

from __future__ import annotations

import hashlib
import logging
from collections.abc import Sequence
from pathlib import Path

from sqlalchemy import select, text
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncSession

from bot import menus
from bot.settings import Settings
from content.answers import seed
from content.answers.reading import Fault
from durable import clock, outbox, values
from durable.database import Database
from durable.tables import Kind
from durable.work import dumps
from handlers.commands import commands_for
from handlers.introduction import description, short_description
from models import Account, Role, RoleKind
from services import invitations, people, roles
from services.faq.seed import take_over
from services.reference_data import load_reference_data

logger = logging.getLogger(__name__)

LANGUAGES = ("id", "en")
_ONE_START_AT_A_TIME = 4_170_018  # any number, the same for every process on this database
_EVERYBODY = 0  # calls that are for no chat in particular wait in a lane of their own


async def one_start_at_a_time(connection: AsyncConnection) -> None:
    """Two processes that start at once on PostgreSQL would both find nothing there, and both put it there."""
    if connection.dialect.name == "postgresql":
        await connection.execute(text("select pg_advisory_xact_lock(:key)"), {"key": _ONE_START_AT_A_TIME})


async def load_lists(database: Database, folder: Path = seed.FOLDER) -> None:
    """Brings the districts, products and answers of content/ into their tables.

    A broken file of answers is logged; what the database knew of it before stays.
    """
    found = seed.read(folder)
    log_faults(found.faults)
    async with database.session() as session:
        await one_start_at_a_time(await session.connection())
        await load_reference_data(session)
        await take_over(session, found.documents, clock.now())


def log_faults(faults: Sequence[Fault]) -> None:
    """One line for each fault of the files of answers."""
    for fault in faults:
        logger.error("faq_file_broken", extra={"file": fault.file, "line": fault.line, "fault": str(fault.problem)})


async def name_administrators(database: Database, settings: Settings, channel: str, link_root: str) -> None:
    """Gives ADMIN_CHAT_IDS their role; where nobody administers yet, prints the code that claims it."""
    now = clock.now()
    async with database.session() as session:
        await one_start_at_a_time(await session.connection())
        for chat_id in settings.admin_chat_ids:
            person = await people.ensure_person(session, channel, chat_id, now)
            await roles.give(session, person, RoleKind.ADMIN, None, now)
        token = await invitations.claim_token(session, now)
    if token is not None:
        # Printed, not logged: a log is kept and read by others, and this makes its reader an administrator.
        print(f"\n  Nobody administers this bot yet. Open {link_root}{token}", flush=True)
        print(f"  or send the bot: /start {token}  (once; it makes you the administrator)\n", flush=True)


async def announce_menu(database: Database, bot: int, channel: str) -> None:
    """Tells the platform the commands and what the bot is, through the outbox, only when they changed.

    The lists that single chats have are made anew then.
    """
    calls: list[tuple[str, dict[str, object]]] = []
    for spoken in LANGUAGES:
        # Without a language the list is everybody's; the phone's language may choose another.
        language_code = {} if spoken == "id" else {"language_code": spoken}
        listed = [{"command": name, "description": words} for name, words in commands_for((), spoken)]
        scope = {"type": "all_private_chats"}
        calls.append(("setMyCommands", {"commands": listed, "scope": scope, **language_code}))
        calls.append(("setMyDescription", {"description": description(spoken), **language_code}))
        calls.append(("setMyShortDescription", {"short_description": short_description(spoken), **language_code}))
    stamp = hashlib.sha256(dumps([calls, menus.all_lists()]).encode()).hexdigest()
    async with database.write() as connection:
        await one_start_at_a_time(connection)
        if await values.read(connection, f"menu:{bot}") == stamp:
            return
        for method, params in calls:
            await outbox.send_later(connection, bot, _EVERYBODY, method, params, kind=Kind.ANSWER, now=clock.now())
        await menus.renew(connection, bot, channel)
        await values.write(connection, f"menu:{bot}", stamp)


async def staff_chats(session: AsyncSession, channel: str) -> list[int]:
    """The chats of everybody who is staff now."""
    staff = select(Role.person_id).where(Role.kind.in_((RoleKind.ADMIN, RoleKind.PETUGAS)), Role.revoked_at.is_(None))
    chats = select(Account.chat_id).where(Account.channel == channel, Account.person_id.in_(staff))
    return sorted(await session.scalars(chats))

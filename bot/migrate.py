"""Brings the database to this version's tables, with a backup before every change."""

from __future__ import annotations

import asyncio
import logging
from datetime import datetime

from alembic import command
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, text

from bot import backup
from bot.settings import ROOT
from durable.database import Database

logger = logging.getLogger(__name__)

_ONE_MIGRATION_AT_A_TIME = 4_170_017  # any number, the same for every process on this database


class NewerDatabase(Exception):
    """The database was made by a newer version of the bot than this one."""


def config() -> Config:
    """Alembic's configuration; it has no file of its own."""
    found = Config()
    found.set_main_option("script_location", str(ROOT / "migrations"))
    return found


def versions(connection: Connection) -> tuple[str | None, str]:
    """(version of the database or None, version this code wants)."""
    head = ScriptDirectory.from_config(config()).get_current_head()
    assert head is not None
    return MigrationContext.configure(connection).get_current_revision(), head


def _refuse_newer(current: str | None) -> None:
    scripts = ScriptDirectory.from_config(config())
    if current is not None and current not in {script.revision for script in scripts.walk_revisions()}:
        raise NewerDatabase(current)


def _upgrade(connection: Connection) -> bool:
    if connection.dialect.name == "postgresql":
        connection.execute(text("select pg_advisory_xact_lock(:key)"), {"key": _ONE_MIGRATION_AT_A_TIME})
    current, head = versions(connection)
    if current == head:
        return False
    _refuse_newer(current)
    settings = config()
    settings.attributes["connection"] = connection
    command.upgrade(settings, "head")
    return True


async def migrate(database: Database, now: datetime) -> bool:
    """Creates or upgrades the tables; a backup is made before an upgrade. Returns whether anything changed.

    Raises NewerDatabase when this code is older than the database, and BackupFailed, with nothing changed,
    when no backup could be made.
    """
    async with database.read() as connection:
        current, head = await connection.run_sync(versions)
    _refuse_newer(current)
    if current is not None and current != head:
        address = database.engine.url.render_as_string(hide_password=False)
        await asyncio.to_thread(backup.make, address, now, f"before-{head}")
    async with database.write() as connection:
        changed = await connection.run_sync(_upgrade)
    if changed:
        logger.info("database_migrated", extra={"before": current, "after": head})
    return changed

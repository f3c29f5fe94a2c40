"""The commands migrate, backup and restore, for people at a keyboard."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy.engine import make_url

from bot import backup
from bot.migrate import migrate
from bot.one_process import ProcessLock
from bot.settings import Settings
from durable import clock
from durable.database import Database


def sqlite_file(settings: Settings) -> Path | None:
    """The file of an SQLite database, or None for another kind."""
    address = make_url(settings.database_url)
    return Path(str(address.database)) if address.get_backend_name() == "sqlite" else None


async def migrate_now(settings: Settings) -> int:
    """Creates or upgrades the database."""
    database = Database(settings.database_url)
    try:
        changed = await migrate(database, clock.now())
    finally:
        await database.close()
    print("The database is now up to date." if changed else "The database was up to date already.")
    return 0


def back_up_now(settings: Settings) -> int:
    """Writes a copy; safe while the bot runs."""
    made = backup.make(settings.database_url, clock.now(), "manual")
    print(f"Backup written: {made} ({made.stat().st_size / 1024:.0f} KiB)")
    return 0


def restore_now(settings: Settings, copy: Path) -> int:
    """Puts a copy in the place of the database."""
    file = sqlite_file(settings)
    if file is None:
        raise backup.BackupFailed(
            f"For PostgreSQL type: pg_restore --clean --if-exists --no-owner --dbname=DATABASE_URL {copy}"
        )
    lock = ProcessLock(file.with_suffix(".lock"))
    lock.take()  # the bot must be stopped
    try:
        kept = backup.restore_sqlite(copy, file, clock.now())
    finally:
        lock.release()
    print(f"Restored from {copy.name}." + (f" What was there before is kept in {kept}." if kept else ""))
    return 0

"""Copies of the database that can be put back: before each migration, each night, and when asked."""

from __future__ import annotations

import gzip
import os
import shutil
import sqlite3
import subprocess
import zlib
from datetime import UTC, datetime, timedelta
from pathlib import Path

from sqlalchemy.engine import URL, make_url

from bot.settings import ROOT, environment_of_child

KEPT = timedelta(days=14)
"""What people are told when they take their consent back: the copies are gone after this time, too."""
_SUFFIX = ".db.gz"
_DUMP_SUFFIX = ".dump"
_STAMP = "%Y%m%d-%H%M%S"
_MADE_BY_ITSELF = ("nightly", "before-")


class BackupFailed(Exception):
    """A backup or a restore could not be made; the message is one line that says what would do."""


def folder(database: Path) -> Path:
    """Where the backups of an SQLite file are kept."""
    return database.parent / "backups"


def folder_for(url: str) -> Path:
    """Where the backups of the database at this address are kept."""
    address = make_url(url)
    is_file = address.get_backend_name() == "sqlite"
    return folder(Path(str(address.database))) if is_file else ROOT / "data" / "backups"


def name_for(now: datetime, why: str, suffix: str = _SUFFIX) -> str:
    """A file name that sorts by time."""
    return f"{now.astimezone(UTC):{_STAMP}}-{why}{suffix}"


def make(url: str, now: datetime, why: str) -> Path:
    """A copy of the database at this address, of either kind; safe while it is in use."""
    address = make_url(url)
    if address.get_backend_name() == "sqlite":
        return copy_sqlite(Path(str(address.database)), folder_for(url) / name_for(now, why))
    return dump_postgresql(url, folder_for(url) / name_for(now, why, _DUMP_SUFFIX))


def copy_sqlite(database: Path, target: Path) -> Path:
    """A consistent, compressed copy of a database that may be in use. It appears only when it is whole."""
    if not database.exists():
        raise BackupFailed(f"There is no database at {database}: nothing to back up.")
    target.parent.mkdir(parents=True, exist_ok=True)
    raw, packed = target.with_suffix(".raw"), target.with_suffix(".part")
    try:
        source, copy = sqlite3.connect(database, timeout=30), sqlite3.connect(raw)
        try:
            source.backup(copy)
        finally:
            source.close()
            copy.close()
        with raw.open("rb") as whole, gzip.open(packed, "wb", compresslevel=6) as file:
            shutil.copyfileobj(whole, file)
        os.replace(packed, target)
    except (OSError, sqlite3.Error) as error:
        raise BackupFailed(f"The backup could not be written to {target.parent}: {error}.") from error
    finally:
        for left in (raw, packed):
            left.unlink(missing_ok=True)
    return target


def restore_sqlite(backup: Path, database: Path, now: datetime) -> Path | None:
    """Puts a backup in the place of the database. Returns the copy made of what was there, if anything was.

    The bot must be stopped. Raises BackupFailed and changes nothing when the file is no whole backup.
    """
    if not backup.exists():
        raise BackupFailed(f"There is no file {backup}: see data/backups for what there is.")
    fresh = database.with_suffix(".restoring")
    database.parent.mkdir(parents=True, exist_ok=True)
    try:
        with gzip.open(backup, "rb") as packed, fresh.open("wb") as file:
            shutil.copyfileobj(packed, file)
        if (found := _check(fresh)) is not None:
            raise BackupFailed(f"{backup.name} is not a whole backup ({found}): nothing was changed, try another one.")
        kept = copy_sqlite(database, folder(database) / name_for(now, "before-restore")) if database.exists() else None
        for beside in ("-wal", "-shm"):
            Path(f"{database}{beside}").unlink(missing_ok=True)
        os.replace(fresh, database)
        return kept
    except (OSError, EOFError, zlib.error) as error:
        raise BackupFailed(f"{backup.name} cannot be read ({error}): nothing was changed, try another one.") from error
    finally:
        fresh.unlink(missing_ok=True)


def _check(database: Path) -> str | None:
    """What is wrong with a file that is to be our database, or None."""
    connection = sqlite3.connect(database)
    try:
        (found,) = connection.execute("PRAGMA integrity_check").fetchone()
        if found != "ok":
            return str(found).splitlines()[0]
        # An empty file passes every check of SQLite, and so does the database of another program.
        connection.execute("SELECT version_num FROM alembic_version").fetchone()
        return None
    except sqlite3.DatabaseError as error:
        return str(error)
    finally:
        connection.close()


def prune(backups: Path, now: datetime) -> list[Path]:
    """Removes old backups that were made by the bot itself; those made by hand stay, and the newest always.

    Returns what was removed.
    """
    made = sorted(file for why in _MADE_BY_ITSELF for file in backups.glob(f"*-{why}*"))
    old = [file for file in made[:-1] if now - _made_at(file) > KEPT]
    for file in old:
        file.unlink()
    return old


def _made_at(backup: Path) -> datetime:
    return datetime.strptime("-".join(backup.name.split("-")[:2]), _STAMP).replace(tzinfo=UTC)


def dump_postgresql(url: str, target: Path) -> Path:
    """A copy of a PostgreSQL database through its own pg_dump; the password goes through the environment."""
    parsed = make_url(url)
    if shutil.which("pg_dump") is None:
        raise BackupFailed("pg_dump is not installed: type `sudo apt install postgresql-client`, then try again.")
    target.parent.mkdir(parents=True, exist_ok=True)
    part = target.with_suffix(".part")
    # Without the password: the address of a running program can be read by others on the machine.
    plain = URL.create(
        "postgresql", parsed.username, None, parsed.host, parsed.port, parsed.database, parsed.query
    ).render_as_string()
    environment = environment_of_child(PGPASSWORD=parsed.password or "")
    done = subprocess.run(  # noqa: S603  our own words and the address from the settings
        ["pg_dump", "--format=custom", "--no-owner", f"--file={part}", plain],  # noqa: S607
        env=environment, capture_output=True, text=True, check=False,
    )  # fmt: skip
    if done.returncode != 0:
        part.unlink(missing_ok=True)
        reason = (done.stderr.strip().splitlines() or ["it gave no reason"])[-1]
        raise BackupFailed(f"pg_dump could not make the backup: {reason}")
    os.replace(part, target)
    return target

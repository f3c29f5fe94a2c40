"""Copies of the database that can be put back: before each migration, each night, and when asked."""

from __future__ import annotations

import gzip
import os
import shutil
import sqlite3
import subprocess
import zlib
from datetime import datetime
from pathlib import Path

from sqlalchemy.engine import make_url

from bot.settings import environment_of_child

KEPT_NIGHTLY = 14
_SUFFIX = ".db.gz"


class BackupFailed(Exception):
    """A backup or a restore could not be made; the message is one line that says what would do."""


def folder(database: Path) -> Path:
    """Where the backups of an SQLite file are kept."""
    return database.parent / "backups"


def name_for(now: datetime, why: str) -> str:
    """A file name that sorts by time."""
    return f"{now:%Y%m%d-%H%M%S}-{why}{_SUFFIX}"


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
    """What is wrong with an SQLite file, or None if it is a whole database of this program."""
    connection = sqlite3.connect(database)
    try:
        (found,) = connection.execute("PRAGMA integrity_check").fetchone()
        if found != "ok":
            return str(found)
        ours = connection.execute("SELECT count(*) FROM sqlite_master WHERE name = 'alembic_version'").fetchone()
        return None if ours == (1,) else "it is not of this program"
    except sqlite3.DatabaseError as error:
        return str(error)
    finally:
        connection.close()


def prune(backups: Path) -> list[Path]:
    """Removes nightly backups beyond the newest two weeks; the others stay. Returns what was removed."""
    nightly = sorted(backups.glob(f"*-nightly{_SUFFIX}"))
    old = nightly[:-KEPT_NIGHTLY]
    for file in old:
        file.unlink()
    return old


def dump_postgresql(url: str, target: Path) -> Path:
    """A copy of a PostgreSQL database through its own pg_dump; the password goes through the environment."""
    parsed = make_url(url)
    if shutil.which("pg_dump") is None:
        raise BackupFailed("pg_dump is not installed: type `sudo apt install postgresql-client`, then try again.")
    target.parent.mkdir(parents=True, exist_ok=True)
    part = target.with_suffix(".part")
    plain = parsed.set(drivername="postgresql", password=None).render_as_string()
    environment = environment_of_child(PGPASSWORD=parsed.password or "")
    done = subprocess.run(  # noqa: S603  our own words and the address from the settings
        ["pg_dump", "--format=custom", "--no-owner", f"--file={part}", plain],  # noqa: S607
        env=environment, capture_output=True, text=True, check=False,
    )  # fmt: skip
    if done.returncode != 0:
        part.unlink(missing_ok=True)
        raise BackupFailed(f"pg_dump failed: {done.stderr.strip().splitlines()[-1:] or ['no reason given']}")
    os.replace(part, target)
    return target

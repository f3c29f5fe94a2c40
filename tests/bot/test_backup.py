"""Backups: whole while the bot writes, put back as they were, and nothing is changed by a bad one."""

from __future__ import annotations

import gzip
import os
import sqlite3
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bot import backup
from bot.backup import BackupFailed
from tests.postgres import PostgresServer

NOW = datetime(2026, 3, 1, 2, 15, tzinfo=UTC)


@pytest.fixture
def database(tmp_path: Path) -> Path:
    path = tmp_path / "office.db"
    connection = sqlite3.connect(path)
    connection.executescript(
        "PRAGMA journal_mode=WAL; CREATE TABLE alembic_version (version_num); CREATE TABLE people (name)"
    )
    connection.execute("INSERT INTO people VALUES ('Siti')")
    connection.commit()
    connection.close()
    return path


def names(path: Path) -> list[str]:
    connection = sqlite3.connect(path)
    found = [name for (name,) in connection.execute("SELECT name FROM people ORDER BY name")]
    connection.close()
    return found


def copy(database: Path, why: str = "manual", now: datetime = NOW) -> Path:
    return backup.copy_sqlite(database, backup.folder(database) / backup.name_for(now, why))


def test_backup_has_what_is_committed_and_comes_back(database: Path) -> None:
    writer = sqlite3.connect(database, isolation_level=None)
    writer.execute("INSERT INTO people VALUES ('Budi')")  # in the write-ahead log only
    writer.execute("BEGIN IMMEDIATE")
    writer.execute("INSERT INTO people VALUES ('not committed')")
    made = copy(database)
    writer.execute("COMMIT")
    writer.close()
    assert made.name == "20260301-021500-manual.db.gz"
    kept = backup.restore_sqlite(made, database, NOW + timedelta(hours=1))
    assert names(database) == ["Budi", "Siti"]
    assert kept is not None
    backup.restore_sqlite(kept, database, NOW + timedelta(hours=2))
    assert names(database) == ["Budi", "Siti", "not committed"]
    assert [file.name for file in database.parent.glob("*.restoring")] == []


def test_backup_leaves_no_half_made_file(database: Path) -> None:
    copy(database)
    assert [file.name for file in backup.folder(database).iterdir()] == ["20260301-021500-manual.db.gz"]


def test_restore_where_nothing_is_makes_the_database(database: Path, tmp_path: Path) -> None:
    made = copy(database)
    elsewhere = tmp_path / "new" / "office.db"
    assert backup.restore_sqlite(made, elsewhere, NOW) is None
    assert names(elsewhere) == ["Siti"]


def packed(path: Path, content: bytes) -> None:
    path.write_bytes(gzip.compress(content, mtime=0))


def spoil(path: Path, how: str, database: Path) -> None:
    """Makes a file that is no backup, in one of the ways files go bad."""
    whole = gzip.compress(database.read_bytes())
    if how == "cut short":
        path.write_bytes(whole[: len(whole) // 2])
    elif how == "a byte changed":
        path.write_bytes(whole[:40] + b"\xff\xff\xff\xff" + whole[44:])
    elif how == "not packed":
        path.write_bytes(b"hello")
    elif how == "no database":
        packed(path, b"hello" * 1000)
    elif how == "empty":
        packed(path, b"")
    else:
        other = sqlite3.connect(path.with_suffix(".other"))
        other.execute("CREATE TABLE photos (x)")
        other.commit()
        other.close()
        packed(path, path.with_suffix(".other").read_bytes())


@pytest.mark.parametrize(
    "how", ["cut short", "a byte changed", "not packed", "no database", "empty", "of another program"]
)
def test_bad_backup_changes_nothing_and_is_told_in_one_line(database: Path, tmp_path: Path, how: str) -> None:
    bad = tmp_path / "bad.db.gz"
    spoil(bad, how, database)
    with pytest.raises(BackupFailed, match="nothing was changed") as told:
        backup.restore_sqlite(bad, database, NOW)
    assert (names(database), str(told.value).count("\n")) == (["Siti"], 0)
    assert not database.with_suffix(".restoring").exists()


def test_missing_files_are_told(database: Path, tmp_path: Path) -> None:
    with pytest.raises(BackupFailed, match="no file"):
        backup.restore_sqlite(tmp_path / "none.db.gz", database, NOW)
    with pytest.raises(BackupFailed, match="nothing to back up"):
        copy(tmp_path / "none.db")


def test_what_the_bot_made_itself_goes_after_two_weeks(database: Path) -> None:
    for night in range(17):
        copy(database, "nightly", NOW + timedelta(days=night))
    copy(database, "before-0002", NOW - timedelta(days=90))
    copy(database, "manual", NOW - timedelta(days=90))
    removed = backup.prune(backup.folder(database), NOW + timedelta(days=16))
    assert [file.name[:8] for file in removed] == ["20251201", "20260301", "20260302"]
    left = sorted(file.name for file in backup.folder(database).iterdir())
    assert (len(left), left[0]) == (16, "20251201-021500-manual.db.gz")


def test_newest_copy_stays_however_old_it_is(database: Path) -> None:
    copy(database, "nightly", NOW)
    copy(database, "nightly", NOW + timedelta(days=1))
    removed = backup.prune(backup.folder(database), NOW + timedelta(days=400))
    assert [file.name[:8] for file in removed] == ["20260301"]


def test_postgresql_is_copied_with_its_own_program(
    postgresql_url: str, postgres_server: PostgresServer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(backup, "folder_for", lambda url: tmp_path)
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(BackupFailed, match="postgresql-client"):
        backup.make(postgresql_url, NOW, "nightly")
    monkeypatch.setenv("PATH", f"{postgres_server.programs}{os.pathsep}/usr/bin{os.pathsep}/bin")
    made = backup.make(postgresql_url, NOW, "nightly")
    assert (made.name, made.read_bytes()[:5]) == ("20260301-021500-nightly.dump", b"PGDMP")
    with pytest.raises(BackupFailed, match="could not make the backup"):
        backup.make(f"{postgresql_url}-not-there", NOW, "nightly")
    assert [file.name for file in tmp_path.iterdir()] == [made.name]

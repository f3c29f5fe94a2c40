"""The phone's own SQLite file: everything it knows survives a kill."""

from __future__ import annotations

import contextlib
import secrets
import sqlite3
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import orjson

# Seconds of this moment are taken off the clock where new databases begin to count (2026-01-01 UTC).
COUNTING_SINCE = 1_767_225_600

SCHEMA = """
CREATE TABLE IF NOT EXISTS settings (name TEXT PRIMARY KEY, value BLOB NOT NULL) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS people (
    id INTEGER PRIMARY KEY, key TEXT NOT NULL UNIQUE, profile BLOB NOT NULL,
    started INTEGER NOT NULL DEFAULT 0, blocked INTEGER NOT NULL DEFAULT 0,
    read_up_to INTEGER NOT NULL DEFAULT 0, taken_up_to INTEGER NOT NULL DEFAULT 0,
    last_event INTEGER NOT NULL DEFAULT 0);
CREATE TABLE IF NOT EXISTS messages (
    chat_id INTEGER NOT NULL, message_id INTEGER NOT NULL, is_out INTEGER NOT NULL,
    body BLOB NOT NULL, reply_keyboard BLOB,
    PRIMARY KEY (chat_id, message_id)) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS events (
    chat_id INTEGER NOT NULL, id INTEGER NOT NULL, body BLOB NOT NULL,
    PRIMARY KEY (chat_id, id)) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS updates (
    update_id INTEGER PRIMARY KEY, chat_id INTEGER NOT NULL, kind TEXT NOT NULL,
    created_at INTEGER NOT NULL, body BLOB NOT NULL);
CREATE TABLE IF NOT EXISTS callbacks (
    id TEXT PRIMARY KEY, chat_id INTEGER NOT NULL, message_id INTEGER NOT NULL,
    pressed_at REAL NOT NULL, answered INTEGER NOT NULL DEFAULT 0) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS nonces (
    chat_id INTEGER NOT NULL, nonce TEXT NOT NULL, kept_at INTEGER NOT NULL, answer BLOB NOT NULL,
    PRIMARY KEY (chat_id, nonce)) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS contents (sha256 TEXT PRIMARY KEY, bytes BLOB NOT NULL);
CREATE TABLE IF NOT EXISTS files (
    file_id TEXT PRIMARY KEY, unique_id TEXT NOT NULL, kind TEXT NOT NULL, path TEXT NOT NULL UNIQUE,
    name TEXT NOT NULL, mime TEXT NOT NULL, size INTEGER NOT NULL, sha256 TEXT NOT NULL, details BLOB NOT NULL)
    WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS file_uses (
    chat_id INTEGER NOT NULL, file_id TEXT NOT NULL, PRIMARY KEY (chat_id, file_id)) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS commands (
    scope TEXT NOT NULL, language TEXT NOT NULL, commands BLOB NOT NULL,
    PRIMARY KEY (scope, language)) WITHOUT ROWID;
"""

# Columns that databases of earlier versions lack.
LATER_COLUMNS = (("people", "taken_up_to", "INTEGER NOT NULL DEFAULT 0"),)


class DataUnusable(Exception):
    """The data file cannot be used; the text says in one line what to do."""


class Store:
    """One connection, used from one thread. Writing happens inside `transaction()`; nothing is answered before."""

    def __init__(self, path: Path) -> None:
        """Opens or makes the file; raises DataUnusable."""
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            self.connection = sqlite3.connect(path, isolation_level=None, timeout=2)
            # Exclusive: two phones on one file would give the same ids twice.
            self.connection.execute("PRAGMA locking_mode=EXCLUSIVE")
            self.connection.execute("PRAGMA journal_mode=WAL")
            # A killed process loses nothing at NORMAL; only a power cut may lose the last moments of a trial.
            self.connection.execute("PRAGMA synchronous=NORMAL")
            self.connection.executescript(SCHEMA)
            for table, column, kind in LATER_COLUMNS:
                if column not in {row[1] for row in self.rows(f"PRAGMA table_info({table})")}:
                    self.run(f"ALTER TABLE {table} ADD COLUMN {column} {kind}")
        except OSError as error:
            raise DataUnusable(f"Cannot make {path}: {error.strerror}. Choose another file with --data.") from None
        except sqlite3.DatabaseError as error:
            if "locked" in str(error):
                raise DataUnusable(f"{path} is in use by another web phone. Stop it, or choose --data.") from None
            raise DataUnusable(f"{path} is not a database of the web phone ({error}). Choose --data.") from None
        # Pages that stay open while this file is replaced by another one notice it by this.
        self.instance: str = self.setting("instance") or self._new_instance()
        self.on_rollback: Callable[[], None] = lambda: None
        self._after_commit: list[Callable[[], None]] = []
        self._is_open = False

    def _new_instance(self) -> str:
        instance = secrets.token_hex(8)
        self.keep_setting("instance", instance)
        return instance

    def close(self) -> None:
        """Closes the file."""
        self.connection.close()

    @contextlib.contextmanager
    def transaction(self) -> Iterator[None]:
        """Commits what happens inside, or nothing of it; may be nested. Never await inside."""
        if self._is_open:
            yield
            return
        self.connection.execute("BEGIN IMMEDIATE")
        self._is_open = True
        try:
            yield
            self.connection.execute("COMMIT")
        except BaseException:
            self.connection.execute("ROLLBACK")
            self._after_commit.clear()
            self.on_rollback()
            raise
        finally:
            self._is_open = False
        waiting, self._after_commit = self._after_commit, []
        for call in waiting:
            call()

    def after_commit(self, call: Callable[[], None]) -> None:
        """Calls `call` once the running transaction is committed."""
        self._after_commit.append(call)

    def run(self, statement: str, *values: Any) -> sqlite3.Cursor:
        """Executes one statement."""
        return self.connection.execute(statement, values)

    def row(self, statement: str, *values: Any) -> tuple[Any, ...] | None:
        """Returns the first row of a query, or None."""
        found: tuple[Any, ...] | None = self.connection.execute(statement, values).fetchone()
        return found

    def rows(self, statement: str, *values: Any) -> list[tuple[Any, ...]]:
        """Returns all rows of a query."""
        return self.connection.execute(statement, values).fetchall()

    def setting(self, name: str, default: Any = None) -> Any:
        """Returns a setting kept as JSON."""
        found = self.row("SELECT value FROM settings WHERE name = ?", name)
        return default if found is None else orjson.loads(found[0])

    def keep_setting(self, name: str, value: Any) -> None:
        """Keeps a setting as JSON."""
        self.run("INSERT OR REPLACE INTO settings VALUES (?, ?)", name, orjson.dumps(value))

    def next_number(self, name: str) -> int:
        """Counts on: "update" or "message". A new database starts at the clock, so that it repeats no number."""
        last = self.setting(f"last_{name}")
        if last is None:
            last = max(int(time.time()) - COUNTING_SINCE, 0) * 10 % 2_000_000_000
        self.keep_setting(f"last_{name}", last + 1)
        return int(last) + 1

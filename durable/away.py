"""Whether an error means that the database is away or in the way, and not that an update is at fault.

Such an error is waited out and nobody is blamed. Everything else counts as an attempt: taken for an
absence, a fault of ours that the database reports would be tried for ever and hold everybody up.
"""

from __future__ import annotations

import sqlite3

from sqlalchemy.exc import DBAPIError
from sqlalchemy.exc import TimeoutError as NoFreeConnection

_SQLITE_PASSES = frozenset(
    {
        sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED, sqlite3.SQLITE_NOMEM, sqlite3.SQLITE_READONLY,
        sqlite3.SQLITE_INTERRUPT, sqlite3.SQLITE_IOERR, sqlite3.SQLITE_FULL, sqlite3.SQLITE_CANTOPEN,
        sqlite3.SQLITE_PROTOCOL,
    }
)  # fmt: skip
# Classes of SQLSTATE: connection, transaction rollback (deadlock), resources, operator intervention, system.
_POSTGRESQL_PASSES = frozenset({"08", "40", "53", "57", "58"})
_LOCK_NOT_AVAILABLE, _STATEMENT_TOOK_TOO_LONG = "55P03", "57014"


def is_away(error: BaseException) -> bool:
    """Whether the same work may succeed in a moment, without any change to it."""
    if isinstance(error, NoFreeConnection):
        return True
    if not isinstance(error, DBAPIError):
        return False
    if error.connection_invalidated:
        return True
    code = getattr(error.orig, "sqlite_errorcode", None)
    if code is not None:
        return code & 0xFF in _SQLITE_PASSES
    state = str(getattr(error.orig, "sqlstate", None) or "")
    return (state[:2] in _POSTGRESQL_PASSES and state != _STATEMENT_TOOK_TOO_LONG) or state == _LOCK_NOT_AVAILABLE

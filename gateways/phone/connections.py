"""Cutting a TCP connection without an answer, as a bad network does."""

from __future__ import annotations

import asyncio
import contextlib
import socket
import struct
import sys

from starlette.types import Scope
from uvicorn.protocols.http.h11_impl import H11Protocol

LINGER = "hh" if sys.platform == "win32" else "ii"
_open: dict[tuple[object, object], asyncio.Transport] = {}


class CuttableProtocol(H11Protocol):
    """uvicorn's HTTP protocol that remembers its transport, so that a fault can cut it."""

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        super().connection_made(transport)
        _open[self.server, self.client] = transport

    def connection_lost(self, exc: Exception | None) -> None:
        _open.pop((self.server, self.client), None)
        super().connection_lost(exc)


def cut(scope: Scope) -> None:
    """Resets the connection of a request; the caller sees "connection reset by peer"."""
    transport = _open.get((scope["server"], scope["client"]))
    if transport is None:
        return
    connection = transport.get_extra_info("socket")
    with contextlib.suppress(OSError, AttributeError):
        # Lingering zero seconds makes the close a reset.
        connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack(LINGER, 1, 0))
    transport.abort()

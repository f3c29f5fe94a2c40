"""One connection of a bot: requests in, answers out, one at a time."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from http import HTTPStatus
from typing import cast

from benchmarks.load.http_request import BadRequest, Request, take_request

PHRASES = {status.value: status.phrase for status in HTTPStatus}


class Connection(asyncio.Protocol):
    """Hands each request to `on_request`, which must later call `answer`, `cut` or `reset` exactly once."""

    def __init__(
        self,
        on_open: Callable[[Connection], None],
        on_request: Callable[[Connection, Request], None],
        on_close: Callable[[Connection], None],
    ) -> None:
        self._on_open, self._on_request, self._on_close = on_open, on_request, on_close
        self._buffer = bytearray()
        self._busy = self._closing_after = False
        self._transport: asyncio.Transport | None = None

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport = cast(asyncio.Transport, transport)
        self._on_open(self)

    def connection_lost(self, exc: Exception | None) -> None:
        self._transport = None
        self._on_close(self)

    def data_received(self, data: bytes) -> None:
        self._buffer += data
        if not self._busy:
            self._take_next()

    def _take_next(self) -> None:
        try:
            request = take_request(self._buffer)
        except BadRequest:
            self.cut()
            return
        if request is not None:
            self._busy, self._closing_after = True, request.close
            self._on_request(self, request)

    @property
    def is_open(self) -> bool:
        return self._transport is not None

    def answer(self, status: int, body: bytes) -> None:
        """Sends a JSON body; nothing happens when the bot has gone meanwhile."""
        if self._transport is None:
            return
        phrase = PHRASES.get(status, "Unknown")
        self._transport.write(
            b"HTTP/1.1 %d %s\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n%s"
            % (status, phrase.encode(), len(body), body)
        )
        self._busy = False
        if self._closing_after:
            self.cut()
        elif self._buffer:
            self._take_next()

    def cut(self) -> None:
        """Ends the connection in the ordinary way, without an answer to what is open."""
        if self._transport is not None:
            self._transport.close()

    def reset(self) -> None:
        """Drops the connection at once, as a broken line does."""
        if self._transport is not None:
            self._transport.abort()

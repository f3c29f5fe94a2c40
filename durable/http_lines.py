"""JSON posted over HTTP/1.1, on lines that stay open: what nearly every call of the Bot API is.

A general client takes as long for a call as all the rest of sending it (docs/reference/broadcasts.md has the figures).
Here a request is a head that is known beforehand and a body, and an answer is a status and a body. Whatever else HTTP
can do (forms, downloads, redirections, proxies) is not here.
"""

from __future__ import annotations

import asyncio
import ssl
import time
from collections import deque
from dataclasses import dataclass
from urllib.parse import quote, urlsplit

import aiohappyeyeballs

from durable.http_answer import Incomplete, NotHttp, take_answer

CONNECT_SECONDS = 10.0
KEPT_SECONDS = 60.0


class NotConnected(Exception):
    """Nothing was sent."""


class Broken(Exception):
    """It was sent, and no answer came."""


class Line(asyncio.Protocol):
    """One connection: one question at a time."""

    def __init__(self) -> None:
        self._transport: asyncio.Transport | None = None
        self._buffer = bytearray()
        self._answer: asyncio.Future[tuple[int, bytes]] | None = None
        self._timer: asyncio.TimerHandle | None = None
        self._seconds = 0.0
        self.is_open = False
        self.idle_since = 0.0

    async def ask(self, request: bytes, seconds: float) -> tuple[int, bytes]:
        """Sends a request and waits for its answer, so long as something comes every so many seconds. Raises Broken."""
        assert self._transport is not None
        loop = asyncio.get_running_loop()
        self._answer, self._seconds = loop.create_future(), seconds
        self._timer = loop.call_later(seconds, self._end, "TimeoutError")
        self._transport.write(request)
        try:
            return await self._answer
        except asyncio.CancelledError:
            self._end("CancelledError")  # its answer may come and would be taken for the next one's
            raise
        finally:
            self._answer = None
            self._timer.cancel()

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport, self.is_open = transport, True  # type: ignore[assignment]

    def data_received(self, data: bytes) -> None:
        self._buffer += data
        if self._answer is None or self._answer.done():
            self._end("unasked")
            return
        assert self._timer is not None
        self._timer.cancel()
        self._timer = asyncio.get_running_loop().call_later(self._seconds, self._end, "TimeoutError")
        self._take(is_over=False)

    def connection_lost(self, error: Exception | None) -> None:
        self.is_open = False
        if self._answer is not None and not self._answer.done():
            self._take(is_over=True)
        self._fail(type(error).__name__ if error is not None else "ServerDisconnectedError")

    def close(self) -> None:
        """Ends the connection."""
        self._end("closed")

    def _take(self, *, is_over: bool) -> None:
        assert self._answer is not None
        try:
            answer = take_answer(self._buffer, is_over=is_over)
        except Incomplete:
            return
        except NotHttp:
            self._end("NotHttp")
            return
        self._answer.set_result((answer.status, answer.body))
        if answer.closes:
            self._end("closed")

    def _end(self, reason: str) -> None:
        self.is_open = False
        self._fail(reason)
        if self._transport is not None:
            self._transport.abort()

    def _fail(self, reason: str) -> None:
        if self._answer is not None and not self._answer.done():
            self._answer.set_exception(Broken(reason))


@dataclass(slots=True, frozen=True)
class Address:
    """Where a line leads."""

    host: str
    port: int
    is_encrypted: bool


class Lines:
    """All lines of one client. Opened when needed, and used again."""

    def __init__(self) -> None:
        self._idle: dict[Address, deque[Line]] = {}
        self._busy: set[Line] = set()
        self._known: dict[str, tuple[Address, bytes]] = {}
        self._encryption: ssl.SSLContext | None = None

    async def post(self, url: str, body: bytes, seconds: float) -> tuple[int, bytes]:
        """(status, body) of the answer. Raises NotConnected, or Broken when the request may have been carried out."""
        found = self._known.get(url)
        if found is None:
            found = self._known[url] = _read(url)
        address, head = found
        line = self._an_idle_one(address) or await self._connect(address)
        self._busy.add(line)
        try:
            return await line.ask(b"%b%d\r\n\r\n%b" % (head, len(body), body), seconds)
        finally:
            self._busy.discard(line)
            if line.is_open:
                line.idle_since = time.monotonic()
                self._idle.setdefault(address, deque()).append(line)

    def close(self) -> None:
        """Ends all connections."""
        for line in [*self._busy, *(line for lines in self._idle.values() for line in lines)]:
            line.close()
        self._idle.clear()

    def _an_idle_one(self, address: Address) -> Line | None:
        lines = self._idle.get(address)
        while lines:
            line = lines.pop()  # the one used last: those too many grow old
            if line.is_open and time.monotonic() - line.idle_since < KEPT_SECONDS:
                return line
            line.close()
        return None

    async def _connect(self, address: Address) -> Line:
        loop, line = asyncio.get_running_loop(), Line()
        try:
            async with asyncio.timeout(CONNECT_SECONDS):
                found = await loop.getaddrinfo(address.host, address.port, type=1)
                # Both families of addresses in a race: where IPv6 leads nowhere, nobody has to wait for it.
                sock = await aiohappyeyeballs.start_connection(found, happy_eyeballs_delay=0.25, loop=loop)
                encryption = self._encrypted() if address.is_encrypted else None
                name = address.host if address.is_encrypted else None
                await loop.create_connection(lambda: line, sock=sock, ssl=encryption, server_hostname=name)
        except (OSError, ssl.SSLError, TimeoutError) as error:
            raise NotConnected(type(error).__name__) from None
        return line

    def _encrypted(self) -> ssl.SSLContext:
        if self._encryption is None:
            self._encryption = ssl.create_default_context()
        return self._encryption


def _read(url: str) -> tuple[Address, bytes]:
    """Where to send it, and all of the request that stands before the length of its body."""
    parts = urlsplit(url)
    is_encrypted, host = parts.scheme == "https", parts.hostname or ""
    path, at = quote(parts.path, safe="/:%"), parts.netloc.rpartition("@")[2]
    head = f"POST {path} HTTP/1.1\r\nHost: {at}\r\nContent-Type: application/json\r\nContent-Length: "
    return Address(host, parts.port or (443 if is_encrypted else 80), is_encrypted), head.encode()

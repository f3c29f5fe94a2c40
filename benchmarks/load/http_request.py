"""Takes whole HTTP/1.1 requests out of a buffer. Only what Bot API clients send: that keeps the server light."""

from __future__ import annotations

from dataclasses import dataclass

MAX_HEAD = 64 * 1024


class BadRequest(ValueError):
    """The bytes are no HTTP request: the connection is closed."""


@dataclass(frozen=True, slots=True)
class Request:
    """Target with its query, the two headers that matter, and the whole body."""

    target: str
    content_type: str
    body: bytes
    close: bool


def take_request(buffer: bytearray) -> Request | None:
    """Removes the first whole request from the buffer; None while bytes are missing."""
    end = buffer.find(b"\r\n\r\n")
    if end < 0:
        if len(buffer) > MAX_HEAD:
            raise BadRequest("head too long")
        return None
    first, *lines = buffer[:end].decode("latin-1").split("\r\n")
    words = first.split(" ")
    if len(words) != 3 or not words[2].startswith("HTTP/1."):
        raise BadRequest(first[:80])
    headers = {}
    for line in lines:
        name, _, value = line.partition(":")
        headers[name.lower()] = value.strip()
    start = end + 4
    if "chunked" in headers.get("transfer-encoding", ""):
        taken = _chunks(buffer, start)
        if taken is None:
            return None
        body, stop = taken
    else:
        stop = start + _number(headers.get("content-length", "0"), 10)
        if len(buffer) < stop:
            return None
        body = bytes(buffer[start:stop])
    del buffer[:stop]
    close = headers.get("connection", "").lower() == "close"
    return Request(words[1], headers.get("content-type", ""), body, close)


def _chunks(buffer: bytearray, at: int) -> tuple[bytes, int] | None:
    """The joined chunks and where they end; None while bytes are missing."""
    parts: list[bytes] = []
    while True:
        line_end = buffer.find(b"\r\n", at)
        if line_end < 0:
            return None
        size = _number(buffer[at:line_end].split(b";")[0].decode("latin-1"), 16)
        start = line_end + 2
        if len(buffer) < start + size + 2:
            return None
        if size == 0:
            return b"".join(parts), start + 2
        parts.append(bytes(buffer[start : start + size]))
        at = start + size + 2


def _number(text: str, base: int) -> int:
    try:
        return int(text, base)
    except ValueError:
        raise BadRequest(f"not a length: {text[:20]}") from None

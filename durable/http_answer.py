"""The answer to one HTTP/1.1 request, taken out of the bytes that have come so far."""

from __future__ import annotations

from dataclasses import dataclass

LONGEST_HEAD = 64 * 1024


class Incomplete(Exception):
    """More bytes must come."""


class NotHttp(Exception):
    """The bytes are no answer."""


@dataclass(slots=True, frozen=True)
class HttpAnswer:
    """Status, body, and whether the connection ends with it."""

    status: int
    body: bytes
    closes: bool


def take_answer(buffer: bytearray, *, is_over: bool) -> HttpAnswer:
    """Removes the first answer from the buffer; `is_over`: no more bytes will come. Raises Incomplete or NotHttp."""
    while True:
        end = buffer.find(b"\r\n\r\n")
        if end < 0:
            if len(buffer) > LONGEST_HEAD:
                raise NotHttp
            raise Incomplete
        head = bytes(buffer[:end]).lower()
        if not head.startswith(b"http/1.") or not head[9:12].isdigit():
            raise NotHttp
        status, start = int(head[9:12]), end + 4
        if not 100 <= status < 200:
            break
        del buffer[:start]  # "100 Continue" and its like: the answer follows
    body, stop, closes = _body(buffer, start, head, status, is_over)
    del buffer[:stop]
    return HttpAnswer(status, body, closes or head.startswith(b"http/1.0") or b"close" in _value(head, b"connection"))


def _body(buffer: bytearray, start: int, head: bytes, status: int, is_over: bool) -> tuple[bytes, int, bool]:
    """The body, where it ends, and whether it ends with the connection."""
    if status in (204, 304):
        return b"", start, False
    if b"chunked" in _value(head, b"transfer-encoding"):
        return *_chunks(buffer, start), False
    if length := _value(head, b"content-length"):
        stop = start + _number(length, 10)
        if len(buffer) < stop:
            raise Incomplete
        return bytes(buffer[start:stop]), stop, False
    if not is_over:
        raise Incomplete
    return bytes(buffer[start:]), len(buffer), True


def _value(head: bytes, name: bytes) -> bytes:
    at = head.find(b"\r\n" + name + b":")
    if at < 0:
        return b""
    start = at + len(name) + 3
    end = head.find(b"\r\n", start)
    return head[start : end if end >= 0 else len(head)].strip()


def _chunks(buffer: bytearray, at: int) -> tuple[bytes, int]:
    """The joined chunks, and where they end."""
    parts: list[bytes] = []
    while True:
        line_end = buffer.find(b"\r\n", at)
        if line_end < 0:
            raise Incomplete
        size, start = _number(bytes(buffer[at:line_end]).split(b";")[0], 16), line_end + 2
        if size == 0:
            end = start + 2 if buffer[start : start + 2] == b"\r\n" else buffer.find(b"\r\n\r\n", start) + 4
            if len(buffer) < start + 2 or end < start + 2:
                raise Incomplete
            return b"".join(parts), end
        if len(buffer) < start + size + 2:
            raise Incomplete
        parts.append(bytes(buffer[start : start + size]))
        at = start + size + 2


def _number(text: bytes, base: int) -> int:
    try:
        found = int(text, base)
    except ValueError:
        raise NotHttp from None
    if found < 0:
        raise NotHttp
    return found

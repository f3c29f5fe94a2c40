"""Answers of a server as they come: whole, in pieces, in chunks, without a length, and what is none."""

from __future__ import annotations

import pytest

from durable.http_answer import HttpAnswer, Incomplete, NotHttp, take_answer

OK = b'HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 11\r\n\r\n{"ok":true}'
CHUNKED = b"HTTP/1.1 502 Bad Gateway\r\nTransfer-Encoding: chunked\r\n\r\n5\r\n<html\r\n1;x=y\r\n>\r\n0\r\n\r\n"


@pytest.mark.parametrize(
    ("raw", "status", "body", "closes"),
    [
        (OK, 200, b'{"ok":true}', False),
        (CHUNKED, 502, b"<html>", False),
        (CHUNKED[:-2] + b"Trailer: x\r\n\r\n", 502, b"<html>", False),
        (b"HTTP/1.1 100 Continue\r\n\r\n" + OK, 200, b'{"ok":true}', False),
        (b"HTTP/1.1 204 No Content\r\n\r\n", 204, b"", False),
        (b"HTTP/1.1 200 OK\r\ncontent-length:0\r\nCONNECTION: Close\r\n\r\n", 200, b"", True),
        (b"HTTP/1.0 200 OK\r\nContent-Length: 2\r\n\r\nhi", 200, b"hi", True),
    ],
)
def test_answer_is_taken_as_soon_as_it_is_whole(raw: bytes, status: int, body: bytes, closes: bool) -> None:
    for end in range(len(raw)):
        with pytest.raises(Incomplete):
            take_answer(bytearray(raw[:end]), is_over=False)
    buffer = bytearray(raw + b"HTTP/1.1 ")
    assert take_answer(buffer, is_over=False) == HttpAnswer(status, body, closes)
    assert buffer == b"HTTP/1.1 "


def test_body_without_a_length_ends_with_the_connection() -> None:
    raw = b"HTTP/1.1 200 OK\r\n\r\nhalo"
    with pytest.raises(Incomplete):
        take_answer(bytearray(raw), is_over=False)
    assert take_answer(bytearray(raw), is_over=True) == HttpAnswer(200, b"halo", closes=True)


@pytest.mark.parametrize(
    "raw",
    [
        b"SSH-2.0-OpenSSH_9.6\r\n\r\n",
        b"HTTP/1.1 abc OK\r\n\r\n",
        b"HTTP/1.1 200 OK\r\nContent-Length: many\r\n\r\n",
        b"HTTP/1.1 200 OK\r\nContent-Length: -5\r\n\r\n",
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n",
        b"x" * 70_000,
    ],
)
def test_what_is_no_answer_is_refused(raw: bytes) -> None:
    with pytest.raises(NotHttp):
        take_answer(bytearray(raw), is_over=False)
